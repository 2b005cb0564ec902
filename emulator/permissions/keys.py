"""Customer keys: what a service does with one in the caller's name, the caller must be allowed to do.

Keys of AWS itself let everybody in the account use them through their service.
"""

from collections.abc import Iterable
from typing import Any

from .needs import Need, Request
from .resources import key_of, secret_of

DECRYPT, ENCRYPT, DATA_KEY = "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"

_SECRETS = {
    "secretsmanager:GetSecretValue": (DECRYPT,),
    "secretsmanager:PutSecretValue": (DATA_KEY,),
    "secretsmanager:UpdateSecret": (DATA_KEY,),
}
_QUEUES = {
    "SendMessage": (DATA_KEY, DECRYPT),
    "SendMessageBatch": (DATA_KEY, DECRYPT),
    "ReceiveMessage": (DECRYPT,),
}
_NO_ITEMS = ("Describe", "List", "Tag", "Untag", "Create", "Update", "Delete", "Restore", "Enable", "Disable")


def use(
    request: Request, service: str, name: str | None, actions: Iterable[str], context: dict[str, str]
) -> Iterable[Need]:
    """The actions on a key, through a service; none if the key is AWS's own."""
    if not name or name.startswith("alias/aws/"):
        return
    key: Any = key_of(name, request.place)
    if key is None or any(alias.startswith("alias/aws/") for alias in key.aliases):
        return
    keys = {
        "kms:viaservice": (f"{service}.{request.place.region}.amazonaws.com",),
        "kms:calleraccount": (request.place.account,),
        "kms:encryptioncontextkeys": tuple(context),
        **{f"kms:encryptioncontext:{one.lower()}": (value,) for one, value in context.items()},
    }
    for action in actions:
        yield Need(action, key.arn, keys)


def through_secret(request: Request, name: str, action: str = "") -> Iterable[Need]:
    """The secret's key.

    https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
    """
    secret = secret_of(name, request.place)
    actions = _SECRETS.get(action or f"secretsmanager:{request.operation}", ())
    if request.operation == "BatchGetSecretValue":
        actions = (DECRYPT,)
    if request.operation == "UpdateSecret" and not (
        request.get("SecretString") or request.get("SecretBinary")
    ):
        actions = ()
    if secret is not None and actions:
        yield from use(
            request, "secretsmanager", getattr(secret, "kms_key_id", None), actions, {"SecretARN": secret.arn}
        )


def key_of_table(request: Request, table: str) -> Iterable[Need]:
    """The table's key.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
    """
    if request.operation.startswith(_NO_ITEMS) and not request.operation.endswith("Item"):
        return
    name = table.rsplit("/", 1)[-1]
    known = request.place.backend("dynamodb").tables.get(name)
    settings = getattr(known, "sse_specification", None) or {}
    if settings.get("Enabled"):
        context = {"aws:dynamodb:tableName": name, "aws:dynamodb:subscriberId": request.place.account}
        yield from use(request, "dynamodb", settings.get("KMSMasterKeyId"), (DECRYPT,), context)


def key_of_parameter(request: Request, name: str) -> Iterable[Need]:
    """The parameter's key.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
    """
    if request.operation == "PutParameter" and request.get("Type") == "SecureString":
        action = DATA_KEY if request.get("Tier") == "Advanced" else ENCRYPT
        key, arn = request.get("KeyId"), request.place.arn("ssm", f"parameter/{name.lstrip('/')}")
    elif request.get("WithDecryption"):
        path = name.split(":parameter", 1)[-1] if name.startswith("arn:") else name
        try:
            found = request.place.backend("ssm").get_parameter(path)
        except Exception:  # noqa: BLE001  moto raises several errors for a parameter that does not exist
            return
        if found is None or found.parameter_type != "SecureString":
            return
        action, key = DECRYPT, found.keyid
        arn = request.place.arn("ssm", f"parameter/{path.lstrip('/')}")
    else:
        return
    yield from use(request, "ssm", key, (action,), {"PARAMETER_ARN": arn})


def key_of_queue(request: Request, name: str) -> Iterable[Need]:
    """The queue's key.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
    """
    queue = request.place.backend("sqs").queues.get(name)
    actions = _QUEUES.get(request.operation, ())
    if queue is not None and actions:
        context = {"aws:sqs:arn": queue.queue_arn}
        yield from use(request, "sqs", queue.kms_master_key_id, actions, context)


def key_of_topic(request: Request, arn: str) -> Iterable[Need]:
    """The topic's key.

    https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    """
    topic = request.place.backend("sns").topics.get(arn)
    if topic is not None:
        yield from use(
            request, "sns", topic.kms_master_key_id, (DATA_KEY, DECRYPT), {"aws:sns:topicArn": arn}
        )
