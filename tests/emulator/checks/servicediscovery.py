"""Checks of the corrections in emulator/services for servicediscovery."""

from .support import aws, check, network


@check("servicediscovery")
def the_zone_of_a_namespace_goes_with_it() -> None:
    client = aws("servicediscovery")
    client.create_private_dns_namespace(Name="svc.local", Vpc=network()["vpc"])
    [namespace] = [one for one in client.list_namespaces()["Namespaces"] if one["Name"] == "svc.local"]
    client.delete_namespace(Id=namespace["Id"])
    zones = aws("route53").list_hosted_zones()["HostedZones"]
    assert [zone["Name"] for zone in zones if zone["Name"].startswith("svc.local")] == []
