"""Secrets Manager: functions that rotate secrets."""

from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

from .support import backend_of

secretsmanager = Service("secretsmanager")
_PRINCIPAL = "secretsmanager.amazonaws.com"


def may_call(function: Any, principal: str) -> bool:
    """Whether the policy of a function lets a service call it."""
    for statement in function.policy.statements:
        named = statement.get("Principal")
        service = named.get("Service") if isinstance(named, dict) else named
        if service == principal:
            return True
    return False


@secretsmanager.refuse(
    "RotateSecret",
    source="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html",
)
def rotation_function(call: Call) -> None:
    """Rotation with a function that is not there, or that Secrets Manager may not call."""
    arn = call.get("RotationLambdaARN")
    if not arn:
        return
    function = backend_of(call, "lambda").get_function_by_arn(arn)
    if function is None or not may_call(function, _PRINCIPAL):
        message = (
            "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy"
            f" grants access to the principal {_PRINCIPAL}."
        )
        raise Refused("AccessDeniedException", message)
