"""Lambda: settings that moto drops, provisioned concurrency, and running functions."""

import base64
import json
from types import ModuleType
from typing import Any

from emulator.clock import now
from emulator.dataplane import archive, function_urls, functions
from emulator.permissions import deliveries
from emulator.registry import Call, Params, Service, walk

lambda_ = Service("lambda")

lambda_.echo(
    ["DeadLetterConfig", "LoggingConfig", "FileSystemConfigs", "EphemeralStorage", "KMSKeyArn"],
    writes=["CreateFunction", "UpdateFunctionConfiguration"],
    reads={
        "CreateFunction": "",
        "GetFunction": "Configuration",
        "GetFunctionConfiguration": "",
        "ListVersionsByFunction": "Versions",
        "PublishVersion": "",
    },
    key="FunctionName",
    why="Dead-letter queue, log settings and file systems are dropped; storage and key never change.",
)


@lambda_.after("CreateFunction", "GetFunction", "GetFunctionConfiguration", "ListVersionsByFunction")
def leave_out_what_was_not_set(_call: Call, answer: Params) -> None:
    """A function made of an image has an empty ImageConfig, whether one was given or not."""
    for path in ("", "Configuration", "Versions"):
        for function in walk(answer, path):
            given = (function.get("ImageConfigResponse") or {}).get("ImageConfig") or {}
            if not any(given.values()):
                function.pop("ImageConfigResponse", None)


@lambda_.after("CreateEventSourceMapping", "UpdateEventSourceMapping")
def remember_alias(call: Call, answer: Params) -> None:
    """A mapping to an alias forgets it, and has the version instead (noted here, answered below)."""
    target = str(call.get("FunctionName", ""))
    if target.startswith("arn:"):
        call.notes("mapping target")[answer["UUID"]] = target
    answer_alias(call, answer)


@lambda_.after("GetEventSourceMapping", "ListEventSourceMappings", "DeleteEventSourceMapping")
def answer_alias(call: Call, answer: Params) -> None:
    """A mapping to an alias has the version instead."""
    for path in ("", "EventSourceMappings"):
        for mapping in walk(answer, path):
            target = call.notes("mapping target").get(mapping.get("UUID"))
            if target is not None:
                mapping["FunctionArn"] = target


MISSING = "ProvisionedConcurrencyConfigNotFoundException"


def key_of(call: Call) -> tuple[str, str]:
    """Function and alias (or version)."""
    return Service.short_name(call["FunctionName"]), call["Qualifier"]


def provisioned(count: int) -> Params:
    """What is asked for is there at once."""
    return {
        "RequestedProvisionedConcurrentExecutions": count,
        "AvailableProvisionedConcurrentExecutions": count,
        "AllocatedProvisionedConcurrentExecutions": count,
        "Status": "READY",
        "LastModified": now().isoformat(),
    }


@lambda_.operation("PutProvisionedConcurrencyConfig")
def put_provisioned(call: Call) -> Params:
    """Provisioned concurrency is not implemented."""
    count = call["ProvisionedConcurrentExecutions"]
    call.records("provisioned concurrency")[key_of(call)] = count
    return provisioned(count)


@lambda_.operation("GetProvisionedConcurrencyConfig")
def get_provisioned(call: Call) -> Params:
    """Provisioned concurrency is not implemented."""
    return provisioned(call.records("provisioned concurrency").find(key_of(call), MISSING))


@lambda_.operation("DeleteProvisionedConcurrencyConfig")
def delete_provisioned(call: Call) -> Params:
    """Provisioned concurrency is not implemented."""
    call.records("provisioned concurrency").find(key_of(call), MISSING)
    del call.records("provisioned concurrency")[key_of(call)]
    return {}


@lambda_.before("Invoke")
def refuse_what_is_not_run(call: Call) -> None:
    """A function that can't be run answers an error that looks like its own."""
    function = call.backend().get_function(call["FunctionName"], call.get("Qualifier"))
    if reason := functions.why_not_runnable(function):
        raise functions.NotRunnable(reason)


@lambda_.patch("moto.awslambda.models")
def change_failure_handling(module: ModuleType) -> None:
    """What happens to failed calls of a function never changes: the first setting is answered for good."""
    original = module.LambdaBackend.put_function_event_invoke_config

    def put(backend: Any, function_name: str, config: Any) -> Any:
        backend.get_function(function_name).event_invoke_config.clear()
        return original(backend, function_name, config)

    module.LambdaBackend.put_function_event_invoke_config = put


@lambda_.patch("moto.awslambda.models")
def read_with_role(module: ModuleType) -> None:
    """Messages and changes reach functions whose roles may not read them."""
    backend = module.LambdaBackend

    def asking(original: Any, refused: Any) -> Any:
        def send(self: Any, function_arn: str, items: Any, source: str) -> Any:
            function = functions.find(function_arn)
            if function is not None and deliveries.unreadable(function, source):
                return refused
            return original(self, function_arn, items, source)

        return send

    backend.send_sqs_batch = asking(backend.send_sqs_batch, refused=False)
    backend.send_dynamodb_items = asking(backend.send_dynamodb_items, refused="")


