"""Checks of emulator/refusals for iam, kms and secretsmanager: what AWS refuses is refused."""

import json
from typing import Any

from .support import ACCOUNT, assumed_by, aws, check, function, refuses


def policy(*statements: dict[str, Any], version: str = "2012-10-17") -> str:
    return json.dumps({"Version": version, "Statement": list(statements)})


READ = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}


def long(count: int) -> str:
    """A policy of about so many characters."""
    return policy(READ | {"Resource": ["arn:aws:s3:::" + "b" * 50 for _ in range(count // 66)]})


def role(name: str, trust: str | None = None) -> Any:
    return aws("iam").create_role(
        RoleName=name, AssumeRolePolicyDocument=trust or assumed_by("lambda.amazonaws.com")
    )["Role"]


@check("iam")
def inline_policies_of_a_role_have_10240_characters() -> None:
    client = aws("iam")
    role("talkative")
    client.put_role_policy(RoleName="talkative", PolicyName="one", PolicyDocument=long(6000))
    refuses(
        "LimitExceeded",
        lambda: client.put_role_policy(RoleName="talkative", PolicyName="two", PolicyDocument=long(6000)),
    )
    client.put_role_policy(RoleName="talkative", PolicyName="one", PolicyDocument=long(9000))


@check("iam")
def managed_policies_have_6144_characters() -> None:
    client = aws("iam")
    refuses("LimitExceeded", lambda: client.create_policy(PolicyName="wide", PolicyDocument=long(6400)))
    arn = client.create_policy(PolicyName="narrow", PolicyDocument=policy(READ))["Policy"]["Arn"]
    refuses("LimitExceeded", lambda: client.create_policy_version(PolicyArn=arn, PolicyDocument=long(6400)))


@check("iam")
def trust_policies_have_2048_characters() -> None:
    statements = [
        {
            "Sid": f"Number{number}",
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
        for number in range(25)
    ]
    refuses("LimitExceeded", lambda: role("trusting", policy(*statements)))


@check("iam")
def roles_have_at_most_10_managed_policies() -> None:
    client = aws("iam")
    role("attached")
    for number in range(11):
        arn = client.create_policy(PolicyName=f"of-eleven-{number}", PolicyDocument=policy(READ))["Policy"][
            "Arn"
        ]
        if number < 10:
            client.attach_role_policy(RoleName="attached", PolicyArn=arn)
    refuses("LimitExceeded", lambda: client.attach_role_policy(RoleName="attached", PolicyArn=arn))


@check("iam")
def trust_policies_are_well_formed() -> None:
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    for number, document in enumerate(
        [
            "{}",
            "no JSON",
            policy(trust, version="2012-10-18"),
            policy(trust | {"Resource": "*"}),
            policy({key: value for key, value in trust.items() if key != "Principal"}),
            policy(trust | {"Action": "s3:GetObject"}),
            policy(trust | {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/nobody"}}),
            policy(trust | {"Effect": "Permit"}),
        ]
    ):
        refuses(
            "MalformedPolicyDocument",
            lambda number=number, document=document: role(f"ill-{number}", document),
        )


@check("kms")
def key_policies_lock_nobody_out() -> None:
    client = aws("kms")
    statement = {"Effect": "Allow", "Principal": {"Service": "logs.amazonaws.com"}, "Action": "kms:*"}
    locked = policy(statement | {"Resource": "*"})
    refuses("MalformedPolicyDocumentException", lambda: client.create_key(Policy=locked))
    key = client.create_key()["KeyMetadata"]["KeyId"]
    refuses(
        "MalformedPolicyDocumentException",
        lambda: client.put_key_policy(KeyId=key, PolicyName="default", Policy=locked),
    )
    refuses("MalformedPolicyDocumentException", lambda: client.create_key(Policy="{}"))


@check("kms")
def aliases_of_aws_are_reserved() -> None:
    client = aws("kms")
    key = client.create_key()["KeyMetadata"]["KeyId"]
    refuses("ValidationException", lambda: client.create_alias(AliasName="mine", TargetKeyId=key))
    refuses(
        "NotAuthorizedException",
        lambda: client.create_alias(AliasName="alias/aws/mine", TargetKeyId=key),
    )


@check("secretsmanager")
def rotation_needs_a_function_that_may_be_called() -> None:
    client = aws("secretsmanager")
    arn = function("rotates")["FunctionArn"]
    client.create_secret(Name="needs-permission", SecretString="s")
    refuses(
        "AccessDeniedException",
        lambda: client.rotate_secret(
            SecretId="needs-permission",
            RotationLambdaARN=arn,
            RotationRules={"AutomaticallyAfterDays": 30},
            RotateImmediately=False,
        ),
    )
