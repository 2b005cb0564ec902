"""What an account or a region has once, and certificates' names."""

from emulator.registry import Call, Service
from emulator.state import Refused

ce = Service("ce", worldwide=True)
guardduty = Service("guardduty")
securityhub = Service("securityhub")
accessanalyzer = Service("accessanalyzer")
acm = Service("acm")
chatbot = Service("chatbot", worldwide=True)


@ce.refuse(
    "CreateAnomalyMonitor",
    source="https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html",
)
def monitors(call: Call) -> None:
    """A second monitor of all services of an account."""
    monitor = call["AnomalyMonitor"]
    same = [
        one
        for one in call.records("anomaly monitor").values()
        if one.get("MonitorType") == "DIMENSIONAL"
        and one.get("MonitorDimension") == monitor.get("MonitorDimension")
    ]
    if monitor.get("MonitorType") == "DIMENSIONAL" and same:
        raise Refused("LimitExceededException", "Limit exceeded on dimensional spend monitor creation")


@guardduty.refuse(
    "CreateDetector",
    source="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html",
)
def detectors(call: Call) -> None:
    """A second detector of a region."""
    if call.backend().detectors:
        message = "The request is rejected because a detector already exists for the current account."
        raise Refused("BadRequestException", message)


@securityhub.refuse(
    "EnableSecurityHub",
    source="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_EnableSecurityHub.html",
)
def hubs(call: Call) -> None:
    """A second subscription of an account."""
    if call.backend().enabled:
        raise Refused("ResourceConflictException", "Account is already subscribed to Security Hub")


@accessanalyzer.refuse(
    "CreateAnalyzer",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-quotas.html",
)
def analyzers(call: Call) -> None:
    """A second analyzer of one type in a region."""
    if any(one["type"] == call["type"] for one in call.records("analyzer").values()):
        raise Refused(
            "ServiceQuotaExceededException", "Account has reached the analyzer quota for this type."
        )


@chatbot.refuse(
    "CreateSlackChannelConfiguration",
    source="https://github.com/hashicorp/terraform-provider-awscc/issues/1011",
)
def channels(call: Call) -> None:
    """A second configuration of a channel."""
    channel, team = call["SlackChannelId"], call["SlackTeamId"]
    for one in call.records("slack channel").values():
        if (one["SlackChannelId"], one["SlackTeamId"]) == (channel, team):
            message = f"Slack channel with ID {channel} in Slack team {team} has already been configured"
            raise Refused("InvalidRequestException", f"{message} for AWS account {call.account}.")


@acm.refuse("RequestCertificate", source="https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html")
def names(call: Call) -> None:
    """A certificate of more than ten names, or whose first name has more than 64 characters."""
    domain, others = call["DomainName"], call.get("SubjectAlternativeNames") or []
    if len({domain, *others}) > 10:
        message = "Error: The number of domain names in the request exceeds the limit of 10."
        raise Refused("LimitExceededException", message)
    if len(domain) > 64:
        message = "The first domain name can have no more than 64 octets, including periods."
        raise Refused("InvalidDomainValidationOptionsException", message)
