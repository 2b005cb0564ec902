"""Secrets Manager: rotating a secret again."""

from types import ModuleType
from typing import Any

from emulator.registry import Call, Params, Service

secretsmanager = Service("secretsmanager")


@secretsmanager.after("RotateSecret")
def end_rotation(call: Call, answer: Params) -> None:
    """A rotation never ends: the secret can't be rotated again, and its schedule can't be changed."""
    for version in call.backend().secrets[answer["ARN"]].versions.values():
        if {"AWSCURRENT", "AWSPENDING"} <= set(version["version_stages"]):
            version["version_stages"].remove("AWSPENDING")


@secretsmanager.patch("moto.secretsmanager.models")
def keep_function(module: ModuleType) -> None:
    """A rotation that names no function, as one by hand does, calls none; the secret forgets its function."""
    original = module.SecretsManagerBackend.rotate_secret

    def rotate_secret(backend: Any, secret_id: str, *args: Any, **settings: Any) -> Any:
        known = backend.secrets.get(secret_id)
        if not settings.get("rotation_lambda_arn") and known is not None:
            settings["rotation_lambda_arn"] = getattr(known, "rotation_lambda_arn", None) or None
        return original(backend, secret_id, *args, **settings)

    module.SecretsManagerBackend.rotate_secret = rotate_secret
