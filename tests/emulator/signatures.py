"""Sends requests with valid and invalid signatures, and prints the outcomes in boto3 as JSON.

usage: signatures.py <address>
"""

import hashlib
import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

import boto3
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

URL, ACCOUNT, SECRET = sys.argv[1], os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
REPORT: dict[str, str] = {}


def aws(
    service: str, key: str = ACCOUNT, secret: str = SECRET, token: str | None = None, **config: Any
) -> Any:
    """A client without retries."""
    return boto3.client(
        service,
        endpoint_url=URL,
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"}, **config),
    )


def note(what: str, call: Callable[[], Any]) -> None:
    """Records the outcome of a call: "ok", the account, or the error code that boto3 parsed."""
    try:
        answer = call()
        REPORT[what] = answer.get("Account", "ok") if isinstance(answer, dict) else str(answer)
    except ClientError as error:
        REPORT[what] = (
            f"{error.response['ResponseMetadata']['HTTPStatusCode']} {error.response['Error']['Code']}"
        )
    except urllib.error.HTTPError as error:
        REPORT[what] = str(error.code)


def opened(
    url: str, headers: dict[str, str] | None = None, data: bytes | None = None, method: str = "GET"
) -> int:
    """The status of a plain request."""
    with urllib.request.urlopen(urllib.request.Request(url, data, headers or {}, method=method)) as answer:
        return int(answer.status)


# One operation per protocol: query, JSON, REST and JSON, REST and XML, EC2's own, S3's own, CBOR.
for service, operation in (
    ("sts", "get_caller_identity"),
    ("secretsmanager", "list_secrets"),
    ("lambda", "list_functions"),
    ("cloudfront", "list_distributions"),
    ("ec2", "describe_vpcs"),
    ("s3", "list_buckets"),
    ("cloudwatch", "list_metrics"),
):
    note(f"{service}, right", getattr(aws(service), operation))
    note(f"{service}, another secret", getattr(aws(service, secret="emulated"), operation))
    note(f"{service}, an unknown key", getattr(aws(service, key="AKIAIOSFODNN7EXAMPLE"), operation))

# Keys that the emulator issued.
iam = aws("iam")
iam.create_user(UserName="ann")
key = iam.create_access_key(UserName="ann")["AccessKey"]
note("a user's key", aws("sts", key["AccessKeyId"], key["SecretAccessKey"]).get_caller_identity)
note("a user's key, another secret", aws("sts", key["AccessKeyId"], SECRET).get_caller_identity)
iam.update_access_key(UserName="ann", AccessKeyId=key["AccessKeyId"], Status="Inactive")
note("a user's key, inactive", aws("sts", key["AccessKeyId"], key["SecretAccessKey"]).get_caller_identity)
role = aws("sts").assume_role(RoleArn="arn:aws:iam::444455556666:role/there", RoleSessionName="test")[
    "Credentials"
]
session = (role["AccessKeyId"], role["SecretAccessKey"])
note("a role of another account", aws("sts", *session, role["SessionToken"]).get_caller_identity)
note("a role, another token", aws("sts", *session, "token").get_caller_identity)
note("a role, no token", aws("sts", *session).get_caller_identity)
note("another account", aws("sts", key="444455556666").get_caller_identity)
printed = aws("sts").get_session_token()["Credentials"]
known = (printed["AccessKeyId"], printed["SecretAccessKey"], printed["SessionToken"])
note("the key from AWS's documentation", aws("sts", *known).get_caller_identity)


def moved(minutes: int) -> Any:
    """Shifts the clock of the signer."""
    return mock.patch(
        "botocore.auth.get_current_datetime", lambda: datetime.now(UTC) + timedelta(minutes=minutes)
    )


for minutes in (-20, -10, 10, 20):
    with moved(minutes):
        note(f"{minutes} minutes", aws("sts").get_caller_identity)
        note(f"{minutes} minutes, S3", aws("s3").list_buckets)

