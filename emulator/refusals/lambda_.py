"""Lambda: environments, runtimes, roles, layers, images, event sources."""

import json
from typing import Any

from emulator.permissions import deliveries
from emulator.registry import Call, Service
from emulator.state import Refused

from .support import backend_of, may_be_assumed

lambda_ = Service("lambda")
_GUIDE = "https://docs.aws.amazon.com/lambda/latest/dg"
_INVALID = "InvalidParameterValueException"
_SIZE, _TIMEOUT, _LAYERS = 4096, 900, 5
_RESERVED = {
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
}
_RUNTIMES = {
    *("nodejs22.x", "nodejs24.x"),
    *("python3.10", "python3.11", "python3.12", "python3.13", "python3.14"),
    *("java8.al2", "java11", "java17", "java21", "java25"),
    *("dotnet8", "dotnet10", "ruby3.3", "ruby3.4", "provided.al2", "provided.al2023"),
}
"""Runtimes with which functions can still be created."""

_FUNCTION = ("CreateFunction", "UpdateFunctionConfiguration")


@lambda_.refuse(*_FUNCTION, source=f"{_GUIDE}/configuration-envvars.html")
def environments(call: Call) -> None:
    """Variables of more than 4 KB together, or with names that Lambda itself sets."""
    variables = (call.get("Environment") or {}).get("Variables") or {}
    prefix = "Lambda was unable to configure your environment variables because the environment variables you"
    reserved = sorted(_RESERVED & set(variables))
    if reserved:
        message = f"{prefix} have provided contains reserved keys that are currently not supported for"
        raise Refused(
            _INVALID, f"{message} modification. Reserved keys used in this request: {', '.join(reserved)}"
        )
    if len(json.dumps(variables, separators=(",", ":"), ensure_ascii=False).encode()) > _SIZE:
        raise Refused(_INVALID, f"{prefix} have provided exceeded the 4KB limit.")


@lambda_.refuse(*_FUNCTION, source=f"{_GUIDE}/lambda-runtimes.html#runtimes-deprecated")
def runtimes(call: Call) -> None:
    """A runtime whose time is over: functions can't be created or changed any more."""
    runtime = call.get("Runtime")
    if runtime and runtime not in _RUNTIMES:
        message = f"The runtime parameter of {runtime} is no longer supported for creating or updating AWS"
        told = f"{message} Lambda functions. We recommend you use a supported runtime."
        raise Refused(_INVALID, told)


@lambda_.refuse(*_FUNCTION, source=f"{_GUIDE}/gettingstarted-limits.html")
def limits(call: Call) -> None:
    """A timeout of more than 15 minutes, or more than five layers."""
    timeout = call.get("Timeout")
    if timeout is not None and timeout > _TIMEOUT:
        message = f"1 validation error detected: Value '{timeout}' at 'timeout' failed to satisfy constraint:"
        raise Refused(
            "ValidationException", f"{message} Member must have value less than or equal to {_TIMEOUT}"
        )
    if len(call.get("Layers") or []) > _LAYERS:
        raise Refused(_INVALID, f"Cannot reference more than {_LAYERS} layers.")


@lambda_.refuse(*_FUNCTION, source=f"{_GUIDE}/lambda-intro-execution-role.html")
def execution_roles(call: Call) -> None:
    """A role that is not there, or that does not trust lambda.amazonaws.com."""
    role = call.get("Role")
    if role and not may_be_assumed(call, role, "lambda.amazonaws.com"):
        raise Refused(_INVALID, "The role defined for the function cannot be assumed by Lambda.")


@lambda_.refuse(
    "CreateFunction",
    "UpdateFunctionCode",
    "UpdateFunctionConfiguration",
    source=f"{_GUIDE}/images-create.html#images-permissions",
)
def regions(call: Call) -> None:
    """A layer or an image of another region."""
    for layer in call.get("Layers") or []:
        if layer.split(":")[3] != call.region:
            message = f"Layer version {layer} is not in the region of the function, {call.region}"
            raise Refused(_INVALID, message)
    code = call.get("Code") or {}
    image = code.get("ImageUri") or call.get("ImageUri")
    if image and f".dkr.ecr.{call.region}." not in image:
        message = f"Source image {image} is not valid. Provide a valid source image."
        raise Refused(_INVALID, message)


