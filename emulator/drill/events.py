"""Exercises of event buses, their archives, rules and targets."""

from emulator.clients import Aws

from .exercise import Exercises, Resource

exercises = Exercises()
change, delete, untag = exercises.change, exercises.delete, exercises.untag


def rule_of(r: Resource, name: str) -> dict[str, str]:
    """A rule and its bus, as operations on targets take them."""
    return {"Rule": r[name], "EventBusName": r["eventBusName"]}


def target(aws: Aws, r: Resource) -> None:
    rule = rule_of(r, "rule")
    targets = aws("events").list_targets_by_rule(**rule)["Targets"]
    # EventBridge takes one of them.
    inputs = ("InputPath", "InputTransformer")
    others = [{k: v for k, v in t.items() if k not in inputs} for t in targets if t["Id"] == r["targetId"]]
    aws("events").put_targets(**rule, Targets=[t | {"Input": '{"drill":true}'} for t in others])


def without_targets(aws: Aws, r: Resource) -> None:
    rule = rule_of(r, "name")
    for one in aws("events").list_targets_by_rule(**rule)["Targets"]:
        aws("events").remove_targets(**rule, Ids=[one["Id"]])
    aws("events").delete_rule(Name=r["name"], EventBusName=r["eventBusName"])


def without_rules(aws: Aws, r: Resource) -> None:
    """A bus is deleted after its rules, and after the rule of its archive."""
    events = aws("events")
    for archive in events.list_archives(EventSourceArn=r["arn"])["Archives"]:
        events.delete_archive(ArchiveName=archive["ArchiveName"])
    for rule in events.list_rules(EventBusName=r["name"])["Rules"]:
        named = {"Rule": rule["Name"], "EventBusName": r["name"]}
        identifiers = [one["Id"] for one in events.list_targets_by_rule(**named)["Targets"]]
        if identifiers:
            events.remove_targets(**named, Ids=identifiers)
        events.delete_rule(Name=rule["Name"], EventBusName=r["name"])
    events.delete_event_bus(Name=r["name"])


change(
    "aws:cloudwatch/eventRule:EventRule",
    "switched off",
    lambda aws, r: aws("events").disable_rule(Name=r["name"], EventBusName=r["eventBusName"]),
)
change("aws:cloudwatch/eventTarget:EventTarget", "input", target)
change(
    "aws:cloudwatch/eventBus:EventBus",
    "description",
    lambda aws, r: aws("events").update_event_bus(Name=r["name"], Description="drill"),
)
change(
    "aws:cloudwatch/eventArchive:EventArchive",
    "events kept for a day",
    lambda aws, r: aws("events").update_archive(ArchiveName=r["name"], RetentionDays=1),
)
untag(
    "aws:cloudwatch/eventBus:EventBus",
    lambda aws, r, key: aws("events").untag_resource(ResourceARN=r["arn"], TagKeys=[key]),
)
delete(
    "aws:cloudwatch/eventTarget:EventTarget",
    lambda aws, r: aws("events").remove_targets(**rule_of(r, "rule"), Ids=[r["targetId"]]),
)
delete("aws:cloudwatch/eventRule:EventRule", without_targets)
delete(
    "aws:cloudwatch/eventArchive:EventArchive",
    lambda aws, r: aws("events").delete_archive(ArchiveName=r["name"]),
)
delete("aws:cloudwatch/eventBus:EventBus", without_rules)
