"""Lambda: settings that moto drops, and provisioned concurrency."""

from ..clock import now
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
