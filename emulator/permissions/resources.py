"""Policies of resources, and the ARNs of what requests name. Must be called with the lock held."""

from dataclasses import dataclass
from typing import Any

from moto.backends import get_backend
from moto.utilities.utils import get_partition

from .documents import policy
from .verdict import Held

_WORLDWIDE = ("s3", "iam")


@dataclass(frozen=True)
class Place:
    """The account and region that a request is for."""

    account: str
    region: str

    @property
    def partition(self) -> str:
        """The first part of ARNs."""
        return get_partition(self.region)

    def arn(self, service: str, rest: str) -> str:
        """An ARN; what is one already stays as it is."""
        if rest.startswith("arn:"):
            return rest
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{rest}"

    def backend(self, service: str) -> Any:
        """moto's model of a service."""
        name: Any = service  # moto's overloads take literals only
        return get_backend(name)[self.account][self.partition if service in _WORLDWIDE else self.region]


def key_of(name: str, place: Place) -> Any:
    """The KMS key with this id, ARN or alias; None if there is none."""
    kms = place.backend("kms")
    try:
        return kms.keys.get(kms.any_id_to_key_id(name))
    except Exception:  # noqa: BLE001  moto raises several errors for a key that does not exist
        return None


def secret_of(name: str, place: Place) -> Any:
    """The secret with this name or ARN; None if there is none."""
    secrets = place.backend("secretsmanager").secrets
    try:
        return secrets[name]
    except KeyError:
        return None


def held_by(arn: str, place: Place) -> Held | None:
    """The policy of a resource; None for kinds of resources that have none."""
    parts = arn.split(":", 5)
    if len(parts) < 6:
        return None
    kind = parts[2]
    if parts[3] and parts[3] != place.region:
        place = Place(place.account, parts[3])
    reader = _READERS.get(kind)
    return reader(parts[5], arn, place) if reader else None


def _of_bucket(rest: str, _arn: str, place: Place) -> Held | None:
    bucket = place.backend("s3").buckets.get(rest.split("/", 1)[0])
    return Held(policy(bucket.policy)) if bucket is not None else None


def _of_queue(rest: str, _arn: str, place: Place) -> Held | None:
    queue = place.backend("sqs").queues.get(rest)
    return Held(policy(queue.policy)) if queue is not None else None


def _of_topic(rest: str, arn: str, place: Place) -> Held | None:
    topic = place.backend("sns").topics.get(arn.removesuffix(rest) + rest.partition(":")[0])
    return Held(policy(topic.policy)) if topic is not None else None


def _of_key(rest: str, arn: str, place: Place) -> Held | None:
    key = key_of(arn, place) if rest.startswith("key/") else None
    return Held(policy(key.policy), decides=True) if key is not None else None


def _of_secret(_rest: str, arn: str, place: Place) -> Held | None:
    secret = secret_of(arn, place)
    return Held(policy(secret.policy)) if secret is not None and hasattr(secret, "policy") else None


def _of_function(rest: str, _arn: str, place: Place) -> Held | None:
    name = rest.split(":")[1] if rest.startswith("function:") else ""
    try:
        function = place.backend("lambda").get_function(name)
    except Exception:  # noqa: BLE001  moto raises several errors for a function that does not exist
        return None
    statements = function.policy.statements
    return Held(policy({"Statement": statements}))


def _of_bus(rest: str, _arn: str, place: Place) -> Held | None:
    bus = place.backend("events").event_buses.get(rest.removeprefix("event-bus/"))
    return Held(policy(bus.policy)) if bus is not None else None


def _of_role(rest: str, arn: str, place: Place) -> Held | None:
    if not rest.startswith("role/"):
        return None
    for role in place.backend("iam").roles.values():
        if role.arn == arn:
            return Held(policy(role.assume_role_policy_document), decides=True)
    return None


_READERS = {
    "s3": _of_bucket,
    "sqs": _of_queue,
    "sns": _of_topic,
    "kms": _of_key,
    "secretsmanager": _of_secret,
    "lambda": _of_function,
    "events": _of_bus,
    "iam": _of_role,
}
