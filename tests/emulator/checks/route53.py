"""Checks of the corrections in emulator/services for route53."""

import base64
import hashlib

from .support import aws, check, network, refuses


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


def signed_zone(name: str) -> tuple[str, str]:
    """A zone with an active key signing key, and the key in KMS."""
    client, kms = aws("route53"), aws("kms")
    zone = client.create_hosted_zone(Name=name, CallerReference=name)["HostedZone"]["Id"].rsplit("/", 1)[-1]
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]
    client.create_key_signing_key(
        CallerReference=name,
        HostedZoneId=zone,
        KeyManagementServiceArn=key["Arn"],
        Name="signing",
        Status="ACTIVE",
    )
    return zone, key["KeyId"]


@check("route53")
def zones_are_signed() -> None:
    client = aws("route53")
    zone, key = signed_zone("signed.example")
    client.enable_hosted_zone_dnssec(HostedZoneId=zone)
    found = client.get_dnssec(HostedZoneId=zone)
    assert found["Status"]["ServeSignature"] == "SIGNING"
    [signing] = found["KeySigningKeys"]
    assert (signing["Name"], signing["Status"]) == ("signing", "ACTIVE")
    public = aws("kms").get_public_key(KeyId=key)["PublicKey"][-64:]
    assert signing["DNSKEYRecord"] == f"257 3 13 {base64.b64encode(public).decode()}"
    data = b"\x06signed\x07example\x00" + b"\x01\x01\x03\x0d" + public
    assert signing["DSRecord"] == f"{signing['KeyTag']} 13 2 {hashlib.sha256(data).hexdigest().upper()}"
    client.disable_hosted_zone_dnssec(HostedZoneId=zone)
    client.deactivate_key_signing_key(HostedZoneId=zone, Name="signing")
    client.delete_key_signing_key(HostedZoneId=zone, Name="signing")
    found = client.get_dnssec(HostedZoneId=zone)
    assert (found["Status"]["ServeSignature"], found["KeySigningKeys"]) == ("NOT_SIGNING", [])
    client.delete_hosted_zone(Id=zone)


@check("route53")
def signatures_are_taken_off_in_order() -> None:
    client = aws("route53")
    zone, _ = signed_zone("ordered.example")
    client.enable_hosted_zone_dnssec(HostedZoneId=zone)
    signing = {"HostedZoneId": zone, "Name": "signing"}
    refuses("KeySigningKeyInUse", client.deactivate_key_signing_key, **signing)
    refuses("InvalidKeySigningKeyStatus", client.delete_key_signing_key, **signing)
    refuses("HostedZoneNotEmpty", client.delete_hosted_zone, Id=zone)
    client.disable_hosted_zone_dnssec(HostedZoneId=zone)
    refuses("DNSSECNotFound", client.disable_hosted_zone_dnssec, HostedZoneId=zone)
    client.deactivate_key_signing_key(**signing)
    refuses("KeySigningKeyWithActiveStatusNotFound", client.enable_hosted_zone_dnssec, HostedZoneId=zone)
    key = aws("kms").create_key()["KeyMetadata"]["Arn"]
    refuses(
        "InvalidKMSArn",
        client.create_key_signing_key,
        CallerReference="other",
        HostedZoneId=zone,
        KeyManagementServiceArn=key,
        Name="other",
        Status="ACTIVE",
    )
