"""Cloud Map: the DNS zones of namespaces."""

from moto.backends import get_backend
from moto.utilities.utils import get_partition

from emulator.registry import Call, Service

servicediscovery = Service("servicediscovery")


@servicediscovery.before("DeleteNamespace")
def delete_zone(call: Call) -> None:
    """The zone that came with a DNS namespace outlives it."""
    namespace = call.backend().namespaces.get(call["Id"])
    if namespace and "HostedZoneId" in (namespace.dns_properties or {}):
        zones = get_backend("route53")[call.account][get_partition(call.region)].zones
        zones.pop(namespace.dns_properties["HostedZoneId"].rsplit("/", 1)[-1], None)
