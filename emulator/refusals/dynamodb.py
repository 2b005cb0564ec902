"""DynamoDB: indexes and throughput of changed tables, attribute definitions, expiry."""

from typing import Any

from emulator.registry import Call, Service, walk
from emulator.state import Refused

dynamodb = Service("dynamodb")
_API = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html"
_INVALID = "One or more parameter values were invalid: "


def table_of(call: Call) -> Any:
    """The table that a call names; None if there is none."""
    return call.backend().tables.get(call["TableName"].rsplit("/", 1)[-1])


def changes(call: Call, kind: str) -> list[dict[str, Any]]:
    """The indexes that a call creates, updates or deletes."""
    return [update[kind] for update in call.get("GlobalSecondaryIndexUpdates") or [] if update.get(kind)]


@dynamodb.refuse("UpdateTable", source=_API)
def index_throughput(call: Call) -> None:
    """A change to PROVISIONED that names no throughput for an index."""
    table = table_of(call)
    if table is None or call.get("BillingMode") != "PROVISIONED" or table.billing_mode == "PROVISIONED":
        return
    gone = {change["IndexName"] for change in changes(call, "Delete")}
    given = {change["IndexName"] for change in changes(call, "Update") if change.get("ProvisionedThroughput")}
    for index in table.global_indexes:
        if index.name not in given | gone:
            message = f"{_INVALID}ProvisionedThroughput must be specified for index: {index.name}"
            raise Refused("ValidationException", message)


@dynamodb.refuse("UpdateTable", source=_API)
def one_index_at_once(call: Call) -> None:
    """More than one index created or deleted by one request."""
    if len(changes(call, "Create")) + len(changes(call, "Delete")) > 1:
        message = (
            "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per"
        )
        raise Refused("LimitExceededException", f"{message} table")


@dynamodb.refuse("UpdateTable", source=_API)
def attribute_definitions(call: Call) -> None:
    """A new index whose keys are not defined.

    Definitions that no key uses are dropped: the provider sends those of all indexes with each new one.
    """
    table, given = table_of(call), call.get("AttributeDefinitions")
    if table is None or given is None:
        return
    defined = {definition["AttributeName"] for definition in given}
    created = {key["AttributeName"] for one in changes(call, "Create") for key in walk(one, "KeySchema")}
    missing = created - defined - {attribute["AttributeName"] for attribute in table.attr}
    if missing:
        some = f"Some index key attributes are not defined in AttributeDefinitions. Keys: {sorted(created)}"
        raise Refused("ValidationException", f"{_INVALID}{some}, AttributeDefinitions: {sorted(defined)}")


@dynamodb.refuse(
    "UpdateTimeToLive",
    source="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html",
)
def expiry(call: Call) -> None:
    """Expiry that is enabled or disabled twice, or moved to another attribute while it is enabled."""
    table, wanted = table_of(call), call["TimeToLiveSpecification"]
    if table is None:
        return
    enabled = table.ttl["TimeToLiveStatus"] == "ENABLED"
    if wanted["Enabled"] == enabled:
        current = table.ttl.get("AttributeName")
        if enabled and current != wanted["AttributeName"]:
            message = f"TimeToLive is active on a different AttributeName: current AttributeName is {current}"
        else:
            message = f"TimeToLive is already {'enabled' if enabled else 'disabled'}"
        raise Refused("ValidationException", message)