def function_of(call: Call) -> Any:
    """The function of a mapping; None if there is none."""
    name = str(call.get("FunctionName") or "").split(":function:")[-1].split(":")[0]
    for function in call.backend().list_functions():
        if function.function_name == name:
            return function
    return None


@lambda_.refuse("CreateEventSourceMapping", source=f"{_GUIDE}/services-sqs-configure.html")
def queue_timeouts(call: Call) -> None:
    """A queue whose messages come back too early for the function, or a large batch without a window."""
    arn, function = str(call.get("EventSourceArn") or ""), function_of(call)
    if ":sqs:" not in arn:
        return
    if (call.get("BatchSize") or 10) > 10 and not call.get("MaximumBatchingWindowInSeconds"):
        message = "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater"
        raise Refused(_INVALID, f"{message} than 10")
    queue = backend_of(call, "sqs", arn.split(":")[3]).queues.get(arn.rsplit(":", 1)[-1])
    if queue is None or function is None:
        return
    visible = int(queue.visibility_timeout)
    if visible < int(function.timeout):
        message = f"Queue visibility timeout: {visible} seconds is less than Function timeout:"
        raise Refused(_INVALID, f"{message} {function.timeout} seconds")


@lambda_.refuse(
    "CreateEventSourceMapping",
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
)
def unreadable_sources(call: Call) -> None:
    """A queue or stream that the function's role may not read."""
    arn, function = str(call.get("EventSourceArn") or ""), function_of(call)
    if function is not None and arn and (reason := deliveries.unreadable(function, arn)):
        raise Refused(_INVALID, reason)


@lambda_.refuse(
    "CreateEventSourceMapping",
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
)
def second_mappings(call: Call) -> None:
    """A second mapping of one source to one function."""
    name, arn = str(call.get("FunctionName") or ""), call.get("EventSourceArn")
    short = name.rsplit(":function:", maxsplit=1)[-1]
    for mapping in call.backend().list_event_source_mappings(arn, ""):
        held = call.notes("mapping target").get(mapping.uuid) or mapping.function_arn
        if arn and mapping.event_source_arn == arn and held.split(":function:")[-1] == short:
            message = (
                f'An event source mapping with arn (" {arn} ") and function (" {short} ") already exists.'
            )
            told = f"{message} Please update or delete the existing mapping with UUID {mapping.uuid}"
            raise Refused("ResourceConflictException", told)


_POLICY = 20480


@lambda_.refuse("AddPermission", source=f"{_GUIDE}/gettingstarted-limits.html")
def policy_size(call: Call) -> None:
    """A permission with which the policy of a function, or of one of its aliases, exceeds 20 KB."""
    function, qualifier = function_of(call), call.get("Qualifier")
    if function is None:
        return
    held = [
        statement
        for statement in function.policy.statements
        if _qualifier_of(str(statement.get("Resource"))) == qualifier
    ]
    condition = {key: call.get(key) for key in ("SourceArn", "SourceAccount") if call.get(key)}
    new = {
        "Sid": call["StatementId"],
        "Effect": "Allow",
        "Principal": {"Service": call["Principal"]},
        "Action": call["Action"],
        "Resource": f"{function.function_arn}:{qualifier or ''}",
        "Condition": {"ArnLike": condition},
    }
    policy = {"Version": "2012-10-17", "Id": "default", "Statement": [*held, new]}
    size = len(json.dumps(policy, separators=(",", ":")))
    if size > _POLICY:
        message = f"The final policy size ({size}) is bigger than the limit ({_POLICY})."
        raise Refused("PolicyLengthExceededException", message)


def _qualifier_of(arn: str) -> str | None:
    """The version or alias at the end of a function's ARN."""
    return arn.split(":")[7] if arn.count(":") >= 7 else None
