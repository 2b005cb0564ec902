"""Secrets Manager: rotating a secret again."""

from emulator.registry import Call, Params, Service

secretsmanager = Service("secretsmanager")


@secretsmanager.after("RotateSecret")
def end_rotation(call: Call, answer: Params) -> None:
    """A rotation never ends: the secret can't be rotated again, and its schedule can't be changed."""
    for version in call.backend().secrets[answer["ARN"]].versions.values():
        if {"AWSCURRENT", "AWSPENDING"} <= set(version["version_stages"]):
            version["version_stages"].remove("AWSPENDING")
