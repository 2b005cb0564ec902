"""EventBridge: events of rules."""

import json
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from moto.core.exceptions import ServiceException

from emulator.dataplane import functions
from emulator.permissions import deliveries, gate, needs
from emulator.permissions.resources import Place
from emulator.registry import Call, Params, Service

from . import ecs

events = Service("events")
events.echo(
    ["KmsKeyIdentifier"],
    writes=["CreateArchive", "UpdateArchive"],
    reads={"DescribeArchive": ""},
    key="ArchiveName",
    why="The key of an archive is dropped.",
)
_PLACEHOLDER = re.compile(r"<([\w.-]+)>")
_TEXT = re.compile(r'("(?:[^"\\]|\\.)*")')
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
    paths = transformer.get("InputPathsMap") or {}
    values = {name: part_of(event, path) for name, path in paths.items()}
    text = filled(str(transformer["InputTemplate"]), values | {"aws.events.event": event})
    try:
        return json.loads(text)
    except ValueError:
        return text


def filled(template: str, values: Params) -> str:
    """A template with values: as JSON where a placeholder stands alone, within a text as text."""

    def replaced(part: str, written: Callable[[Any], str]) -> str:
        return _PLACEHOLDER.sub(lambda at: written(values[at[1]]) if at[1] in values else at[0], part)

    def within(value: Any) -> str:
        return json.dumps(value if isinstance(value, str) else json.dumps(value))[1:-1]

    def alone(value: Any) -> str:
        return json.dumps("" if value is None else value)

    parts = _TEXT.split(template)
    return "".join(replaced(part, within if number % 2 else alone) for number, part in enumerate(parts))


def delivered(given: Params) -> Params:
    """An event as a target sees it: its time as a text, and nothing of moto's own."""
    event = {name: value for name, value in given.items() if name != "ingestion-time"}
    if event.get("source") == "aws.s3":
        # moto gives all of them the same.
        event["id"] = str(uuid.uuid4())
    if isinstance(event.get("time"), int | float):
        event["time"] = datetime.fromtimestamp(event["time"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return event


def run_of(target: Params, content: Any) -> Params:
    """What RunTask gets of a target and its input."""
    given = target["EcsParameters"]
    network = (given.get("NetworkConfiguration") or {}).get("awsvpcConfiguration") or {}
    place = {name[0].lower() + name[1:]: value for name, value in network.items()}
    return {
        "cluster": target["Arn"],
        "taskDefinition": given["TaskDefinitionArn"],
        "count": given.get("TaskCount") or 1,
        "launchType": given.get("LaunchType"),
        "networkConfiguration": {"awsvpcConfiguration": place} if place else None,
        "overrides": content if isinstance(content, dict) and "containerOverrides" in content else None,
        "startedBy": "events-rule",
    }


_EVENTS = "events.amazonaws.com"


def place_of(rule: Any) -> Place:
    """The account and region of a rule."""
    return Place(rule.account_id, rule.region_name)


def is_allowed(rule: Any, target: Params) -> bool:
    """Whether the target's own policy, or the role of the target, lets the rule do what it does."""
    place, kind = place_of(rule), target["Arn"].split(":")[2]
    if kind != "ecs":
        return deliveries.may_send(_EVENTS, rule.arn, target["Arn"], place)
    given = {"cluster": target["Arn"], "taskDefinition": target["EcsParameters"]["TaskDefinitionArn"]}
    try:
        wanted = needs.of(needs.Request("ecs", "RunTask", given, place))
    except ServiceException:
        return False  # a definition that is gone
    role = target.get("RoleArn")
    return bool(role) and gate.role_refused(str(role), "events", place, *wanted) is None


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
    """A rule reads events with a package that is not there, drops parts and times, starts nothing."""

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
            if not is_allowed(rule, target):
                bury(rule, target, event)
            elif parts[2] == "sqs":
                send_message(rule, parts[5], content, target)
            elif parts[2] == "ecs":
                start_task(rule, content, target, event)
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

    def start_task(rule: Any, content: Any, target: Params, event: Params) -> None:
        try:
            ecs.start(rule.account_id, rule.region_name, run_of(target, content))
        except ServiceException:
            bury(rule, target, event)

    def bury(rule: Any, target: Params, event: Params) -> None:
        dead = (target.get("DeadLetterConfig") or {}).get("Arn")
        if dead and deliveries.may_send(_EVENTS, rule.arn, dead, place_of(rule)):
            send_message(rule, dead.rsplit(":", 1)[-1], event, {})

    module.Rule.send_to_targets = send
