"""What an operation needs: actions on resources, as the service authorization reference lists them.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .resources import Place

Params = dict[str, Any]
Extra = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Need:
    """An action on a resource, with the condition keys that the request gives it."""

    action: str
    resource: str = "*"
    keys: Extra = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """An operation with its parameters."""

    service: str
    """botocore's name."""
    operation: str
    params: Params
    place: Place

    def get(self, name: str) -> Any:
        """A parameter; None without it."""
        return self.params.get(name)


Reader = Callable[[Request], Iterable[Need]]

READERS: dict[str, Reader] = {}
"""What reads the requests of a service whose actions or resources do not follow from its operations."""


def reads(*services: str) -> Callable[[Reader], Reader]:
    """Registers what reads the requests of services."""

    def register(reader: Reader) -> Reader:
        READERS.update(dict.fromkeys(services, reader))
        return reader

    return register


_PREFIXES = {
    "cloudwatch": "cloudwatch",
    "dynamodbstreams": "dynamodb",
    "elbv2": "elasticloadbalancing",
    "sesv2": "ses",
    "apigatewayv2": "apigateway",
    "s3control": "s3",
    "stepfunctions": "states",
    "application-autoscaling": "application-autoscaling",
    "accessanalyzer": "access-analyzer",
    "resourcegroupstaggingapi": "tag",
    "ce": "ce",
}
"""The names of services in policies, where they differ from botocore's."""

_FREE = {("sts", "GetCallerIdentity"), ("sts", "GetSessionToken")}
"""Operations for which AWS wants no permission."""

_NAMED: dict[str, tuple[tuple[str, str], ...]] = {
    "secretsmanager": (("Name", "secret:{}"),),
    "cloudwatch": (("AlarmName", "alarm:{}"), ("AlarmNames", "alarm:{}")),
    "cognito-idp": (("UserPoolId", "userpool/{}"),),
    "ecr": (("repositoryName", "repository/{}"),),
    "codebuild": (("projectName", "project/{}"),),
    "codepipeline": (("pipelineName", "{}"), ("name", "{}")),
    "firehose": (("DeliveryStreamName", "deliverystream/{}"),),
    "kinesis": (("StreamARN", "{}"), ("StreamName", "stream/{}")),
    "rds": (
        ("DBInstanceIdentifier", "db:{}"),
        ("DBClusterIdentifier", "cluster:{}"),
        ("DBProxyName", "db-proxy:{}"),
    ),
    "synthetics": (("Name", "canary:{}"),),
}
"""Parameters that name the resource, the first that is there, and the end of its ARN."""

_WORLDWIDE: dict[str, tuple[tuple[str, str], ...]] = {
    "iam": (
        ("RoleName", "iam::{account}:role/{}"),
        ("UserName", "iam::{account}:user/{}"),
        ("GroupName", "iam::{account}:group/{}"),
        ("PolicyArn", "{}"),
        ("InstanceProfileName", "iam::{account}:instance-profile/{}"),
    ),
    "route53": (("HostedZoneId", "route53:::hostedzone/{}"), ("Id", "route53:::hostedzone/{}")),
}


def of(request: Request) -> list[Need]:
    """Everything that a request needs."""
    if (request.service, request.operation) in _FREE:
        return []
    reader = READERS.get(request.service)
    return list(reader(request)) if reader else [plain(request)]


def action_of(request: Request, operation: str = "") -> str:
    """The action that has the name of the operation."""
    return f"{_PREFIXES.get(request.service, request.service)}:{operation or request.operation}"


def plain(request: Request) -> Need:
    """The action of the operation's name, on what a parameter names, else on `*`."""
    for name, ending in _NAMED.get(request.service, ()):
        value = request.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str):
            rest = value if value.startswith("arn:") else ending.format(value)
            prefix = _PREFIXES.get(request.service, request.service)
            return Need(action_of(request), request.place.arn(prefix, rest))
    for name, ending in _WORLDWIDE.get(request.service, ()):
        value = request.get(name)
        if isinstance(value, str):
            text = ending.format(
                value.rsplit("/", 1)[-1] if name.endswith("Id") else value, account=request.place.account
            )
            arn = text if text.startswith("arn:") else f"arn:{request.place.partition}:{text}"
            return Need(action_of(request), arn)
    return Need(action_of(request))


def texts(value: Any) -> list[str]:
    """A list of texts, from one, several or none."""
    return [str(one) for one in value] if isinstance(value, list) else [] if value is None else [str(value)]
