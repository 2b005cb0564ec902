"""What ECS does with the execution role before it starts a container. Must be called with the lock held."""

from typing import Any

from . import gate, needs
from .needs import Need, Request
from .resources import Place

_FAILED = "ResourceInitializationError: "
_SECRETS = "unable to pull secrets or registry auth: execution resource retrieval failed: "
_ASM = "unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret "
_SSM = "unable to retrieve secrets from ssm: service call has been retried 1 time(s): "
_LOG = (
    "failed to validate logger args: create stream has been retried 1 times: "
    "failed to create Cloudwatch log stream: "
)


def refusal(definition: dict[str, Any], role: str | None, task: str, place: Place) -> str | None:
    """Why a container is not started, in ECS's words; None if its role may read secrets and write the log."""
    for one in definition.get("secrets") or []:
        reference = str(one["valueFrom"])
        if ":secretsmanager:" in reference:
            name = ":".join(reference.split(":")[:7])
            request = Request("secretsmanager", "GetSecretValue", {"SecretId": name}, place)
            kind = f"{_ASM}{name} from secrets manager: "
        else:
            request = Request("ssm", "GetParameters", {"Names": [reference], "WithDecryption": True}, place)
            kind = _SSM
        if why := _refused(role, task, place, needs.of(request)):
            return f"{_FAILED}{_SECRETS}{kind}{why}"
    log = definition.get("logConfiguration") or {}
    group = (log.get("options") or {}).get("awslogs-group")
    if log.get("logDriver") == "awslogs" and group:
        stream = f"{log['options'].get('awslogs-stream-prefix')}/{definition['name']}/{task}"
        arn = place.arn("logs", f"log-group:{group}:log-stream:{stream}")
        if why := _refused(role, task, place, [Need("logs:CreateLogStream", arn)]):
            return f"{_FAILED}{_LOG}{why}"
    return None


def _refused(role: str | None, task: str, place: Place, wanted: list[Need]) -> str | None:
    if not role:
        return "no execution role"
    denied = gate.role_refused(role, task, place, *wanted)
    return None if denied is None else f"AccessDeniedException: {denied.message()}"
