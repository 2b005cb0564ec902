"""Checks of the corrections in emulator/services for chatbot."""

from .support import ROLE, aws, check


@check("chatbot")
def slack_channels_are_kept() -> None:
    client = aws("chatbot")
    made = client.create_slack_channel_configuration(
        ConfigurationName="alarms",
        SlackTeamId="T0123456789",
        SlackChannelId="C0123456789",
        IamRoleArn=ROLE,
        Tags=[{"TagKey": "Team", "TagValue": "core"}],
    )["ChannelConfiguration"]
    arn = made["ChatConfigurationArn"]
    client.update_slack_channel_configuration(
        ChatConfigurationArn=arn, SlackChannelId="C0123456789", LoggingLevel="ERROR"
    )
    found = client.describe_slack_channel_configurations(ChatConfigurationArn=arn)[
        "SlackChannelConfigurations"
    ]
    assert (found[0]["LoggingLevel"], found[0]["Tags"][0]["TagValue"]) == ("ERROR", "core")
    client.delete_slack_channel_configuration(ChatConfigurationArn=arn)
