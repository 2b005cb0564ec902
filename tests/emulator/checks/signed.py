"""Checks of public keys and key groups of CloudFront, and of what they admit."""

import base64
import json
import time
import urllib.error
import urllib.request
import uuid
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .support import aws, check, endpoint, refuses


def key_pair() -> tuple[rsa.RSAPrivateKey, str]:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return private, public.decode()


def public_key(encoded: str, name: str = "") -> str:
    name = name or uuid.uuid4().hex
    config = {"CallerReference": name, "Name": name, "EncodedKey": encoded}
    return str(aws("cloudfront").create_public_key(PublicKeyConfig=config)["PublicKey"]["Id"])


def key_group(*keys: str, name: str = "") -> Any:
    config = {"Name": name or uuid.uuid4().hex, "Items": list(keys)}
    return aws("cloudfront").create_key_group(KeyGroupConfig=config)


@check("cloudfront")
def public_keys_are_kept() -> None:
    client = aws("cloudfront")
    _, encoded = key_pair()
    key = public_key(encoded, "own")
    refuses("PublicKeyAlreadyExists", public_key, encoded, "own")
    listed = client.list_public_keys()["PublicKeyList"]["Items"]
    assert [one["Name"] for one in listed if one["Id"] == key] == ["own"]
    found = client.get_public_key_config(Id=key)
    config = found["PublicKeyConfig"]
    changed = client.update_public_key(
        Id=key, IfMatch=found["ETag"], PublicKeyConfig=config | {"Comment": "c"}
    )
    refuses(
        "CannotChangeImmutablePublicKeyFields",
        client.update_public_key,
        Id=key,
        IfMatch=changed["ETag"],
        PublicKeyConfig=config | {"Name": "other"},
    )
    refuses("PreconditionFailed", client.delete_public_key, Id=key, IfMatch=found["ETag"])
    client.delete_public_key(Id=key, IfMatch=changed["ETag"])
    refuses("NoSuchPublicKey", client.get_public_key, Id=key)


@check("cloudfront")
def key_groups_are_kept() -> None:
    client = aws("cloudfront")
    keys = [public_key(key_pair()[1]) for _ in range(2)]
    refuses("InvalidArgument", key_group, "K0")
    group = key_group(keys[0], name="group")
    identifier = group["KeyGroup"]["Id"]
    refuses("KeyGroupAlreadyExists", key_group, keys[0], name="group")
    listed = client.list_key_groups()["KeyGroupList"]["Items"]
    assert "group" in [one["KeyGroup"]["KeyGroupConfig"]["Name"] for one in listed]
    tag = client.get_public_key(Id=keys[0])["ETag"]
    refuses("PublicKeyInUse", client.delete_public_key, Id=keys[0], IfMatch=tag)
    config = {"Name": "group", "Items": keys[1:]}
    changed = client.update_key_group(Id=identifier, IfMatch=group["ETag"], KeyGroupConfig=config)
    assert client.get_key_group_config(Id=identifier)["KeyGroupConfig"]["Items"] == keys[1:]
    assert client.get_key_group(Id=identifier)["ETag"] == changed["ETag"]
    client.delete_public_key(Id=keys[0], IfMatch=tag)
    client.delete_key_group(Id=identifier, IfMatch=changed["ETag"])
    refuses("NoSuchResource", client.get_key_group, Id=identifier)


def served(key: str) -> tuple[str, str]:
    """A distribution that wants signatures, in front of a bucket; its id, and its address at AWS."""
    bucket = f"media-{uuid.uuid4().hex[:8]}"
    aws("s3").create_bucket(Bucket=bucket)
    for name in ("film.mp4", "open/logo.svg"):
        aws("s3").put_object(Bucket=bucket, Key=name, Body=b"0123456789")
    group = key_group(key)["KeyGroup"]["Id"]
    control = aws("cloudfront").create_origin_access_control(
        OriginAccessControlConfig={
            "Name": bucket,
            "SigningProtocol": "sigv4",
            "SigningBehavior": "always",
            "OriginAccessControlOriginType": "s3",
        }
    )
    behavior = {
        "TargetOriginId": "o",
        "ViewerProtocolPolicy": "redirect-to-https",
        "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    }
    origin = {
        "Id": "o",
        "DomainName": f"{bucket}.s3.us-east-1.amazonaws.com",
        "S3OriginConfig": {"OriginAccessIdentity": ""},
        "OriginAccessControlId": control["OriginAccessControl"]["Id"],
    }
    trusted = {"TrustedKeyGroups": {"Enabled": True, "Quantity": 1, "Items": [group]}}
    made = aws("cloudfront").create_distribution(
        DistributionConfig={
            "CallerReference": bucket,
            "Comment": "",
            "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [origin]},
            "DefaultCacheBehavior": behavior | trusted,
            "CacheBehaviors": {"Quantity": 1, "Items": [behavior | {"PathPattern": "/open/*"}]},
        }
    )["Distribution"]
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
        "Condition": {"StringEquals": {"aws:SourceArn": made["ARN"]}},
    }
    aws("s3").put_bucket_policy(
        Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    )
    configuration = aws("cloudfront").get_distribution_config(Id=made["Id"])
    tag = aws("cloudfront").get_key_group(Id=group)["ETag"]
    refuses("ResourceInUse", aws("cloudfront").delete_key_group, Id=group, IfMatch=tag)
    assert configuration["DistributionConfig"]["DefaultCacheBehavior"]["TrustedKeyGroups"]["Items"] == [group]
    return str(made["Id"]), f"https://{made['DomainName']}"


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode().replace("+", "-").replace("=", "_").replace("/", "~")


