"""SES: names for bounces, dimensions of metrics, senders, policies of identities."""

import re
from email.utils import parseaddr

from emulator.registry import Call, Service
from emulator.senders import is_verified
from emulator.state import Refused

from .support import backend_of, statements

sesv2 = Service("sesv2", backend="ses")
_API = "https://docs.aws.amazon.com/ses/latest/APIReference-V2"
_BAD = "BadRequestException"


@sesv2.refuse(
    "PutEmailIdentityMailFromAttributes", source="https://docs.aws.amazon.com/ses/latest/dg/mail-from.html"
)
def mail_from(call: Call) -> None:
    """A name for bounces that is not below the identity's domain."""
    domain, own = call.get("MailFromDomain"), call["EmailIdentity"].rsplit("@", 1)[-1]
    if domain and not domain.lower().endswith(f".{own.lower()}"):
        raise Refused(
            _BAD,
            f"Provided MAIL-FROM domain <{domain}> is not subdomain of the domain of the identity <{own}>.",
        )


@sesv2.refuse(
    "CreateConfigurationSetEventDestination",
    "UpdateConfigurationSetEventDestination",
    source=f"{_API}/API_CloudWatchDimensionConfiguration.html",
)
def dimensions(call: Call) -> None:
    """A dimension whose name has other characters than letters, digits, _ and -, or whose value has."""
    given = call["EventDestination"].get("CloudWatchDestination") or {}
    for dimension in given.get("DimensionConfigurations") or []:
        for member, also in (("DimensionName", ""), ("DefaultDimensionValue", "@.")):
            text = dimension[member]
            if not re.fullmatch(rf"[A-Za-z0-9_{also}-]{{1,255}}", text):
                raise Refused(_BAD, f"Invalid {member} <{text}>.")


@sesv2.refuse("CreateConfigurationSet", source=f"{_API}/API_CreateConfigurationSet.html")
def set_names(call: Call) -> None:
    """A configuration set whose name has over 64 characters, or other ones than letters, digits, _ and -."""
    name = call["ConfigurationSetName"]
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name):
        raise Refused(_BAD, f"Invalid configuration set name <{name}>.")


@sesv2.refuse(
    "CreateEmailIdentityPolicy",
    "UpdateEmailIdentityPolicy",
    source="https://docs.aws.amazon.com/ses/latest/dg/policy-anatomy.html",
)
def identity_policies(call: Call) -> None:
    """A policy of an identity that is no policy, or is for something else than that identity."""
    own = call.arn(f"identity/{call['EmailIdentity']}", "ses")
    for statement in statements(call["Policy"], _BAD):
        resources = statement.get("Resource")
        named = resources if isinstance(resources, list) else [resources]
        if any(one not in (own, "*") for one in named):
            raise Refused(_BAD, "Policy contains invalid resource.")


@sesv2.refuse("SendEmail", source=f"{_API}/API_SendEmail.html")
def senders(call: Call) -> None:
    """A sender that is not verified, or a configuration set that is not there."""
    sender = parseaddr(call.get("FromEmailAddress") or "")[1]
    if sender and not is_verified(call.account, call.region, sender):
        message = "Email address is not verified. The following identities failed the check in region "
        raise Refused("MessageRejected", f"{message}{call.region.upper()}: {sender}")
    name = call.get("ConfigurationSetName")
    if name and name not in backend_of(call, "ses").config_sets:
        raise Refused("NotFoundException", f"Configuration set <{name}> does not exist.")
