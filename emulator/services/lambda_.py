"""Lambda: settings that moto drops, provisioned concurrency, and running functions."""

import json
from types import ModuleType
from typing import Any

from ..clock import now
from ..dataplane import functions
from ..registry import Call, Params, Service

lambda_ = Service("lambda")

lambda_.echo(
    ["DeadLetterConfig", "LoggingConfig", "FileSystemConfigs"],
    writes=["CreateFunction", "UpdateFunctionConfiguration"],
    reads={
        "CreateFunction": "",
        "GetFunction": "Configuration",
        "GetFunctionConfiguration": "",
        "ListVersionsByFunction": "Versions",
        "PublishVersion": "",
    },
    key="FunctionName",
    why="Dead letter queue, log settings and file systems of a function are dropped.",
)

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
