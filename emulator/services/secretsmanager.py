"""Secrets Manager: rotating a secret again."""

from types import ModuleType
from typing import Any

from emulator.registry import Call, Params, Service

secretsmanager = Service("secretsmanager")


_EMPTY = "empty"


@secretsmanager.before("RotateSecret")
def rotate_empty(call: Call) -> None:
    """A secret without a value can't be rotated (it gets a version here, which has none)."""
    secret = call.backend().secrets.get(call["SecretId"])
    if secret is not None and not secret.versions:
        secret.versions[_EMPTY] = {"version_id": _EMPTY, "version_stages": [], "createdate": 0}


@secretsmanager.after("RotateSecret")
def forget_empty(call: Call, answer: Params) -> None:
    """A secret without a value can't be rotated (it goes, and so does one that stays empty)."""
    versions = call.backend().secrets[answer["ARN"]].versions
    if versions.pop(_EMPTY, None) is None:
        return
    for name, version in list(versions.items()):
        if "secret_string" not in version and "secret_binary" not in version:
            del versions[name]


@secretsmanager.after("RotateSecret")
def end_rotation(call: Call, answer: Params) -> None:
    """A rotation never ends: the secret can't be rotated again, and its schedule can't be changed."""
    for version in call.backend().secrets[answer["ARN"]].versions.values():
        if {"AWSCURRENT", "AWSPENDING"} <= set(version["version_stages"]):
            version["version_stages"].remove("AWSPENDING")


@secretsmanager.patch("moto.secretsmanager.models")
def keep_function(module: ModuleType) -> None:
    """A rotation that names no function forgets the secret's, and makes an empty version current."""
    original = module.SecretsManagerBackend.rotate_secret

    def rotate(backend: Any, secret_id: str, **settings: Any) -> Any:
        known = getattr(backend.secrets.get(secret_id), "rotation_lambda_arn", None)
        settings["rotation_lambda_arn"] = settings.get("rotation_lambda_arn") or known
        return original(backend, secret_id, **settings)

    module.SecretsManagerBackend.rotate_secret = rotate
