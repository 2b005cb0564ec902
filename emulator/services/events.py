"""EventBridge: events of rules."""

import json
import re
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from emulator.dataplane import functions
from emulator.registry import Call, Params, Service

events = Service("events")
events.echo(
    ["KmsKeyIdentifier"],
    writes=["CreateArchive", "UpdateArchive"],
    reads={"DescribeArchive": ""},
    key="ArchiveName",
    why="The key of an archive is dropped.",
)
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]|\['([^']+)'\]")


def part_of(event: Any, path: str) -> Any:
    """The part of an event at a path such as `$.detail.items[0]`; None if there is none."""
    for name, index, quoted in _STEP.findall(path.removeprefix("$")):
        key: Any = int(index) if index else name or quoted
        try:
            event = event[key]
        except (KeyError, IndexError, TypeError):
            return None
    return event


def input_of(target: Params, event: Params) -> Any:
    """What a target gets of an event: a text of its own, a part, or a template with parts in it."""
    if target.get("Input"):
        return json.loads(target["Input"])
    if target.get("InputPath"):
        return part_of(event, target["InputPath"])
    transformer = target.get("InputTransformer")
    if not transformer:
        return event
    text = str(transformer["InputTemplate"])
    for name, path in (transformer.get("InputPathsMap") or {}).items():
        value = part_of(event, path)
        text = text.replace(f"<{name}>", value if isinstance(value, str) else json.dumps(value))
    text = text.replace("<aws.events.event>", json.dumps(event))
    try:
        return json.loads(text)
    except ValueError:
        return text


def delivered(given: Params) -> Params:
    """An event as a target sees it: its time as a text, and nothing of moto's own."""
    event = {name: value for name, value in given.items() if name != "ingestion-time"}
    if isinstance(event.get("time"), int | float):
        event["time"] = datetime.fromtimestamp(event["time"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return event


@events.operation("UpdateEventBus")
def update_event_bus(call: Call) -> Params:
    """A bus can't be changed."""
    name = call["Name"].rpartition("/")[2]
    bus = call.backend().describe_event_bus(name)
    bus.kms_key_identifier = call.get("KmsKeyIdentifier")
    bus.description = call.get("Description")
    bus.dead_letter_config = call.get("DeadLetterConfig")
    return {"Arn": bus.arn, "Name": bus.name} | call.pick(
        "KmsKeyIdentifier", "Description", "DeadLetterConfig"
    )


@events.patch("moto.events.models")
def deliver(module: ModuleType) -> None:
    """A rule reads events with a package that is not there, drops parts and times, and calls no function."""

    def send(rule: Any, given: Params, **_more: Any) -> None:
        if rule.state == "DISABLED" or not rule.event_pattern.matches_event(given):
            return
        event = delivered(given)
        for target in rule.targets:
            parts = target["Arn"].split(":", 5)
            if parts[2] == "events" and not parts[5].strip(":"):
                # moto's own rule of an archive, whose ARN is in the template alone.
                found = re.search(
                    r'"archive-arn": "[^"]*?archive/([^"]+)"', str(target.get("InputTransformer"))
                )
                if found:
                    rule._send_to_events_archive(found[1], given)
                continue
            content = input_of(target, event)
            if parts[2] == "sqs":
                send_message(rule, parts[5], content, target)
            elif parts[2] == "lambda":
                function = functions.find(target["Arn"])
                if function is not None:
                    function._invoke_lambda(json.dumps(content))

    def send_message(rule: Any, queue: str, content: Any, target: Params) -> None:
        from moto.sqs import sqs_backends

        body = content if isinstance(content, str) else json.dumps(content)
        group = (target.get("SqsParameters") or {}).get("MessageGroupId")
        backend = sqs_backends[rule.account_id][rule.region_name]
        if queue in backend.queues:
            backend.send_message(queue_name=queue, message_body=body, group_id=group)

    module.Rule.send_to_targets = send