def policy(resource: str, end: int, **conditions: Any) -> bytes:
    condition = {"DateLessThan": {"AWS:EpochTime": end}, **conditions}
    statement = {"Statement": [{"Resource": resource, "Condition": condition}]}
    return json.dumps(statement, separators=(",", ":")).encode()


def signature(private: rsa.RSAPrivateKey, text: bytes) -> str:
    return encoded(private.sign(text, padding.PKCS1v15(), SHA1()))  # what CloudFront verifies


def status(distribution: str, target: str, **headers: str) -> tuple[int, bytes, Any]:
    """The answer to a request, and what an error is called."""
    request = urllib.request.Request(f"{endpoint()}/_site/{distribution}{target}")
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


@check("cloudfront")
def signed_requests_are_admitted() -> None:
    private, public = key_pair()
    stranger, _ = key_pair()
    key = public_key(public)
    site, address = served(key)
    soon, past = int(time.time()) + 600, int(time.time()) - 1
    film = f"{address}/film.mp4"

    def canned(end: int, signer: rsa.RSAPrivateKey = private, resource: str = film, own: str = key) -> str:
        made = signature(signer, policy(resource, end))
        return f"Expires={end}&Signature={made}&Key-Pair-Id={own}"

    def custom(text: bytes) -> str:
        return f"Policy={encoded(text)}&Signature={signature(private, text)}&Key-Pair-Id={key}"

    assert status(site, f"/film.mp4?{canned(soon)}")[:2] == (200, b"0123456789")
    assert status(site, "/open/logo.svg")[0] == 200
    everything = policy(f"{address}/*", soon, IpAddress={"AWS:SourceIp": "127.0.0.0/8"})
    assert status(site, f"/film.mp4?{custom(everything)}")[0] == 200
    later = canned(soon, resource=f"{film}?a=1")
    assert status(site, f"/film.mp4?a=1&{later}")[0] == 200
    cookies = (
        f"CloudFront-Policy={encoded(everything)}; CloudFront-Signature={signature(private, everything)}"
    )
    assert status(site, "/film.mp4", Cookie=f"{cookies}; CloudFront-Key-Pair-Id={key}")[0] == 200
    plain = "; ".join(f"CloudFront-{part}" for part in canned(soon).split("&"))
    assert status(site, "/film.mp4", Cookie=plain)[0] == 200

    refused = {
        "": b"MissingKey",
        f"Expires={soon}&Key-Pair-Id={key}": b"MissingSignature",
        f"Signature=abcd&Key-Pair-Id={key}": b"MissingPolicy",
        canned(past): b"AccessDenied",
        canned(soon, stranger): b"AccessDenied",
        canned(soon, resource=f"{address}/other.mp4"): b"AccessDenied",
        canned(soon).replace(f"Expires={soon}", f"Expires={soon + 1}"): b"AccessDenied",
        canned(soon, own="K0"): b"InvalidKey",
        custom(policy(f"{address}/other/*", soon)): b"AccessDenied",
        custom(policy(f"{address}/*", past)): b"AccessDenied",
        custom(policy(f"{address}/*", soon, DateGreaterThan={"AWS:EpochTime": soon - 1})): b"AccessDenied",
        custom(policy(f"{address}/*", soon, IpAddress={"AWS:SourceIp": "192.0.2.0/24"})): b"AccessDenied",
        custom(b"{}"): b"MalformedPolicy",
    }
    for query, code in refused.items():
        found, body, _ = status(site, f"/film.mp4?{query}")
        assert found == 403 and code in body, (query, found, body)
    # A signature in the address counts, whatever the cookies say.
    assert status(site, f"/film.mp4?{canned(past)}", Cookie=plain)[0] == 403


@check("cloudfront")
def ranges_are_served() -> None:
    site, _ = served(public_key(key_pair()[1]))
    logo = "/open/logo.svg"
    for wanted, part, content in (
        ("bytes=0-3", "bytes 0-3/10", b"0123"),
        ("bytes=7-", "bytes 7-9/10", b"789"),
        ("bytes=-2", "bytes 8-9/10", b"89"),
        ("bytes=8-99", "bytes 8-9/10", b"89"),
    ):
        found, body, headers = status(site, logo, Range=wanted)
        assert (found, body, headers["Content-Range"]) == (206, content, part), (wanted, found, body)
    found, _, headers = status(site, logo, Range="bytes=10-")
    assert (found, headers["Content-Range"]) == (416, "bytes */10")
    tag = status(site, logo)[2]["ETag"]
    assert status(site, logo, Range="bytes=0-0", If_Range=tag)[0] == 206
    assert status(site, logo, Range="bytes=0-0", If_Range='"other"')[0] == 200
    assert status(site, logo, Range="bytes=0-0,5-6")[0] == 200
