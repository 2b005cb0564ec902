"""SES: domains that send e-mail, and configuration sets. Nothing is sent: moto keeps messages."""

import uuid
from typing import Any

from emulator.clock import now
from emulator.registry import Call, Params, Service
from emulator.senders import is_signed, public_records
from emulator.state import Missing, Refused

# moto keeps the objects of both versions of the API in the model of the first.
sesv2 = Service("sesv2", backend="ses")

_OPTIONS = {
    "PutConfigurationSetDeliveryOptions": "DeliveryOptions",
    "PutConfigurationSetReputationOptions": "ReputationOptions",
    "PutConfigurationSetSendingOptions": "SendingOptions",
    "PutConfigurationSetSuppressionOptions": "SuppressionOptions",
    "PutConfigurationSetTrackingOptions": "TrackingOptions",
    "PutConfigurationSetVdmOptions": "VdmOptions",
}
_DEFAULTS: dict[str, Params] = {
    "DeliveryOptions": {"TlsPolicy": "OPTIONAL"},
    "ReputationOptions": {"ReputationMetricsEnabled": False},
    "SendingOptions": {"SendingEnabled": True},
}


def missing(what: str) -> Missing:
    """The error for something that is not there."""
    return Missing("NotFoundException", f"{what} does not exist.")


def tags_of(call: Call, kind: str, name: str) -> Any:
    """The tags of an identity or a configuration set."""
    arn = call.arn(f"{kind}/{name}", "ses")
    return call.backend().tagger.list_tags_for_resource(arn)["Tags"]


def configuration_set(call: Call) -> Params:
    """The settings of the configuration set that a request names. Raises Missing."""
    name = call["ConfigurationSetName"]
    if name not in call.backend().config_sets:
        raise missing(f"Configuration set <{name}>")
    held: Params = call.notes("configuration set").setdefault(name, {})
    return held


@sesv2.before("CreateConfigurationSet")
def refuse_second_set(call: Call) -> None:
    """A second configuration set of a name is refused with the code of the first version of the API."""
    name = call["ConfigurationSetName"]
    if name in call.backend().config_sets:
        raise Refused("AlreadyExistsException", f"Configuration set <{name}> already exists.")


@sesv2.after("CreateConfigurationSet")
def keep_options(call: Call, _answer: Params) -> None:
    """What a configuration set is made with is answered in another shape, and without AWS's defaults."""
    given = {option: {**_DEFAULTS.get(option, {}), **call.get(option, {})} for option in _OPTIONS.values()}
    call.notes("configuration set")[call["ConfigurationSetName"]] = given
    call.notes("destinations")[call["ConfigurationSetName"]] = {}


@sesv2.operation("GetConfigurationSet")
def get_configuration_set(call: Call) -> Params:
    """What a configuration set is made with is answered in another shape, and without AWS's defaults."""
    name = call["ConfigurationSetName"]
    options = {option: value for option, value in configuration_set(call).items() if value}
    return {"ConfigurationSetName": name, **options, "Tags": tags_of(call, "configuration-set", name)}


@sesv2.operation(*_OPTIONS)
def put_options(call: Call) -> Params:
    """Options of a configuration set can't be changed."""
    given = {name: value for name, value in call.params.items() if name != "ConfigurationSetName"}
    configuration_set(call)[_OPTIONS[call.operation]] = given.get("VdmOptions", given)
    return {}


def destinations(call: Call) -> Params:
    """The event destinations of the configuration set that a request names. Raises Missing."""
    configuration_set(call)
    held: Params = call.notes("destinations").setdefault(call["ConfigurationSetName"], {})
    return held


def destination(call: Call) -> Params:
    """An event destination as a request describes it."""
    return {"Enabled": False, **call["EventDestination"], "Name": call["EventDestinationName"]}


