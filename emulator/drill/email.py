"""Exercises for e-mail: identities and configuration sets of SES."""

import json

from emulator.clients import Aws

from .exercise import Exercises, Resource

exercises = Exercises()
change, delete, untag = exercises.change, exercises.delete, exercises.untag

SET = "aws:sesv2/configurationSet:ConfigurationSet"
DESTINATION = "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination"
IDENTITY = "aws:sesv2/emailIdentity:EmailIdentity"
BOUNCES = "aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes"
POLICY = "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy"

change(
    SET,
    "plain text allowed",
    lambda aws, r: aws("sesv2").put_configuration_set_delivery_options(
        ConfigurationSetName=r["configurationSetName"], TlsPolicy="OPTIONAL"
    ),
)
untag(SET, lambda aws, r, key: aws("sesv2").untag_resource(ResourceArn=r["arn"], TagKeys=[key]))
untag(IDENTITY, lambda aws, r, key: aws("sesv2").untag_resource(ResourceArn=r["arn"], TagKeys=[key]))


def stop_counting(aws: Aws, r: Resource) -> None:
    """Turns off an event destination."""
    name = {"ConfigurationSetName": r["configurationSetName"]}
    found = aws("sesv2").get_configuration_set_event_destinations(**name)["EventDestinations"][0]
    own = found.pop("Name")
    aws("sesv2").update_configuration_set_event_destination(
        **name, EventDestinationName=own, EventDestination={**found, "Enabled": False}
    )


change(DESTINATION, "turned off", stop_counting)
change(
    IDENTITY,
    "without its configuration set",
    lambda aws, r: aws("sesv2").put_email_identity_configuration_set_attributes(
        EmailIdentity=r["emailIdentity"]
    ),
)
change(
    BOUNCES,
    "mail held back without records",
    lambda aws, r: aws("sesv2").put_email_identity_mail_from_attributes(
        EmailIdentity=r["emailIdentity"],
        MailFromDomain=r["mailFromDomain"],
        BehaviorOnMxFailure="REJECT_MESSAGE",
    ),
)


def open_identity(aws: Aws, r: Resource) -> None:
    """Lets everybody send for an identity."""
    policy = r.object("policy")
    for statement in policy["Statement"]:
        statement.pop("Condition", None)
        statement["Principal"] = "*"
    aws("sesv2").update_email_identity_policy(
        EmailIdentity=r["emailIdentity"], PolicyName=r["policyName"], Policy=json.dumps(policy)
    )


change(POLICY, "open to everybody", open_identity)

delete(
    POLICY,
    lambda aws, r: aws("sesv2").delete_email_identity_policy(
        EmailIdentity=r["emailIdentity"], PolicyName=r["policyName"]
    ),
)
delete(
    BOUNCES,
    lambda aws, r: aws("sesv2").put_email_identity_mail_from_attributes(EmailIdentity=r["emailIdentity"]),
)
delete(
    DESTINATION,
    lambda aws, r: aws("sesv2").delete_configuration_set_event_destination(
        ConfigurationSetName=r["configurationSetName"], EventDestinationName=r["eventDestinationName"]
    ),
)
delete(IDENTITY, lambda aws, r: aws("sesv2").delete_email_identity(EmailIdentity=r["emailIdentity"]))
delete(
    SET,
    lambda aws, r: aws("sesv2").delete_configuration_set(ConfigurationSetName=r["configurationSetName"]),
)
