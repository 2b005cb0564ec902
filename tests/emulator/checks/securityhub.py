"""Checks of the corrections in emulator/services for securityhub."""

from .support import aws, check


@check("securityhub")
def the_hub_keeps_settings_and_standards() -> None:
    client = aws("securityhub")
    client.enable_security_hub(EnableDefaultStandards=False)
    client.update_security_hub_configuration(AutoEnableControls=False)
    assert client.describe_hub()["AutoEnableControls"] is False
    standard = "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"
    made = client.batch_enable_standards(StandardsSubscriptionRequests=[{"StandardsArn": standard}])
    arn = made["StandardsSubscriptions"][0]["StandardsSubscriptionArn"]
    assert client.get_enabled_standards()["StandardsSubscriptions"][0]["StandardsArn"] == standard
    client.batch_disable_standards(StandardsSubscriptionArns=[arn])
    assert client.get_enabled_standards()["StandardsSubscriptions"] == []
