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


@check("route53")
def questions_are_logged_to_a_group_by_its_plain_arn() -> None:
    client = aws("route53")
    zone = client.create_hosted_zone(Name="logged.example", CallerReference="q")["HostedZone"]["Id"]
    aws("logs").create_log_group(logGroupName="/aws/route53/logged.example")
    [group] = aws("logs").describe_log_groups(logGroupNamePrefix="/aws/route53/logged")["logGroups"]
    made = client.create_query_logging_config(
        HostedZoneId=zone.removeprefix("/hostedzone/"), CloudWatchLogsLogGroupArn=group["logGroupArn"]
    )["QueryLoggingConfig"]
    found = client.get_query_logging_config(Id=made["Id"])["QueryLoggingConfig"]
    assert found["CloudWatchLogsLogGroupArn"] == group["logGroupArn"]