# Variants of S3.
s3 = aws("s3", signature_version="s3v4")
s3.create_bucket(Bucket="signed")
note(
    "a name with everything in it",
    lambda: s3.put_object(Bucket="signed", Key="a b/ü+(!)~'*;=&@,$", Body=b"x"),
)
note(
    "the same, read", lambda: s3.get_object(Bucket="signed", Key="a b/ü+(!)~'*;=&@,$")["Body"].read().decode()
)


def presigned(**options: Any) -> str:
    return s3.generate_presigned_url(
        "get_object", Params={"Bucket": "signed", "Key": "a b/ü+(!)~'*;=&@,$"}, **options
    )


note("a presigned URL", lambda: opened(presigned()))
note("a presigned URL, for another object", lambda: opened(presigned().replace("/signed/a", "/signed/b")))
note("a presigned URL, for another method", lambda: opened(presigned(), method="DELETE"))
note("a presigned URL, with a header more", lambda: opened(presigned(), {"x-amz-copy-source": "/signed/x"}))
note("a presigned URL, prolonged", lambda: opened(presigned().replace("Expires=3600", "Expires=36000")))
note("a presigned URL, valid for too long", lambda: opened(presigned(ExpiresIn=604_801)))
with moved(-60):
    late, in_time = presigned(ExpiresIn=3590), presigned(ExpiresIn=3900)
note("a presigned URL, too late", lambda: opened(late))
note("a presigned URL, in time", lambda: opened(in_time))
with moved(-10):
    note(
        "the older way of signing",
        lambda: opened(aws("s3", signature_version="s3").generate_presigned_url("list_buckets")),
    )


def upload(payload: str, body: bytes, sent: bytes) -> int:
    """Puts an object with the given payload hash in its signature."""

    class Auth(S3SigV4Auth):
        def payload(self, request: Any) -> str:  # noqa: ARG002  botocore's signature
            return payload

    url = f"{URL}/signed/upload"
    request = AWSRequest("PUT", url, {"Content-Type": "text/plain"}, body)
    Auth(Credentials(ACCOUNT, SECRET), "s3", "us-east-1").add_auth(request)
    return opened(url, dict(request.headers), sent, "PUT")


note("an unsigned body", lambda: upload("UNSIGNED-PAYLOAD", b"one", b"two"))
note("a signed body", lambda: upload(hashlib.sha256(b"one").hexdigest(), b"one", b"one"))
note("a signed body, another one sent", lambda: upload(hashlib.sha256(b"one").hexdigest(), b"one", b"two"))


def changed(change: Callable[[dict[str, str]], dict[str, str]], body: bytes = b'{"Name": "/a"}') -> int:
    """Signs a request of SSM, changes it, and sends it."""
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "AmazonSSM.DescribeParameters"}
    request = AWSRequest("POST", f"{URL}/", headers, b"{}")
    SigV4Auth(Credentials(ACCOUNT, SECRET), "ssm", "us-east-1").add_auth(request)
    sent = change({**dict(request.headers), "Host": urlsplit(URL).netloc})
    return opened(f"{URL}/", sent, body, "POST")


def with_authorization(old: str, new: str) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda headers: {**headers, "Authorization": headers["Authorization"].replace(old, new)}


note("JSON as it was signed", lambda: changed(lambda headers: headers, b"{}"))
note("JSON, another body", lambda: changed(lambda headers: headers))
note(
    "JSON, another operation",
    lambda: changed(lambda h: {**h, "X-Amz-Target": "AmazonSSM.GetParameters"}, b"{}"),
)
note("JSON, another host", lambda: changed(lambda h: {**h, "Host": "localhost"}, b"{}"))
note("JSON, another region", lambda: changed(with_authorization("us-east-1", "eu-west-1"), b"{}"))
note("JSON, another service", lambda: changed(with_authorization("/ssm/", "/iam/"), b"{}"))
note("JSON, host not signed", lambda: changed(with_authorization("host;", ""), b"{}"))
note("JSON, no signature in it", lambda: changed(with_authorization("Signature=", "Sig="), b"{}"))

print(json.dumps(REPORT, indent=4, sort_keys=True))