@lambda_.patch("moto.awslambda.models")
def change_processor(module: ModuleType) -> None:
    """New code for another processor leaves the function on the old one."""
    original = module.LambdaFunction.update_function_code

    def update(function: Any, settings: Params) -> Params:
        if settings.get("Architectures"):
            function.architectures = settings["Architectures"]
        return original(function, settings)

    module.LambdaFunction.update_function_code = update


@lambda_.patch("moto.awslambda.models")
def run_locally(module: ModuleType) -> None:
    """Functions are run with Docker and an image from the internet."""

    def invoke(function: Any, event: Any = None) -> tuple[str, bool, str]:
        event = json.loads(event) if isinstance(event, str) else event
        try:
            outcome = functions.run(function, event)
        except functions.NotRunnable as reason:
            return json.dumps({"errorType": "NotRunnable", "errorMessage": str(reason)}), True, str(reason)
        return outcome.payload, outcome.failed, outcome.log

    module.LambdaFunction._invoke_lambda = invoke


@lambda_.patch("moto.awslambda.responses")
def call_what_is_named(module: ModuleType) -> None:
    """A call with a version or an alias as its qualifier is a call of the newest code."""
    response_class = module.LambdaResponse
    original = response_class.invoke

    def invoke(response: Any) -> Any:
        if qualifier := response.querystring.get("Qualifier"):
            response.querystring["qualifier"] = qualifier
        return original(response)

    response_class.invoke = invoke


TAIL = 4096
"""Bytes of a log that a call answers with: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html"""


@lambda_.patch("moto.awslambda.models")
def complete_answer(module: ModuleType) -> None:
    """A call says not which version has answered, and has all of the log in a header, not the last 4 KB."""
    function_class = module.LambdaFunction
    original = function_class.invoke

    def invoke(function: Any, body: Any, asked: Any, answered: dict[str, str]) -> Any:
        payload = original(function, body, asked, answered)
        answered["x-amz-executed-version"] = str(function.version)
        if log := answered.get("x-amz-log-result"):
            tail = base64.b64decode(log)[-TAIL:].decode("utf-8", "ignore")
            answered["x-amz-log-result"] = base64.b64encode(tail.encode()).decode()
        return payload

    function_class.invoke = invoke


@lambda_.patch("moto.awslambda.models")
def keep_layers(module: ModuleType) -> None:
    """A version of a layer is gone when it is deleted, also for the functions that have it."""
    function_class = module.LambdaFunction

    def keeping(original: Any) -> Any:
        def kept(function: Any, *given: Any, **named: Any) -> Any:
            answer = original(function, *given, **named)
            functions.keep_layers(function)
            return answer

        return kept

    function_class.__init__ = keeping(function_class.__init__)
    function_class.update_configuration = keeping(function_class.update_configuration)


@lambda_.patch("moto.awslambda.models")
def write_to_own_groups(module: ModuleType) -> None:
    """A function writes to /aws/lambda/ and its name, whatever log group it has been given."""
    function_class = module.LambdaFunction
    create, update = function_class.__init__, function_class.update_configuration

    def take(function: Any, settings: Params) -> None:
        if group := (settings.get("LoggingConfig") or {}).get("LogGroup"):
            function.logs_group_name = group

    def created(function: Any, account_id: str, spec: Params, *given: Any, **named: Any) -> None:
        create(function, account_id, spec, *given, **named)
        take(function, spec)

    def updated(function: Any, changed: Params) -> Any:
        answer = update(function, changed)
        take(function, changed)
        return answer

    function_class.__init__ = created
    function_class.update_configuration = updated


@lambda_.patch("moto.awslambda.models")
def change_urls(module: ModuleType) -> None:
    """The address of an alias is that of the function, ends without a slash, and its mode never changes."""
    original = module.FunctionUrlConfig.update

    def update(url: Any, changed: Params) -> None:
        original(url, changed)
        if changed.get("InvokeMode"):
            url.config["InvokeMode"] = changed["InvokeMode"]

    module.FunctionUrlConfig.update = update


@lambda_.after("CreateFunctionUrlConfig", "GetFunctionUrlConfig", "UpdateFunctionUrlConfig")
def complete_url(call: Call, answer: Params) -> None:
    """An address has no slash at its end, and the ARN of its function in place of that of its alias."""
    answer["FunctionUrl"] = f"{answer['FunctionUrl'].rstrip('/')}/"
    if url := function_urls.find(answer["FunctionUrl"].removeprefix("https://")):
        # Whom it calls.
        url.qualifier = call.get("Qualifier")
    if qualifier := call.get("Qualifier"):
        answer["FunctionArn"] = f"{answer['FunctionArn']}:{qualifier}"


@lambda_.patch("moto.awslambda.models")
def refuse_packages(module: ModuleType) -> None:
    """Any package is accepted: one that is no zip file, is too large or has files outside of its folder."""
    from moto.awslambda.exceptions import InvalidParameterValueException

    original = module.LambdaFunction._set_function_code
    held = ("code_bytes", "code_size", "code_sha_256", "code_digest")

    def set_code(function: Any, *given: Any, **named: Any) -> None:
        before = {name: getattr(function, name) for name in held if hasattr(function, name)}
        original(function, *given, **named)
        if (
            function.package_type == "Zip"
            and function.code_bytes
            and (reason := archive.fault(function.code_bytes))
        ):
            for name, value in before.items():
                setattr(function, name, value)
            raise InvalidParameterValueException(reason)

    module.LambdaFunction._set_function_code = set_code
