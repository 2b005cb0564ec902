"""Route 53: private zones, logs of questions."""

from types import ModuleType
from typing import Any

from emulator.registry import Service

route53 = Service("route53", worldwide=True)


@route53.patch("moto.route53.responses")
def private_by_network(module: ModuleType) -> None:
    """A zone made with a network is private only if that is said as well, and loses its network."""
    original = module.Route53.create_hosted_zone

    def create_hosted_zone(response: Any) -> Any:
        if response._get_param("VPC.VPCId"):
            response.params.setdefault("HostedZoneConfig", {})["PrivateZone"] = True
        return original(response)

    module.Route53.create_hosted_zone = create_hosted_zone


@route53.patch("moto.route53.models")
def log_of_questions(module: ModuleType) -> None:
    """The log group of a zone's questions is found only if its ARN ends in `:*`."""
    original = module.Route53Backend.create_query_logging_config

    def create_query_logging_config(backend: Any, hosted_zone_id: str, log_group_arn: str) -> Any:
        given = log_group_arn or ""
        made = original(backend, hosted_zone_id, given if given.endswith(":*") else f"{given}:*")
        made.cloud_watch_logs_log_group_arn = given
        return made

    module.Route53Backend.create_query_logging_config = create_query_logging_config
