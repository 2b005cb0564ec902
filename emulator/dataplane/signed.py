"""Signed URLs and signed cookies of CloudFront: whether a request may see what only signed requests may.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html
"""

import base64
import binascii
import ipaddress
import json
import re
import time
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from emulator.permissions.patterns import wild
from emulator.services.cloudfront_keys import GROUP, KEY, groups_of
from emulator.state import RECORDS, WORLDWIDE, Place

from .distributions import Distribution
from .requests import Request

_PARAMETERS = {"Policy", "Signature", "Expires", "Key-Pair-Id", "Hash-Algorithm"}
_HASHES = {"": SHA1, "SHA1": SHA1, "SHA256": SHA256}
_COOKIE = "CloudFront-"


class Denied(Exception):
    """CloudFront's error for a request that may not see what it asks for: code and message."""

    def __init__(self, code: str, message: str):
        super().__init__(code, message)
        self.code, self.message = code, message


@dataclass(frozen=True)
class Signature:
    """What a request is signed with."""

    key: str
    signature: str
    expires: str
    policy: str
    algorithm: str


def admit(distribution: Distribution, behavior: dict[str, Any], request: Request) -> None:
    """Raises Denied unless the request is signed as the behavior wants. Origins do not see the signature."""
    groups = groups_of(behavior)
    if not groups:
        return
    given = _of_url(request) or _of_cookies(request)
    if given is None:
        raise Denied("MissingKey", "Missing Key-Pair-Id query parameter or cookie value")
    public = _key(distribution.account, groups, given.key)
    resources = list(_addresses(distribution, request))
    if given.policy:
        text = _decoded(given.policy, "MalformedPolicy", "Malformed Policy")
        _verify(public, given, text)
        _judge(_statement(text), resources, request.source)
    else:
        _verify(public, given, *(_canned(resource, given.expires) for resource in resources))
        if int(given.expires) <= time.time():
            raise Denied("AccessDenied", "Access denied")
    request.query = _unsigned(request.query)


def _of_url(request: Request) -> Signature | None:
    """The signature in the query; a request that has one is not judged by its cookies."""
    given = dict(parse_qsl(request.query, keep_blank_values=True))
    return _read(given) if "Key-Pair-Id" in given or "Signature" in given else None


def _of_cookies(request: Request) -> Signature | None:
    try:
        cookies = SimpleCookie(request.header("cookie"))
    except CookieError:
        return None
    given = {
        name.removeprefix(_COOKIE): cookie.value
        for name, cookie in cookies.items()
        if name.startswith(_COOKIE)
    }
    return _read(given) if given else None


def _read(given: dict[str, str]) -> Signature:
    if not given.get("Key-Pair-Id"):
        raise Denied("MissingKey", "Missing Key-Pair-Id query parameter or cookie value")
    if not given.get("Signature"):
        raise Denied("MissingSignature", "Missing Signature query parameter or cookie value")
    expires, policy = given.get("Expires", ""), given.get("Policy", "")
    if not policy and not re.fullmatch(r"\d{1,12}", expires):
        raise Denied("MissingPolicy", "Missing Policy or Expires query parameter or cookie value")
    return Signature(
        given["Key-Pair-Id"], given["Signature"], expires, policy, given.get("Hash-Algorithm", "").upper()
    )


def _key(account: str, groups: list[str], wanted: str) -> rsa.RSAPublicKey:
    """The public key with that id, if one of the groups has it."""
    known = RECORDS[Place(account, WORLDWIDE, "cloudfront", GROUP)]
    keys = RECORDS[Place(account, WORLDWIDE, "cloudfront", KEY)]
    trusted = {key for group in groups if group in known for key in known[group]["config"]["Items"]}
    if wanted in trusted and wanted in keys:
        public = load_pem_public_key(keys[wanted]["config"]["EncodedKey"].encode())
        if isinstance(public, rsa.RSAPublicKey):
            return public
    raise Denied("InvalidKey", "Unknown Key")


def _decoded(text: str, code: str, message: str) -> bytes:
    """CloudFront's form of base64, which URLs and cookies take as it is."""
    plain = text.replace("-", "+").replace("_", "=").replace("~", "/")
    try:
        return base64.b64decode(plain, validate=True)
    except binascii.Error:
        raise Denied(code, message) from None


def _verify(public: rsa.RSAPublicKey, given: Signature, *texts: bytes) -> None:
    """One of the texts must be what was signed."""
    if given.algorithm not in _HASHES:
        raise Denied("AccessDenied", "Access denied")
    signature = _decoded(given.signature, "MalformedSignature", "Could not unencode Signature")
    for text in texts:
        try:
            public.verify(signature, text, padding.PKCS1v15(), _HASHES[given.algorithm]())
        except InvalidSignature:
            continue
        return
    raise Denied("AccessDenied", "Access denied")


def _addresses(distribution: Distribution, request: Request) -> list[str]:
    """The request's address under every name that leads here; on this machine a host has a port."""
    query = _unsigned(request.query)
    rest = request.raw_path + (f"?{query}" if query else "")
    host = request.host.lower()
    local = host.rsplit(":", 1)[0]
    hosts = [host, local, local.removesuffix(".localhost"), *distribution.names()]
    return [f"{scheme}://{name}{rest}" for name in dict.fromkeys(hosts) for scheme in ("https", "http")]


def _unsigned(query: str) -> str:
    """A query without the parameters of a signature; all others stay as they were sent."""
    return "&".join(part for part in query.split("&") if part and part.partition("=")[0] not in _PARAMETERS)


def _canned(resource: str, expires: str) -> bytes:
    """The policy that a URL with nothing but an end stands for, character by character."""
    condition = f'"Condition":{{"DateLessThan":{{"AWS:EpochTime":{int(expires)}}}}}'
    return f'{{"Statement":[{{"Resource":"{resource}",{condition}}}]}}'.encode()


def _statement(text: bytes) -> dict[str, Any]:
    try:
        [statement] = json.loads(text)["Statement"]
        int(statement["Condition"]["DateLessThan"]["AWS:EpochTime"])
    except (ValueError, KeyError, TypeError):
        raise Denied("MalformedPolicy", "Malformed Policy") from None
    return dict(statement)


def _judge(statement: dict[str, Any], resources: list[str], source: str) -> None:
    """The statement of a custom policy: where it holds, from when, until when, and for which addresses."""
    pattern = wild(statement.get("Resource", "*"))
    conditions, moment = statement["Condition"], time.time()
    first = conditions.get("DateGreaterThan", {}).get("AWS:EpochTime", 0)
    addresses = conditions.get("IpAddress", {}).get("AWS:SourceIp", "0.0.0.0/0")
    holds = (
        any(pattern.fullmatch(resource) for resource in resources)
        and int(first) < moment < int(conditions["DateLessThan"]["AWS:EpochTime"])
        and ipaddress.ip_address(source) in ipaddress.ip_network(addresses, strict=False)
    )
    if not holds:
        raise Denied("AccessDenied", "Access denied")
