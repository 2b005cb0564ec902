"""S3: tags of new buckets, policies with conditions, replication, events."""

import json
from fnmatch import fnmatchcase
from types import ModuleType
from typing import Any

from moto.backends import get_backend

from emulator.registry import Call, Params, Service

s3 = Service("s3", worldwide=True)


@s3.after("CreateBucket")
def tag_new_bucket(call: Call, _answer: Params) -> None:
    """The tags in CreateBucket are ignored."""
    tags = (call.get("CreateBucketConfiguration") or {}).get("Tags")
    if tags:
        call.backend().put_bucket_tagging(call["Bucket"], {tag["Key"]: tag["Value"] for tag in tags})


@s3.after("PutBucketReplication")
def remember_replication(call: Call, _answer: Params) -> None:
    """DeleteMarkerReplication is always answered as disabled (noted here, answered below)."""
    call.notes("replication")[call["Bucket"]] = call["ReplicationConfiguration"]


@s3.after("GetBucketReplication")
def answer_replication(call: Call, answer: Params) -> None:
    """DeleteMarkerReplication is always answered as disabled."""
    if configuration := call.notes("replication").get(call["Bucket"]):
        answer["ReplicationConfiguration"] = configuration


@s3.after("GetBucketNotificationConfiguration")
def answer_eventbridge(call: Call, answer: Params) -> None:
    """That EventBridge gets the events of a bucket is not answered."""
    bucket = call.backend().buckets.get(call["Bucket"])
    configuration = bucket.notification_configuration if bucket is not None else None
    if configuration is not None and configuration.event_bridge is not None:
        answer["EventBridgeConfiguration"] = {}


@s3.patch("moto.s3.models")
def honour_conditions(module: ModuleType) -> None:
    """A statement with a condition (deny unless TLS, say) is applied to every request."""
    original = module.FakeBucket.get_permission

    def get_permission(bucket: Any, action: str, resource: str) -> Any:
        if bucket.policy is None:
            return original(bucket, action, resource)
        policy = json.loads(bucket.policy)
        statements = policy["Statement"]
        statements = statements if isinstance(statements, list) else [statements]
        policy["Statement"] = [statement for statement in statements if not statement.get("Condition")]
        kept, bucket.policy = bucket.policy, json.dumps(policy).encode()
        try:
            return original(bucket, action, resource)
        finally:
            bucket.policy = kept

    module.FakeBucket.get_permission = get_permission


@s3.patch("moto.s3.models")
def dispose_of_markers(module: ModuleType) -> None:
    """A bucket can't be emptied of delete markers once its versioning is suspended."""

    def dispose(_marker: Any, garbage: bool = False) -> None:
        """Does nothing: a delete marker has no content."""

    module.FakeDeleteMarker.dispose = dispose


@s3.patch("moto.s3.models")
def accept_logging_policy(module: ModuleType) -> None:
    """PutBucketLogging fails unless the target's policy has one exact form, without lists."""

    def allowed(target_bucket: Any, target_prefix: str | None) -> bool:
        policy = json.loads(target_bucket.policy or b'{"Statement": []}')
        log = f"arn:{target_bucket.partition}:s3:::{target_bucket.name}/{target_prefix or ''}log"
        return any(
            statement["Effect"] == "Allow"
            and isinstance(statement["Principal"], dict)
            and module.LOGGING_SERVICE_PRINCIPAL in listed(statement["Principal"].get("Service"))
            and "s3:PutObject" in listed(statement["Action"])
            and any(fnmatchcase(log, pattern) for pattern in listed(statement["Resource"]))
            for statement in listed(policy["Statement"])
        )

    module.FakeBucket._log_permissions_enabled_policy = staticmethod(allowed)


@s3.patch("moto.s3.models")
def lock_buckets_with_objects(module: ModuleType) -> None:
    """Object Lock can't be set, changed or taken back on a bucket that has objects."""
    original = module.S3Backend.put_object_lock_configuration

    def put(backend: Any, bucket_name: str, *args: Any, **settings: Any) -> None:
        bucket = backend.get_bucket(bucket_name)
        kept = bucket.keys
        bucket.keys = type(kept)()
        try:
            original(backend, bucket_name, *args, **settings)
        finally:
            bucket.keys = kept

    module.S3Backend.put_object_lock_configuration = put


@s3.patch("moto.s3.notifications")
def tell_one_bus(module: ModuleType) -> None:
    """Events of objects reach the rules of every bus, instead of those of the account's own."""
    original = module._send_event_bridge_message

    def send(account_id: str, bucket: Any, event_name: str, key: Any) -> None:
        backend = get_backend("events")[account_id][bucket.region_name]
        kept = backend.event_buses
        backend.event_buses = {name: bus for name, bus in kept.items() if name == "default"}
        try:
            original(account_id, bucket, event_name, key)
        finally:
            backend.event_buses = kept

    setattr(module, "_send_event_bridge_message", send)  # noqa: B010  mypy knows no such attribute of a module


def listed(value: Any) -> list[Any]:
    """IAM allows a single value wherever it allows a list."""
    return value if isinstance(value, list) else [] if value is None else [value]
