"""What requests about tasks, schedules, roles, distributions and metrics of traces need."""

from collections.abc import Iterable

from moto.backends import get_backend
from moto.core.exceptions import ServiceException

from .needs import Extra, Need, Request, action_of, plain, reads, texts


@reads("ecs")
def tasks(request: Request) -> Iterable[Need]:
    """A task may start if its definition may be used in the cluster, and its roles may be passed on."""
    name = request.get("cluster") or "default"
    cluster = request.place.arn("ecs", name if name.startswith("arn:") else f"cluster/{name}")
    short = cluster.rsplit("/", 1)[-1]
    keys: Extra = {"ecs:cluster": (cluster,)}
    if request.operation in ("RunTask", "StartTask"):
        name = request.params["taskDefinition"]
        try:
            definition = request.place.backend("ecs").describe_task_definition(name)
        except ServiceException:  # ECS says itself that it is not there
            rest = name if name.startswith("arn:") else f"task-definition/{name}"
            yield Need(action_of(request), request.place.arn("ecs", rest), keys)
            return
        yield Need(action_of(request), definition.arn, keys)
        changes = request.get("overrides") or {}
        roles = [
            changes.get(f"{kind}RoleArn") or getattr(definition, name, None)
            for kind, name in (("execution", "execution_role_arn"), ("task", "task_role_arn"))
        ]
        yield from _passed(roles, "ecs-tasks.amazonaws.com")
        if request.get("tags"):
            arn = request.place.arn("ecs", f"task/{short}/*")
            yield Need("ecs:TagResource", arn, keys | {"ecs:createaction": (request.operation,)})
    elif request.get("task") or request.get("tasks"):
        for task in texts(request.get("task") or request.get("tasks")):
            rest = task if task.startswith("arn:") else f"task/{short}/{task}"
            yield Need(action_of(request), request.place.arn("ecs", rest), keys)
    elif request.get("service") or request.get("services"):
        for service in texts(request.get("service") or request.get("services")):
            rest = service if service.startswith("arn:") else f"service/{short}/{service}"
            yield Need(action_of(request), request.place.arn("ecs", rest), keys)
    elif request.operation == "DescribeClusters":
        for one in texts(request.get("clusters")):
            yield Need(
                action_of(request),
                request.place.arn("ecs", one if one.startswith("arn:") else f"cluster/{one}"),
            )
    else:
        yield Need(action_of(request), "*", keys)


def _passed(roles: Iterable[str | None], service: str) -> Iterable[Need]:
    for role in dict.fromkeys(one for one in roles if one):
        yield Need("iam:PassRole", role, {"iam:passedtoservice": (service,)})


@reads("scheduler")
def schedules(request: Request) -> Iterable[Need]:
    """A schedule is named with its group; whoever makes one passes a role on."""
    if not request.get("Name"):
        yield Need(action_of(request))
        return
    if "ScheduleGroup" in request.operation:
        yield Need(
            action_of(request), request.place.arn("scheduler", f"schedule-group/{request.params['Name']}")
        )
        return
    path = f"schedule/{request.get('GroupName') or 'default'}/{request.params['Name']}"
    yield Need(action_of(request), request.place.arn("scheduler", path))
    yield from _passed([(request.get("Target") or {}).get("RoleArn")], "scheduler.amazonaws.com")


@reads("sts")
def sessions(request: Request) -> Iterable[Need]:
    """A role is assumed if it trusts the caller."""
    yield Need(action_of(request), request.get("RoleArn") or "*")


_CLOUDFRONT = {
    "Distribution": "distribution",
    "Invalidation": "distribution",
    "Function": "function",
    "KeyGroup": "key-group",
    "PublicKey": "public-key",
    "OriginAccessControl": "origin-access-control",
    "ResponseHeadersPolicy": "response-headers-policy",
    "CachePolicy": "cache-policy",
}
_WITHOUT_ARN = ("KeyGroup", "PublicKey")
"""https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html"""


@reads("cloudfront")
def distributions(request: Request) -> Iterable[Need]:
    """A distribution has an ARN, keys and their groups have none."""
    found = request.get("DistributionId") or request.get("Id") or request.get("Name")
    named = request.operation
    for verb in ("Create", "Update", "Delete", "Get", "List", "Describe", "Publish", "Test"):
        named = named.removeprefix(verb)
    kind = next((one for one in _CLOUDFRONT if named.startswith(one)), None)
    if found is None or kind is None or kind in _WITHOUT_ARN:
        yield Need(action_of(request))
        return
    arn = f"arn:{request.place.partition}:cloudfront::{request.place.account}:{_CLOUDFRONT[kind]}/{found}"
    yield Need(action_of(request), arn)


@reads("cognito-idp")
def pools(request: Request) -> Iterable[Need]:
    """What users do for themselves AWS does not judge by policies."""
    from moto.core.utils import get_service_model

    if get_service_model("cognito-idp").operation_model(request.operation).auth_type != "none":
        yield plain(request)


@reads("iam")
def roles(request: Request) -> Iterable[Need]:
    """A role's ARN has its path."""
    name = request.get("RoleName")
    iam = get_backend("iam")[request.place.account][request.place.partition]
    found = next((one for one in iam.roles.values() if one.name == name), None) if name else None
    yield Need(action_of(request), found.arn) if found else plain(request)
