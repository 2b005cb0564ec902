"""Checks of the corrections in emulator/services for codebuild."""

from typing import Any

from .support import ROLE, aws, check


def project(name: str) -> Any:
    environment = {"type": "LINUX_CONTAINER", "image": "x", "computeType": "BUILD_GENERAL1_SMALL"}
    return aws("codebuild").create_project(
        name=name,
        source={"type": "CODEPIPELINE"},
        artifacts={"type": "CODEPIPELINE"},
        environment=environment,
        serviceRole=ROLE,
        encryptionKey="arn:aws:kms:us-east-1:123456789012:key/k",
    )["project"]


@check("codebuild")
def pipeline_projects_keep_their_key() -> None:
    assert project("piped")["encryptionKey"].endswith("key/k")
    found = aws("codebuild").batch_get_projects(names=["piped"])["projects"][0]
    assert found["encryptionKey"].endswith("key/k")


@check("codebuild")
def projects_are_deleted_by_arn() -> None:
    aws("codebuild").delete_project(name=project("short")["arn"])
    assert "short" not in aws("codebuild").list_projects()["projects"]


@check("codebuild")
def projects_can_be_changed() -> None:
    client = aws("codebuild")
    project("slow")
    client.update_project(name="slow", timeoutInMinutes=40)
    found = client.batch_get_projects(names=["slow"])["projects"][0]
    assert (found["timeoutInMinutes"], found["serviceRole"]) == (40, ROLE)
