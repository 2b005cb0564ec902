"""CloudFront: public keys, and the groups of them that verify signed URLs and cookies."""

import secrets
import string
import uuid

from emulator.clock import now
from emulator.registry import Call, Params, Service
from emulator.state import Missing, Refused

KEY = "PublicKey"
GROUP = "KeyGroup"


def tag_of_version() -> str:
    """A new ETag."""
    return "E" + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(13))


def record(call: Call, kind: str) -> Params:
    """The key or group that a request names. One that is not there has the error of its kind."""
    code = {KEY: "NoSuchPublicKey", GROUP: "NoSuchResource"}[kind]
    found = call.records(kind).get(call["Id"])
    if found is None:
        raise Missing(code, f"The specified {kind} does not exist.")
    return dict(found)


def unchanged(call: Call, kind: str) -> Params:
    """The same, if the request names its present version."""
    found = record(call, kind)
    if not call.get("IfMatch"):
        raise Refused("InvalidIfMatchVersion", "The If-Match version is missing or not valid.")
    if call["IfMatch"] != found["etag"]:
        raise Refused("PreconditionFailed", "The request failed because it didn't meet the preconditions.")
    return found


def key_of(identifier: str, key: Params) -> Params:
    """A public key as it appears in answers."""
    return {"Id": identifier, "CreatedTime": key["time"], "PublicKeyConfig": key["config"]}


def group_of(identifier: str, group: Params) -> Params:
    """A key group as it appears in answers."""
    return {"Id": identifier, "LastModifiedTime": group["time"], "KeyGroupConfig": group["config"]}


def answer(kind: str, identifier: str, found: Params) -> Params:
    """The answer to most operations."""
    made = (key_of if kind == KEY else group_of)(identifier, found)
    return {kind: made, "ETag": found["etag"]}


def put(call: Call, kind: str, identifier: str, config: Params) -> Params:
    """Stores a key or a group."""
    earlier = call.records(kind).get(identifier, {})
    time = earlier.get("time") if kind == KEY else None
    found = {"config": config, "time": time or now(), "etag": tag_of_version()}
    call.records(kind)[identifier] = found
    return answer(kind, identifier, found)


