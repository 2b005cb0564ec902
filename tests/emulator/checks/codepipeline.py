"""Checks of the corrections in emulator/services for codepipeline."""

import json
from typing import Any

from .support import ask, aws, check, role_of


def pipeline(name: str, role: str) -> dict[str, Any]:
    """A pipeline of two stages."""

    def stage(name: str, category: str, provider: str) -> dict[str, Any]:
        kind = {"category": category, "owner": "AWS", "provider": provider, "version": "1"}
        return {"name": name, "actions": [{"name": name, "actionTypeId": kind}]}

    return {
        "name": name,
        "roleArn": role,
        "artifactStore": {"type": "S3", "location": "artifacts"},
        "stages": [stage("Source", "Source", "S3"), stage("Build", "Build", "CodeBuild")],
    }


@check("codepipeline")
def pipelines_have_times() -> None:
    client = aws("codepipeline")
    role = role_of("pipeline", "codepipeline.amazonaws.com")

    client.create_pipeline(pipeline=pipeline("p", role))

    headers = {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "CodePipeline_20150709.GetPipeline",
    }
    with ask("codepipeline", "/", headers, b'{"name": "p"}') as answer:
        created = json.load(answer)["metadata"]["created"]
    assert isinstance(created, (int, float)), created


@check("codepipeline")
def roles_may_list_the_services_they_trust() -> None:
    role = aws("iam").create_role(
        RoleName="lists",
        AssumeRolePolicyDocument=json.dumps(
            {
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": ["codepipeline.amazonaws.com"]},
                        "Action": "sts:AssumeRole",
                    }
                ]
            }
        ),
    )["Role"]["Arn"]
    aws("codepipeline").create_pipeline(pipeline=pipeline("lists", role))
