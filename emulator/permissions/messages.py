"""What requests to queues, topics, buses, functions, logs, metrics and e-mail need."""

from collections.abc import Iterable
from email import message_from_bytes
from typing import Any

from moto.backends import get_backend

from .keys import key_of_queue, key_of_topic
from .needs import Extra, Need, Request, action_of, plain, reads, texts


@reads("sqs")
def queues(request: Request) -> Iterable[Need]:
    """A batch needs what one message needs."""
    url, name = request.get("QueueUrl"), request.get("QueueName")
    named = url.rstrip("/").rsplit("/", 1)[-1] if url else name
    arn = request.get("SourceArn") or (request.place.arn("sqs", named) if named else "*")
    yield Need(action_of(request, request.operation.removesuffix("Batch")), arn)
    if named:
        yield from key_of_queue(request, named)


@reads("sns")
def topics(request: Request) -> Iterable[Need]:
    """A subscription is judged by its topic; a text message has none."""
    named = request.get("TopicArn") or request.get("TargetArn") or request.get("ResourceArn")
    if request.get("Name"):
        named = request.place.arn("sns", request.params["Name"])
    if subscription := request.get("SubscriptionArn"):
        named = subscription.rsplit(":", 1)[0]
    keys: Extra = {
        f"sns:{name.lower()}": (str(request.params[name]),)
        for name in ("Protocol", "Endpoint")
        if request.get(name)
    }
    operation = request.operation.removesuffix("Batch")
    yield Need(action_of(request, operation), named or request.get("PhoneNumber") or "*", keys)
    if named and operation == "Publish":
        yield from key_of_topic(request, named)


@reads("events")
def buses(request: Request) -> Iterable[Need]:
    """Events of one request may be for several buses; rules are parts of theirs."""
    if request.operation == "PutEvents":
        for entry in request.get("Entries") or []:
            name = entry.get("EventBusName") or "default"
            yield Need(
                action_of(request),
                request.place.arn("events", f"event-bus/{name}"),
                {
                    "events:source": (str(entry.get("Source", "")),),
                    "events:detail-type": (str(entry.get("DetailType", "")),),
                },
            )
        return
    rule = request.get("Rule") or (request.get("Name") if "Rule" in request.operation else None)
    bus = request.get("EventBusName") or "default"
    bus = bus.rsplit("/", 1)[-1]
    if rule:
        path = rule if bus == "default" else f"{bus}/{rule}"
        yield Need(action_of(request), request.place.arn("events", f"rule/{path}"))
    elif "EventBus" in request.operation and request.get("Name"):
        name = request.params["Name"]
        yield Need(action_of(request), request.place.arn("events", f"event-bus/{name}"))
    else:
        yield plain(request)


_CALLS = {
    "Invoke": "InvokeFunction",
    "InvokeAsync": "InvokeFunction",
    "InvokeWithResponseStream": "InvokeFunction",
}


def function_arn(name: str, qualifier: str | None, request: Request) -> str:
    """The ARN of a function that is named by name, part of an ARN or ARN, with alias or version."""
    if name.startswith("arn:"):
        parts = name.split(":")
        name, inner = parts[6], ":".join(parts[7:])
    else:
        *_, name = name.split(":function:")
        name, _, inner = name.partition(":")
    qualifier = qualifier or inner
    return request.place.arn("lambda", f"function:{name}" + (f":{qualifier}" if qualifier else ""))


@reads("lambda")
def calls(request: Request) -> Iterable[Need]:
    """Calling a function is called lambda:InvokeFunction, in whatever way."""
    action = action_of(request, _CALLS.get(request.operation, ""))
    if name := request.get("FunctionName"):
        yield Need(action, function_arn(name, request.get("Qualifier"), request))
    elif layer := request.get("LayerName"):
        version = request.get("VersionNumber")
        rest = layer if layer.startswith("arn:") else f"layer:{layer}"
        yield Need(action, request.place.arn("lambda", rest + (f":{version}" if version else "")))
    elif mapping := request.get("UUID"):
        yield Need(action, request.place.arn("lambda", f"event-source-mapping:{mapping}"))
    else:
        yield Need(action)


@reads("logs")
def logs(request: Request) -> Iterable[Need]:
    """A log group is named with the stream behind it, also where the request names none."""
    groups = texts(
        request.get("logGroupName") or request.get("logGroupNames") or request.get("logGroupIdentifier")
    )
    groups = groups or texts(request.get("logGroupIdentifiers"))
    if not groups:
        # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
        group = "log-group::log-stream:" if request.operation == "DescribeLogGroups" else None
        yield Need(action_of(request), request.place.arn("logs", group) if group else "*")
    stream = request.get("logStreamName") or ""
    for group in groups:
        name = group.split(":log-group:")[-1].removesuffix(":*")
        yield Need(action_of(request), request.place.arn("logs", f"log-group:{name}:log-stream:{stream}"))


@reads("cloudwatch")
def metrics(request: Request) -> Iterable[Need]:
    """Metrics belong to no resource, but to a namespace."""
    namespace = request.get("Namespace")
    if namespace and request.operation == "PutMetricData":
        yield Need(action_of(request), "*", {"cloudwatch:namespace": (str(namespace),)})
    else:
        yield plain(request)


@reads("ses", "sesv2")
def emails(request: Request) -> Iterable[Need]:
    """A message is judged by its sender's identity and by its configuration set."""
    if request.operation not in ("SendEmail", "SendRawEmail", "SendBulkEmail", "SendTemplatedEmail"):
        name, sets = request.get("EmailIdentity"), request.get("ConfigurationSetName")
        rest = f"identity/{name}" if name else f"configuration-set/{sets}" if sets else None
        yield Need(action_of(request), request.place.arn("ses", rest) if rest else "*")
        return
    sender = request.get("FromEmailAddress") or request.get("Source") or written_sender(request)
    display, _, inner = sender.rpartition("<")
    address = inner.rstrip("> ")
    keys: Extra = {"ses:fromaddress": (address,)} if address else {}
    if display.strip(' "'):
        keys["ses:fromdisplayname"] = (display.strip(' "'),)
    if recipients := recipients_of(request):
        keys["ses:recipients"] = recipients
    action = action_of(request)
    if "Raw" in (request.get("Content") or {}):
        action = "ses:SendRawEmail"
    named = request.get("FromEmailAddressIdentityArn") or request.get("SourceArn")
    yield Need(action, named or request.place.arn("ses", f"identity/{identity_of(address, request)}"), keys)
    if sets := request.get("ConfigurationSetName"):
        yield Need(action, request.place.arn("ses", f"configuration-set/{sets}"), keys)


def written_sender(request: Request) -> str:
    """The sender that stands in a message itself."""
    raw = (request.get("Content") or {}).get("Raw") or request.get("RawMessage") or {}
    data = raw.get("Data") or b""
    text = data if isinstance(data, bytes) else str(data).encode()
    return str(message_from_bytes(text)["From"] or "")


def recipients_of(request: Request) -> tuple[str, ...]:
    """All addresses to which a message goes."""
    destination: dict[str, Any] = request.get("Destination") or {}
    return tuple(
        one for kind in ("ToAddresses", "CcAddresses", "BccAddresses") for one in destination.get(kind) or []
    )


def identity_of(address: str, request: Request) -> str:
    """The identity that an address belongs to: itself, its domain, or a domain above that."""
    known = get_backend("ses")[request.place.account][request.place.region].email_identities
    domain = address.rsplit("@", 1)[-1]
    above = [".".join(domain.split(".")[index:]) for index in range(domain.count("."))]
    return next((name for name in (address, *above) if name in known), domain)