@sesv2.operation("CreateConfigurationSetEventDestination")
def create_destination(call: Call) -> Params:
    """Event destinations are not implemented."""
    held, name = destinations(call), call["EventDestinationName"]
    if name in held:
        raise Refused("AlreadyExistsException", f"Event destination <{name}> already exists.")
    held[name] = destination(call)
    return {}


@sesv2.operation("GetConfigurationSetEventDestinations")
def get_destinations(call: Call) -> Params:
    """Event destinations are not implemented."""
    return {"EventDestinations": list(destinations(call).values())}


@sesv2.operation("UpdateConfigurationSetEventDestination")
def update_destination(call: Call) -> Params:
    """Event destinations are not implemented."""
    held, name = destinations(call), call["EventDestinationName"]
    if name not in held:
        raise missing(f"Event destination <{name}>")
    held[name] = destination(call)
    return {}


@sesv2.operation("DeleteConfigurationSetEventDestination")
def delete_destination(call: Call) -> Params:
    """Event destinations are not implemented."""
    if destinations(call).pop(call["EventDestinationName"], None) is None:
        raise missing(f"Event destination <{call['EventDestinationName']}>")
    return {}


@sesv2.before("DeleteConfigurationSet")
def refuse_missing_set(call: Call) -> None:
    """A configuration set that is not there is deleted without an error."""
    configuration_set(call)


def identity(call: Call) -> Params:
    """The settings of the identity that a request names. Raises Missing."""
    name = call["EmailIdentity"]
    if name not in call.backend().email_identities:
        raise missing(f"Email identity <{name}>")
    held: Params = call.notes("identity").setdefault(name, {})
    return held


@sesv2.before("CreateEmailIdentity")
def refuse_second_identity(call: Call) -> None:
    """A second identity of a name replaces the first."""
    name, named = call["EmailIdentity"], call.get("ConfigurationSetName")
    if name in call.backend().email_identities:
        raise Refused("AlreadyExistsException", f"Email identity <{name}> already exists.")
    if named and named not in call.backend().config_sets:
        raise missing(f"Configuration set <{named}>")


def signing(given: Params) -> Params:
    """Attributes of DKIM with new keys: those of SES, or a domain's own."""
    own = "DomainSigningSelector" in given
    return {
        "SigningEnabled": True,
        "SigningAttributesOrigin": "EXTERNAL" if own else "AWS_SES",
        "Tokens": [given["DomainSigningSelector"]] if own else [uuid.uuid4().hex for _ in range(3)],
        "NextSigningKeyLength": given.get("NextSigningKeyLength", "RSA_2048_BIT"),
        "CurrentSigningKeyLength": given.get("NextSigningKeyLength", "RSA_2048_BIT"),
        "LastKeyGenerationTimestamp": now(),
    }


@sesv2.after("CreateEmailIdentity")
def keep_identity(call: Call, answer: Params) -> None:
    """An identity has no tokens for DKIM, is verified without its records, and has tags of another ARN."""
    name = call["EmailIdentity"]
    tagger = call.backend().tagger
    arn = call.arn(f"identity/{name}", "ses")
    tagger.delete_all_tags_for_resource(arn)
    tagger.tag_resource(arn, call.get("Tags") or [])
    call.notes("identity")[name] = {
        "DkimAttributes": signing(call.get("DkimSigningAttributes") or {}),
        "MailFromAttributes": {"BehaviorOnMxFailure": "USE_DEFAULT_VALUE"},
        "FeedbackForwardingStatus": True,
        **call.pick("ConfigurationSetName"),
    }
    answer.update(
        {key: described(call)[key] for key in ("IdentityType", "VerifiedForSendingStatus", "DkimAttributes")}
    )


