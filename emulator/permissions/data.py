"""What requests to tables, secrets, parameters, keys and databases need."""

import re
from collections.abc import Iterable
from typing import Any

from .keys import key_of_parameter, key_of_table, through_secret
from .needs import Extra, Need, Request, action_of, plain, reads, texts
from .resources import key_of, secret_of

_WRITES = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}
_PARTIQL = re.compile(
    r"""\s*(?:(select)\b.*?\bfrom|(insert)\s+into|(update)|(delete)\s+from)\s+"?([\w.-]+)"?(?:\."?([\w.-]+)"?)?""",
    re.IGNORECASE | re.DOTALL,
)
_KEYED = ("Key", "Item")


def table_arn(name: str, request: Request, index: str | None = None) -> str:
    """The ARN of a table that is named by name or ARN, or of one of its indexes."""
    arn = request.place.arn("dynamodb", name if name.startswith("arn:") else f"table/{name}")
    return f"{arn}/index/{index}" if index else arn


def leading(request: Request, table: str, items: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    """The partition keys that a request names (dynamodb:LeadingKeys)."""
    known = request.place.backend("dynamodb").tables.get(table.rsplit("/", 1)[-1])
    name = getattr(known, "hash_key_attr", None)
    values = [next(iter(item[name].values())) for item in items if isinstance(item, dict) and item.get(name)]
    return {"dynamodb:leadingkeys": tuple(dict.fromkeys(str(one) for one in values))} if values else {}


@reads("dynamodb")
def tables(request: Request) -> Iterable[Need]:
    """Batches need their action on each table, transactions those of its parts, PartiQL that of a verb."""
    seen = dict.fromkeys(_tables(request))
    for action, table, index, keys in seen:
        yield Need(f"dynamodb:{action}", table_arn(table, request, index) if table else "*", dict(keys))
    for table in dict.fromkeys(one[1] for one in seen if one[1]):
        yield from key_of_table(request, table)


_Part = tuple[str, str, str | None, tuple[tuple[str, tuple[str, ...]], ...]]


def _tables(request: Request) -> Iterable[_Part]:
    operation = request.operation
    if operation in ("BatchGetItem", "BatchWriteItem"):
        for table, wanted in (request.get("RequestItems") or {}).items():
            items = wanted.get("Keys", []) if isinstance(wanted, dict) else [_item(one) for one in wanted]
            yield operation, table, None, tuple(leading(request, table, items).items())
    elif operation in ("TransactGetItems", "TransactWriteItems"):
        for part in request.get("TransactItems") or []:
            for kind, given in part.items():
                items = [given.get("Key") or given.get("Item")]
                keys = tuple(leading(request, given["TableName"], items).items())
                yield _WRITES[kind], given["TableName"], None, keys
    elif operation in ("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"):
        several = request.get("Statements") or request.get("TransactStatements") or [request.params]
        for one in several:
            if found := _PARTIQL.match(str(one.get("Statement", ""))):
                kind = next(word for word in found.groups()[:4] if word).capitalize()
                yield f"PartiQL{kind}", found[5], found[6], ()
            else:
                yield "PartiQLSelect", "", None, ()
    else:
        table = request.get("TableName") or request.get("ResourceArn") or request.get("TableArn") or ""
        items = [request.get(name) for name in _KEYED]
        keys = tuple(leading(request, table, items).items()) if table else ()
        yield operation, table, request.get("IndexName"), keys


def _item(write: Any) -> Any:
    for kind in ("PutRequest", "DeleteRequest"):
        if given := write.get(kind):
            return given.get("Item") or given.get("Key")
    return None


@reads("dynamodbstreams")
def streams(request: Request) -> Iterable[Need]:
    """An iterator names its stream."""
    iterator = request.get("ShardIterator")
    # moto's begins with the ARN.
    arn = iterator.split("|")[0] if iterator else request.get("StreamArn")
    yield Need(action_of(request), arn or "*")
    if arn and request.operation == "GetRecords":
        yield from key_of_table(request, arn.split(":table/")[-1].split("/")[0])


def secret_arn(name: str, request: Request) -> str:
    """The ARN of a secret, which a request may name in part."""
    found = secret_of(name, request.place)
    return (
        found.arn
        if found is not None
        else request.place.arn("secretsmanager", name if name.startswith("arn:") else f"secret:{name}")
    )


def rotated_by(name: str, request: Request) -> Extra:
    """The function that rotates a secret, as a condition key."""
    function = getattr(secret_of(name, request.place), "rotation_lambda_arn", None)
    return {"secretsmanager:resource/allowrotationlambdaarn": (function,)} if function else {}


@reads("secretsmanager")
def secrets(request: Request) -> Iterable[Need]:
    """Several secrets at once need the permission for each."""
    if name := request.get("SecretId"):
        keys = rotated_by(name, request)
        if stage := request.get("VersionStage"):
            keys["secretsmanager:versionstage"] = (stage,)
        yield Need(action_of(request), secret_arn(name, request), keys)
        yield from through_secret(request, name)
        return
    yield plain(request)
    for name in texts(request.get("SecretIdList")):
        yield Need("secretsmanager:GetSecretValue", secret_arn(name, request), rotated_by(name, request))
        yield from through_secret(request, name)


@reads("ssm")
def parameters(request: Request) -> Iterable[Need]:
    """A parameter's path begins with one slash in its ARN."""
    named = texts(request.get("Names"))
    if "Parameter" in request.operation or request.operation == "LabelParameterVersion":
        named += texts(request.get("Name"))
    if request.operation == "DescribeParameters":
        named = []
    for name in named:
        plain_name = name if name.startswith("arn:") else name.split(":")[0]
        rest = plain_name if name.startswith("arn:") else f"parameter/{plain_name.lstrip('/')}"
        yield Need(action_of(request), request.place.arn("ssm", rest))
        yield from key_of_parameter(request, name)
    if path := request.get("Path"):
        yield Need(
            action_of(request), request.place.arn("ssm", f"parameter/{path.strip('/')}/".replace("//", "/"))
        )
    elif not named:
        yield Need(action_of(request))


@reads("kms")
def keys(request: Request) -> Iterable[Need]:
    """What is encrypted names its key by itself."""
    context = {
        f"kms:encryptioncontext:{name.lower()}": (str(value),)
        for name, value in (request.get("EncryptionContext") or {}).items()
    }
    keys = context | {"kms:encryptioncontextkeys": tuple(request.get("EncryptionContext") or ())}
    keys["kms:calleraccount"] = (request.place.account,)
    named = (
        request.get("KeyId") or request.get("TargetKeyId") or _of_ciphertext(request.get("CiphertextBlob"))
    )
    if request.operation == "ReEncrypt":
        yield Need(
            "kms:ReEncryptFrom", _key_arn(_of_ciphertext(request.get("CiphertextBlob")), request), keys
        )
        yield Need("kms:ReEncryptTo", _key_arn(request.get("DestinationKeyId"), request), keys)
        return
    yield Need(action_of(request), _key_arn(named, request), keys)
    if "Alias" in request.operation and request.get("AliasName"):
        yield Need(action_of(request), request.place.arn("kms", request.params["AliasName"]), keys)


def _of_ciphertext(blob: Any) -> str | None:
    from moto.kms.utils import KEY_ID_LEN

    return blob[:KEY_ID_LEN].decode(errors="replace") if isinstance(blob, bytes) else None


def _key_arn(name: str | None, request: Request) -> str:
    if not name:
        return "*"
    found = key_of(name, request.place)
    return (
        found.arn
        if found is not None
        else request.place.arn("kms", name if name.startswith("arn:") else f"key/{name}")
    )


@reads("rds-data")
def statements(request: Request) -> Iterable[Need]:
    """The secret is read in the caller's name."""
    if arn := request.get("resourceArn"):
        yield Need(action_of(request), arn)
    else:
        yield Need(action_of(request))
    if name := request.get("secretArn"):
        yield Need("secretsmanager:GetSecretValue", secret_arn(name, request))
        yield from through_secret(request, name, "secretsmanager:GetSecretValue")