def register(cloudfront: Service) -> None:
    """Adds the operations."""

    @cloudfront.operation("CreatePublicKey")
    def create_public_key(call: Call) -> Params:
        """Two public keys may have one name, or come of one request."""
        config = call["PublicKeyConfig"]
        for known in call.records(KEY).values():
            if any(known["config"][part] == config[part] for part in ("Name", "CallerReference")):
                raise Refused("PublicKeyAlreadyExists", "The specified public key already exists.")
        identifier = "K" + tag_of_version()[1:]
        return {**put(call, KEY, identifier, dict(config)), "Location": f"{call.base}/2020-05-31/public-key"}

    @cloudfront.operation("GetPublicKey")
    def get_public_key(call: Call) -> Params:
        """A public key that does not exist is an error of the server."""
        return answer(KEY, call["Id"], record(call, KEY))

    @cloudfront.operation("GetPublicKeyConfig")
    def get_public_key_config(call: Call) -> Params:
        """The configuration of a public key is not implemented."""
        found = record(call, KEY)
        return {"PublicKeyConfig": found["config"], "ETag": found["etag"]}

    @cloudfront.operation("UpdatePublicKey")
    def update_public_key(call: Call) -> Params:
        """Public keys can't be changed."""
        found, config = unchanged(call, KEY), call["PublicKeyConfig"]
        for part in ("Name", "CallerReference", "EncodedKey"):
            if found["config"][part].strip() != config[part].strip():
                raise Refused("CannotChangeImmutablePublicKeyFields", f"You can't change the {part}.")
        return put(call, KEY, call["Id"], dict(config))

    @cloudfront.operation("ListPublicKeys")
    def list_public_keys(call: Call) -> Params:
        """Public keys are listed with their settings in another element."""
        items = [
            {"Id": identifier, "CreatedTime": key["time"], **without(key["config"], "CallerReference")}
            for identifier, key in call.records(KEY).items()
        ]
        return {"PublicKeyList": {"MaxItems": 100, "Quantity": len(items), "Items": items}}

    @cloudfront.operation("DeletePublicKey")
    def delete_public_key(call: Call) -> Params:
        """A public key can be deleted while a key group has it."""
        unchanged(call, KEY)
        if any(call["Id"] in group["config"]["Items"] for group in call.records(GROUP).values()):
            raise Refused("PublicKeyInUse", "The specified public key is in use.")
        del call.records(KEY)[call["Id"]]
        return {}

    @cloudfront.operation("CreateKeyGroup")
    def create_key_group(call: Call) -> Params:
        """A key group may have public keys that do not exist, or the name of another."""
        config = checked(call, None)
        made = put(call, GROUP, str(uuid.uuid4()), config)
        return {**made, "Location": f"{call.base}/2020-05-31/key-group"}

    @cloudfront.operation("GetKeyGroup")
    def get_key_group(call: Call) -> Params:
        """A key group that does not exist is an error of the server."""
        return answer(GROUP, call["Id"], record(call, GROUP))

    @cloudfront.operation("GetKeyGroupConfig")
    def get_key_group_config(call: Call) -> Params:
        """The configuration of a key group is not implemented."""
        found = record(call, GROUP)
        return {"KeyGroupConfig": found["config"], "ETag": found["etag"]}

    @cloudfront.operation("UpdateKeyGroup")
    def update_key_group(call: Call) -> Params:
        """Key groups can't be changed."""
        unchanged(call, GROUP)
        return put(call, GROUP, call["Id"], checked(call, call["Id"]))

    @cloudfront.operation("ListKeyGroups")
    def list_key_groups(call: Call) -> Params:
        """The settings of key groups are not listed."""
        items = [{GROUP: group_of(*pair)} for pair in call.records(GROUP).items()]
        return {"KeyGroupList": {"MaxItems": 100, "Quantity": len(items), "Items": items}}

    @cloudfront.operation("DeleteKeyGroup")
    def delete_key_group(call: Call) -> Params:
        """Key groups can't be deleted."""
        unchanged(call, GROUP)
        for config in call.notes("distribution").values():
            behaviors = [
                config["DefaultCacheBehavior"],
                *((config.get("CacheBehaviors") or {}).get("Items") or []),
            ]
            if any(call["Id"] in groups_of(behavior) for behavior in behaviors):
                raise Refused("ResourceInUse", "The specified key group is in use by a distribution.")
        del call.records(GROUP)[call["Id"]]
        return {}


def groups_of(behavior: Params) -> list[str]:
    """The key groups of a cache behavior; none if it takes unsigned requests."""
    trusted = behavior.get("TrustedKeyGroups") or {}
    return list(trusted.get("Items") or []) if trusted.get("Enabled") else []


def without(config: Params, *names: str) -> Params:
    """A configuration without some members."""
    return {name: value for name, value in config.items() if name not in names}


_MOST_KEYS = 5
"""https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html"""


def checked(call: Call, own: str | None) -> Params:
    """The configuration of a group that CloudFront accepts."""
    config = dict(call["KeyGroupConfig"])
    items = list(config.get("Items") or [])
    if not items or any(item not in call.records(KEY) for item in items):
        raise Refused("InvalidArgument", "The key group's public keys are not valid.")
    if len(items) > _MOST_KEYS:
        raise Refused("TooManyPublicKeysInKeyGroup", "The key group has more public keys than are allowed.")
    for identifier, other in call.records(GROUP).items():
        if identifier != own and other["config"]["Name"] == config["Name"]:
            raise Refused("KeyGroupAlreadyExists", "A key group with this name already exists.")
    return {**config, "Items": items}
