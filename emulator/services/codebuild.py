"""CodeBuild: projects that CodePipeline feeds."""

from collections.abc import Callable
from types import ModuleType

from emulator.registry import Call, Params, Service
from emulator.state import Missing

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


@codebuild.operation("UpdateProject")
def update_project(call: Call) -> Params:
    """A project can't be changed."""
    name = call["name"].rsplit("/", 1)[-1]
    project = call.backend().codebuild_projects.get(name)
    if project is None:
        raise Missing("ResourceNotFoundException", f"Project {name} does not exist")
    project.project_metadata.update({**call.params, "name": name})
    return {"project": project.project_metadata}