def described(call: Call) -> Params:
    """An identity, as far as SES finds its records in the account's zones."""
    name, held = call["EmailIdentity"], identity(call)
    dkim = held["DkimAttributes"]
    signed = is_signed(call.account, call.region, name)
    status = "SUCCESS" if signed else "PENDING"
    mail_from = dict(held["MailFromAttributes"])
    if domain := mail_from.get("MailFromDomain"):
        there = domain.lower() in public_records(call.account, "MX")
        mail_from["MailFromDomainStatus"] = "SUCCESS" if there else "PENDING"
    return {
        **held,
        "IdentityType": "EMAIL_ADDRESS" if "@" in name else "DOMAIN",
        "VerifiedForSendingStatus": signed,
        "VerificationStatus": status,
        "DkimAttributes": {**dkim, "Status": status},
        "MailFromAttributes": mail_from,
        "Policies": call.backend().email_identities[name].policies,
        "Tags": tags_of(call, "identity", name),
    }


@sesv2.operation("GetEmailIdentity")
def get_identity(call: Call) -> Params:
    """An identity has no tokens for DKIM, and is verified before its records are there."""
    return described(call)


@sesv2.operation("PutEmailIdentityDkimSigningAttributes")
def put_signing(call: Call) -> Params:
    """Keys of DKIM can't be changed."""
    held = identity(call)
    held["DkimAttributes"].update(signing(call.get("SigningAttributes") or {}))
    return {
        "DkimStatus": described(call)["DkimAttributes"]["Status"],
        "DkimTokens": held["DkimAttributes"]["Tokens"],
    }


@sesv2.operation("PutEmailIdentityDkimAttributes")
def switch_signing(call: Call) -> Params:
    """DKIM can't be turned on or off."""
    identity(call)["DkimAttributes"]["SigningEnabled"] = call.get("SigningEnabled", False)
    return {}


@sesv2.operation("PutEmailIdentityConfigurationSetAttributes")
def put_set(call: Call) -> Params:
    """The configuration set of an identity can't be changed."""
    held = identity(call)
    held.pop("ConfigurationSetName", None)
    held.update(call.pick("ConfigurationSetName"))
    return {}


@sesv2.operation("PutEmailIdentityMailFromAttributes")
def put_mail_from(call: Call) -> Params:
    """A domain for bounces is not implemented."""
    behavior = call.get("BehaviorOnMxFailure") or "USE_DEFAULT_VALUE"
    domain = {"MailFromDomain": call["MailFromDomain"]} if call.get("MailFromDomain") else {}
    identity(call)["MailFromAttributes"] = {"BehaviorOnMxFailure": behavior, **domain}
    return {}


@sesv2.operation("PutEmailIdentityFeedbackAttributes")
def put_feedback(call: Call) -> Params:
    """Forwarding of bounces can't be turned off."""
    identity(call)["FeedbackForwardingStatus"] = call.get("EmailForwardingEnabled", False)
    return {}


@sesv2.before("CreateEmailIdentityPolicy")
def refuse_second_policy(call: Call) -> None:
    """A second policy of a name replaces the first."""
    identity(call)
    if call["PolicyName"] in call.backend().email_identities[call["EmailIdentity"]].policies:
        raise Refused("AlreadyExistsException", f"Policy <{call['PolicyName']}> already exists.")


@sesv2.before("DeleteEmailIdentity")
def refuse_missing_identity(call: Call) -> None:
    """An identity that is not there is deleted without an error."""
    identity(call)


@sesv2.operation("PutAccountSuppressionAttributes")
def put_suppression(call: Call) -> Params:
    """The account has no suppression list."""
    call.notes("account")["SuppressedReasons"] = call.get("SuppressedReasons") or []
    return {}


@sesv2.operation("GetAccount")
def get_account(call: Call) -> Params:
    """The account is not described; like a new one it is in the sandbox."""
    suppressed = call.notes("account").get("SuppressedReasons", ["BOUNCE", "COMPLAINT"])
    sent = float(call.backend().sent_message_count)
    return {
        "EnforcementStatus": "HEALTHY",
        "ProductionAccessEnabled": False,
        "SendingEnabled": True,
        "SendQuota": {"Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": sent},
        "SuppressionAttributes": {"SuppressedReasons": suppressed},
    }
