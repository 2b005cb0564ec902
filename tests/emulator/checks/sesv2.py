"""Checks of the corrections in emulator/services for sesv2."""

import json
from typing import Any

from .support import ACCOUNT, TAGS, aws, check, refuses


def verified(domain: str) -> None:
    """An identity of a domain, with its records."""
    ses, dns = aws("sesv2"), aws("route53")
    tokens = ses.create_email_identity(EmailIdentity=domain)["DkimAttributes"]["Tokens"]
    zone = dns.create_hosted_zone(Name=domain, CallerReference=domain)["HostedZone"]["Id"]
    for token in tokens:
        entry(zone, f"{token}._domainkey.{domain}", "CNAME", f"{token}.dkim.amazonses.com")
    entry(zone, f"bounce.{domain}", "MX", "10 feedback-smtp.us-east-1.amazonses.com")


def entry(zone: str, name: str, kind: str, value: str) -> None:
    """Enters a record."""
    record = {"Name": name, "Type": kind, "TTL": 300, "ResourceRecords": [{"Value": value}]}
    aws("route53").change_resource_record_sets(
        HostedZoneId=zone,
        ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]},
    )


@check("sesv2")
def configuration_sets_keep_their_options() -> None:
    client = aws("sesv2")
    name = {"ConfigurationSetName": "kept"}
    client.create_configuration_set(**name, SendingOptions={"SendingEnabled": True}, Tags=TAGS)
    made = client.get_configuration_set(**name)
    assert made["DeliveryOptions"] == {"TlsPolicy": "OPTIONAL"} and made["Tags"] == TAGS, made
    client.put_configuration_set_delivery_options(**name, TlsPolicy="REQUIRE")
    client.put_configuration_set_reputation_options(**name, ReputationMetricsEnabled=True)
    client.put_configuration_set_suppression_options(**name, SuppressedReasons=["BOUNCE"])
    client.put_configuration_set_sending_options(**name, SendingEnabled=False)
    found = client.get_configuration_set(**name)
    assert found["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}
    assert found["ReputationOptions"] == {"ReputationMetricsEnabled": True}
    assert found["SuppressionOptions"] == {"SuppressedReasons": ["BOUNCE"]}
    assert found["SendingOptions"] == {"SendingEnabled": False}
    refuses("AlreadyExistsException", client.create_configuration_set, **name)
    client.delete_configuration_set(**name)
    refuses("NotFoundException", client.get_configuration_set, **name)
    refuses("NotFoundException", client.delete_configuration_set, **name)


@check("sesv2")
def event_destinations_are_kept() -> None:
    client = aws("sesv2")
    name = {"ConfigurationSetName": "counted"}
    client.create_configuration_set(**name)
    dimension = {
        "DimensionName": "set",
        "DimensionValueSource": "MESSAGE_TAG",
        "DefaultDimensionValue": "counted",
    }
    made: dict[str, Any] = {
        "Enabled": True,
        "MatchingEventTypes": ["SEND"],
        "CloudWatchDestination": {"DimensionConfigurations": [dimension]},
    }
    metrics = {**name, "EventDestinationName": "metrics"}
    client.create_configuration_set_event_destination(**metrics, EventDestination=made)
    refuses(
        "AlreadyExistsException",
        client.create_configuration_set_event_destination,
        **metrics,
        EventDestination=made,
    )
    client.update_configuration_set_event_destination(
        **metrics, EventDestination={**made, "MatchingEventTypes": ["SEND", "BOUNCE"]}
    )
    found = client.get_configuration_set_event_destinations(**name)["EventDestinations"]
    assert found == [{**made, "MatchingEventTypes": ["SEND", "BOUNCE"], "Name": "metrics"}], found
    client.delete_configuration_set_event_destination(**metrics)
    assert client.get_configuration_set_event_destinations(**name)["EventDestinations"] == []
    refuses("NotFoundException", client.delete_configuration_set_event_destination, **metrics)


@check("sesv2")
def a_domain_is_verified_once_its_records_are_there() -> None:
    client = aws("sesv2")
    name = {"EmailIdentity": "early.example.com"}
    made = client.create_email_identity(
        **name, DkimSigningAttributes={"NextSigningKeyLength": "RSA_2048_BIT"}
    )
    assert len(made["DkimAttributes"]["Tokens"]) == 3 and not made["VerifiedForSendingStatus"], made
    pending = client.get_email_identity(**name)
    assert pending["DkimAttributes"]["Status"] == pending["VerificationStatus"] == "PENDING", pending
    verified("late.example.com")
    client.put_email_identity_mail_from_attributes(
        EmailIdentity="late.example.com", MailFromDomain="bounce.late.example.com"
    )
    found = client.get_email_identity(EmailIdentity="late.example.com")
    assert found["VerifiedForSendingStatus"] and found["DkimAttributes"]["Status"] == "SUCCESS", found
    assert found["MailFromAttributes"]["MailFromDomainStatus"] == "SUCCESS", found
    refuses("AlreadyExistsException", client.create_email_identity, **name)
    client.delete_email_identity(**name)
    refuses("NotFoundException", client.delete_email_identity, **name)


@check("sesv2")
def identities_keep_their_settings() -> None:
    client = aws("sesv2")
    name = {"EmailIdentity": "set.example.com"}
    client.create_configuration_set(ConfigurationSetName="of-identity")
    tokens = client.create_email_identity(**name, Tags=TAGS)["DkimAttributes"]["Tokens"]
    client.put_email_identity_configuration_set_attributes(**name, ConfigurationSetName="of-identity")
    client.put_email_identity_feedback_attributes(**name, EmailForwardingEnabled=False)
    client.put_email_identity_dkim_attributes(**name, SigningEnabled=False)
    found = client.get_email_identity(**name)
    assert found["ConfigurationSetName"] == "of-identity" and found["Tags"] == TAGS, found
    arn = f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/set.example.com"
    assert client.list_tags_for_resource(ResourceArn=arn)["Tags"] == TAGS
    assert not found["FeedbackForwardingStatus"] and not found["DkimAttributes"]["SigningEnabled"], found
    changed = client.put_email_identity_dkim_signing_attributes(
        **name,
        SigningAttributesOrigin="AWS_SES",
        SigningAttributes={"NextSigningKeyLength": "RSA_1024_BIT"},
    )
    assert changed["DkimTokens"] != tokens and changed["DkimStatus"] == "PENDING", changed
    policy = json.dumps({"Version": "2012-10-17", "Statement": [sending("set.example.com")]})
    client.create_email_identity_policy(**name, PolicyName="one", Policy=policy)
    refuses(
        "AlreadyExistsException", client.create_email_identity_policy, **name, PolicyName="one", Policy=policy
    )


def sending(identity: str) -> dict[str, Any]:
    """A statement that lets the account send for an identity."""
    return {
        "Effect": "Allow",
        "Principal": {"AWS": ACCOUNT},
        "Action": "ses:SendEmail",
        "Resource": f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/{identity}",
    }


@check("sesv2")
def an_account_is_in_the_sandbox() -> None:
    client = aws("sesv2")
    client.put_account_suppression_attributes(SuppressedReasons=["COMPLAINT"])
    found = client.get_account()
    assert not found["ProductionAccessEnabled"] and found["SendQuota"]["Max24HourSend"] == 200, found
    assert found["SuppressionAttributes"] == {"SuppressedReasons": ["COMPLAINT"]}, found


@check("sesv2")
def names_for_bounces_are_below_the_domain() -> None:
    client = aws("sesv2")
    client.create_email_identity(EmailIdentity="bounces.example.com")
    refuses(
        "BadRequestException",
        client.put_email_identity_mail_from_attributes,
        EmailIdentity="bounces.example.com",
        MailFromDomain="bounce.example.org",
    )


@check("sesv2")
def names_have_letters_digits_and_dashes() -> None:
    client = aws("sesv2")
    refuses("BadRequestException", client.create_configuration_set, ConfigurationSetName="a.b")
    client.create_configuration_set(ConfigurationSetName="dimensions")
    dimension = {
        "DimensionName": "ses:configuration-set",
        "DimensionValueSource": "MESSAGE_TAG",
        "DefaultDimensionValue": "dimensions",
    }
    refuses(
        "BadRequestException",
        client.create_configuration_set_event_destination,
        ConfigurationSetName="dimensions",
        EventDestinationName="metrics",
        EventDestination={
            "MatchingEventTypes": ["SEND"],
            "CloudWatchDestination": {"DimensionConfigurations": [dimension]},
        },
    )


@check("sesv2")
def policies_are_of_their_own_identity() -> None:
    client = aws("sesv2")
    client.create_email_identity(EmailIdentity="policy.example.com")
    other = json.dumps({"Version": "2012-10-17", "Statement": [sending("other.example.com")]})
    refuses(
        "BadRequestException",
        client.create_email_identity_policy,
        EmailIdentity="policy.example.com",
        PolicyName="one",
        Policy=other,
    )


@check("sesv2")
def senders_are_verified() -> None:
    client = aws("sesv2")
    verified("sender.example.com")
    client.create_email_identity(EmailIdentity="unproved.example.com")
    content = {"Simple": {"Subject": {"Data": "Hello"}, "Body": {"Text": {"Data": "Hello"}}}}
    to = {"Destination": {"ToAddresses": ["a@example.com"]}, "Content": content}
    client.send_email(FromEmailAddress="Shop <shop@sender.example.com>", **to)
    refuses("MessageRejected", client.send_email, FromEmailAddress="shop@unproved.example.com", **to)
    refuses(
        "NotFoundException",
        client.send_email,
        FromEmailAddress="shop@sender.example.com",
        ConfigurationSetName="nowhere",
        **to,
    )


@check("cognito-idp")
def user_pools_send_through_a_verified_identity() -> None:
    client = aws("cognito-idp")
    verified("pool.example.com")
    aws("sesv2").create_email_identity(EmailIdentity="unproved-pool.example.com")

    def through(domain: str) -> dict[str, str]:
        arn = f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/{domain}"
        return {"EmailSendingAccount": "DEVELOPER", "SourceArn": arn, "From": f"no-reply@{domain}"}

    client.create_user_pool(PoolName="sends", EmailConfiguration=through("pool.example.com"))
    refuses(
        "InvalidParameterException",
        client.create_user_pool,
        PoolName="does-not",
        EmailConfiguration=through("unproved-pool.example.com"),
    )
