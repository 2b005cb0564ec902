"""Secrets Manager: rotating a secret again."""

from types import ModuleType
from typing import Any

from emulator.registry import Call, Params, Service

secretsmanager = Service("secretsmanager")


_EMPTY = "empty"


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


@secretsmanager.patch("moto.secretsmanager.models")
def survive_failures(module: ModuleType) -> None:
    """A rotation whose function fails, because its role may not do it, leaves the secret without a value."""
    original = module.SecretsManagerBackend.rotate_secret

    def rotate(backend: Any, secret_id: str, **settings: Any) -> Any:
        answer = original(backend, secret_id, **settings)
        secret = backend.secrets[secret_id]
        current = [name for name, one in secret.versions.items() if "AWSCURRENT" in one["version_stages"]]
        if current and secret.default_version_id not in current:
            secret.default_version_id = current[0]
        for name, version in list(secret.versions.items()):
            if version["version_stages"] == ["AWSPENDING"] and not _VALUES & version.keys():
                del secret.versions[name]
        return answer

    module.SecretsManagerBackend.rotate_secret = rotate


_VALUES = {"secret_string", "secret_binary"}


@secretsmanager.patch("moto.secretsmanager.models")
def rotate_empty(module: ModuleType) -> None:
    """A secret without a value can't be rotated (it has a version for as long as that takes)."""
    original = module.SecretsManagerBackend.rotate_secret

    def rotate(backend: Any, secret_id: str, **settings: Any) -> Any:
        secret = backend.secrets.get(secret_id)
        if secret is None or secret.versions:
            return original(backend, secret_id, **settings)
        secret.versions[_EMPTY] = {"version_id": _EMPTY, "version_stages": [], "createdate": 0}
        try:
            return original(backend, secret_id, **settings)
        finally:
            del secret.versions[_EMPTY]
            for name, version in list(secret.versions.items()):
                if not _VALUES & version.keys():
                    del secret.versions[name]

    module.SecretsManagerBackend.rotate_secret = rotate
