"""Route 53: private zones, logs of questions, signatures."""

import base64
import hashlib
import uuid
from types import ModuleType
from typing import Any

from moto.backends import get_backend

from emulator.clock import now
from emulator.registry import Call, Params, Service
from emulator.state import Missing, Refused

route53 = Service("route53", worldwide=True)


@route53.patch("moto.route53.responses")
def private_by_network(module: ModuleType) -> None:
    """A zone made with a network is private only if that is said as well, and loses its network."""
    original = module.Route53.create_hosted_zone

    def create_hosted_zone(response: Any) -> Any:
        if response._get_param("VPC.VPCId"):
            response.params.setdefault("HostedZoneConfig", {})["PrivateZone"] = True
        return original(response)

    module.Route53.create_hosted_zone = create_hosted_zone


@route53.patch("moto.route53.models")
def log_of_questions(module: ModuleType) -> None:
    """The log group of a zone's questions is found only if its ARN ends in `:*`."""
    original = module.Route53Backend.create_query_logging_config

    def create_query_logging_config(backend: Any, hosted_zone_id: str, log_group_arn: str) -> Any:
        given = log_group_arn or ""
        made = original(backend, hosted_zone_id, given if given.endswith(":*") else f"{given}:*")
        made.cloud_watch_logs_log_group_arn = given
        return made

    module.Route53Backend.create_query_logging_config = create_query_logging_config


# DNSSEC: keys that sign a zone, and whether its answers are signed.


def zone_of(call: Call) -> str:
    """The id of the zone that a request is about, without a path in front of it; it has to be there."""
    zone = str(call["HostedZoneId"]).rsplit("/", 1)[-1]
    call.backend().get_hosted_zone(zone)
    return zone


def changed() -> Params:
    """The answer to a change that every name server knows of at once."""
    return {
        "ChangeInfo": {
            "Id": f"/change/C{uuid.uuid4().hex[:12].upper()}",
            "Status": "INSYNC",
            "SubmittedAt": now(),
        }
    }


def signing_key(call: Call) -> Params:
    """A key of a zone, by its name."""
    held = call.records("KeySigningKey").get((zone_of(call), call["Name"]))
    if held is None:
        raise Missing("NoSuchKeySigningKey", f"The key signing key {call['Name']} does not exist.")
    return held


@route53.operation("CreateKeySigningKey")
def create_key_signing_key(call: Call) -> Params:
    """A zone cannot be signed."""
    zone, arn = zone_of(call), call["KeyManagementServiceArn"]
    held = call.records("KeySigningKey")
    if (zone, call["Name"]) in held:
        raise Refused("KeySigningKeyAlreadyExists", f"The key signing key {call['Name']} already exists.")
    key = get_backend("kms")[call.account]["us-east-1"].keys.get(arn.rsplit("/", 1)[-1])
    # https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html
    if (
        ":us-east-1:" not in arn
        or key is None
        or key.key_spec != "ECC_NIST_P256"
        or key.key_usage != "SIGN_VERIFY"
    ):
        raise Refused("InvalidKMSArn", f"The KMS key {arn} cannot sign a zone.")
    made = held[(zone, call["Name"])] = {
        **call.pick("Name", "Status"),
        "KmsArn": arn,
        **described_key(call.backend().get_hosted_zone(zone).name, key.private_key.public_key()),
        "CreatedDate": now(),
        "LastModifiedDate": now(),
    }
    location = f"{call.base}/2013-04-01/keysigningkey/{zone}/{call['Name']}"
    return {**changed(), "KeySigningKey": made, "Location": location}


def described_key(zone: str, spki: bytes) -> Params:
    """What resolvers and the domain above see of a key: RFC 4034 and 6605 (ECDSA with P-256 and SHA-256)."""
    point = spki[-64:]  # of an uncompressed point at the end of the DER form, its two coordinates
    flag, protocol, algorithm = 257, 3, 13
    data = flag.to_bytes(2, "big") + bytes([protocol, algorithm]) + point
    total = sum(byte << 8 if index % 2 == 0 else byte for index, byte in enumerate(data))
    tag = (total + (total >> 16 & 0xFFFF)) & 0xFFFF
    labels = zone.lower().rstrip(".").split(".")
    owner = b"".join(bytes([len(label)]) + label.encode() for label in labels) + b"\0"
    digest = hashlib.sha256(owner + data).hexdigest().upper()
    public = base64.b64encode(point).decode()
    return {
        "Flag": flag,
        "SigningAlgorithmMnemonic": "ECDSAP256SHA256",
        "SigningAlgorithmType": algorithm,
        "DigestAlgorithmMnemonic": "SHA-256",
        "DigestAlgorithmType": 2,
        "KeyTag": tag,
        "DigestValue": digest,
        "PublicKey": public,
        "DSRecord": f"{tag} {algorithm} 2 {digest}",
        "DNSKEYRecord": f"{flag} {protocol} {algorithm} {public}",
    }


@route53.operation("ActivateKeySigningKey", "DeactivateKeySigningKey")
def switch_key_signing_key(call: Call) -> Params:
    """A zone cannot be signed."""
    held, zone = signing_key(call), zone_of(call)
    active = call.operation == "ActivateKeySigningKey"
    others = [
        one
        for (owner, name), one in call.records("KeySigningKey").items()
        if owner == zone and name != call["Name"] and one["Status"] == "ACTIVE"
    ]
    # https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeactivateKeySigningKey.html
    if not active and not others and is_signed(call):
        raise Refused("KeySigningKeyInUse", "The zone is signed with this key only.")
    held.update(Status="ACTIVE" if active else "INACTIVE", LastModifiedDate=now())
    return changed()


@route53.operation("DeleteKeySigningKey")
def delete_key_signing_key(call: Call) -> Params:
    """A zone cannot be signed."""
    # https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteKeySigningKey.html
    if signing_key(call)["Status"] == "ACTIVE":
        raise Refused("InvalidKeySigningKeyStatus", "An active key signing key cannot be deleted.")
    del call.records("KeySigningKey")[(zone_of(call), call["Name"])]
    return changed()


def is_signed(call: Call) -> bool:
    """Whether the answers of a zone are signed."""
    return bool(call.notes("signed").get(zone_of(call)))


@route53.operation("EnableHostedZoneDNSSEC", "DisableHostedZoneDNSSEC")
def sign_zone(call: Call) -> Params:
    """A zone cannot be signed."""
    zone, enable = zone_of(call), call.operation == "EnableHostedZoneDNSSEC"
    keys = [one for (owner, _), one in call.records("KeySigningKey").items() if owner == zone]
    # https://docs.aws.amazon.com/Route53/latest/APIReference/API_EnableHostedZoneDNSSEC.html
    if enable and not any(one["Status"] == "ACTIVE" for one in keys):
        raise Refused("KeySigningKeyWithActiveStatusNotFound", "The zone has no active key signing key.")
    if not enable and not is_signed(call):
        raise Refused("DNSSECNotFound", "DNSSEC is not enabled for the zone.")
    call.notes("signed")[zone] = enable
    return changed()


@route53.before("GetDNSSEC")
def get_dnssec(call: Call) -> Params:
    """No zone is signed, and none has a key."""
    zone = zone_of(call)
    return {
        "Status": {"ServeSignature": "SIGNING" if is_signed(call) else "NOT_SIGNING"},
        "KeySigningKeys": [one for (owner, _), one in call.records("KeySigningKey").items() if owner == zone],
    }
