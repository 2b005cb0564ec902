"""Route 53: private zones."""

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
