"""Checks of the corrections in emulator/services for route53."""

from .support import aws, check, network


@check("route53")
def private_zones_keep_their_network() -> None:
    client = aws("route53")
    made = client.create_hosted_zone(
        Name="internal.example",
        CallerReference="r",
        VPC={"VPCRegion": "us-east-1", "VPCId": network()["vpc"]},
    )["HostedZone"]
    found = client.get_hosted_zone(Id=made["Id"])
    assert found["HostedZone"]["Config"]["PrivateZone"] is True
    assert found["VPCs"][0]["VPCId"] == network()["vpc"]
