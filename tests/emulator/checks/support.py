"""Helpers for the checks."""

import functools
import io
import json
import sys
import urllib.request
import zipfile
from collections.abc import Callable
from typing import Any

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.exceptions import ClientError

CHECKS: list[tuple[str, str, Callable[[], None]]] = []


ACCOUNT = "123456789012"


ROLE = f"arn:aws:iam::{ACCOUNT}:role/none"


TAGS = [{"Key": "Team", "Value": "core"}]


def check(service: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Registers a check for the corrections of a service."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        CHECKS.append((service, function.__name__.replace("_", " "), function))
        return function

    return register


@functools.cache
def aws(service: str, region: str = "us-east-1") -> Any:
    """A client of the emulator, with the credentials that are in the environment."""
    return boto3.client(
        service,
        endpoint_url=endpoint(),
        region_name=region,
        config=Config(retries={"max_attempts": 1, "mode": "standard"}, s3={"addressing_style": "path"}),
    )


@functools.cache
def unchecked(service: str) -> Any:
    """A client that sends what boto3 itself would refuse to send."""
    settings = Config(parameter_validation=False, retries={"max_attempts": 1, "mode": "standard"})
    return boto3.client(service, endpoint_url=endpoint(), region_name="us-east-1", config=settings)


def refuses(code: str, request: Callable[..., Any], *args: Any, **params: Any) -> str:
    """The message with which the request is refused; it has to be refused with that code."""
    try:
        request(*args, **params)
    except ClientError as error:
        told = error.response["Error"]
        assert told["Code"] == code, f"{told['Code']}: {told['Message']}, instead of {code}"
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] < 500
        return str(told["Message"])
    raise AssertionError(f"the request was accepted, and AWS answers {code}")


def archive(code: str = "exports.handler = async (event) => ({ got: event });") -> bytes:
    """The package of a function."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("index.js", code)
    return buffer.getvalue()


def assumed_by(service: str) -> str:
    """A trust policy for a service."""
    principal = {"Service": service}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def role_of(name: str, service: str = "lambda.amazonaws.com") -> str:
    """The ARN of a role that a service may take."""
    created = aws("iam").create_role(RoleName=name, AssumeRolePolicyDocument=assumed_by(service))
    return str(created["Role"]["Arn"])


def function(name: str, **settings: Any) -> Any:
    """Creates a function for Node."""
    role = role_of(f"role-{name}")
    defaults = {"Runtime": "nodejs22.x", "Handler": "index.handler", "Code": {"ZipFile": archive()}}
    return aws("lambda").create_function(FunctionName=name, Role=role, **(defaults | settings))


def let_in(name: str, service: str) -> None:
    """Lets a service call a function."""
    aws("lambda").add_permission(
        FunctionName=name, StatementId="service", Action="lambda:InvokeFunction", Principal=service
    )


def permit(role: str, *actions: str, resource: str = "*") -> None:
    """Gives a role a permission."""
    statement = {"Effect": "Allow", "Action": actions, "Resource": resource}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    aws("iam").put_role_policy(RoleName=role, PolicyName="permit", PolicyDocument=policy)


def queue(name: str, sender: str, region: str = "us-east-1") -> str:
    """The URL of a queue that a service may send to."""
    arn = f"arn:aws:sqs:{region}:{ACCOUNT}:{name}"
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": sender},
        "Action": "sqs:SendMessage",
        "Resource": arn,
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    return str(aws("sqs", region).create_queue(QueueName=name, Attributes={"Policy": policy})["QueueUrl"])


@functools.cache
def network() -> dict[str, Any]:
    """A VPC with two subnets."""
    ec2 = aws("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"us-east-1{zone}")[
            "Subnet"
        ]
        for n, zone in enumerate("ab")
    ]
    return {"vpc": vpc, "subnets": [subnet["SubnetId"] for subnet in subnets]}


def ask(service: str, path: str, headers: dict[str, str] | None = None, data: bytes | None = None) -> Any:
    """Opens a URL of the emulator with a signed request that boto3 can't send."""
    request = AWSRequest("GET" if data is None else "POST", f"{endpoint()}{path}", headers or {}, data)
    SigV4Auth(boto3.Session().get_credentials(), service, "us-east-1").add_auth(request)
    return urllib.request.urlopen(urllib.request.Request(request.url, data, dict(request.headers)))


def endpoint() -> str:
    """The URL of the emulator under test."""
    return sys.argv[1]
