"""CodeBuild: projects that CodePipeline feeds."""

from collections.abc import Callable
from types import ModuleType

from ..registry import Call, Params, Service

codebuild = Service("codebuild")

codebuild.echo(
    ["encryptionKey"],
    writes=["CreateProject", "UpdateProject"],
    reads={"CreateProject": "project", "UpdateProject": "project", "BatchGetProjects": "projects"},
    key="name",
    why="The encryption key of a project is dropped.",
)


@codebuild.before("DeleteProject")
def delete_by_arn(call: Call) -> Params | None:
    """A project that is named by its ARN, as the provider does, is not deleted."""
    name = call["name"].rsplit("/", 1)[-1]
    if name == call["name"]:
        return None
    call.backend().delete_project(name)
    return {}


@codebuild.patch("moto.codebuild.responses")
def accept_pipeline_sources(module: ModuleType) -> None:
    """A location is demanded of sources and artifacts that have none, such as CODEPIPELINE."""

    def relaxed(check: Callable[[Params], None]) -> Callable[[Params], None]:
        def validate(part: Params) -> None:
            if part.get("type") not in ("CODEPIPELINE", "NO_SOURCE", "NO_ARTIFACTS"):
                check(part)

        return validate

    for name in ("_validate_required_params_source", "_validate_required_params_artifacts"):
        setattr(module, name, relaxed(getattr(module, name)))
