"""Amazon Q in chat applications: Slack channels, to which nothing is sent."""

from emulator.registry import Call, Params, Service, tag_list

chatbot = Service("chatbot", worldwide=True)

PAIR = ("TagKey", "TagValue")
DEFAULTS = {
    "SnsTopicArns": [],
    "GuardrailPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
    "LoggingLevel": "NONE",
    "UserAuthorizationRequired": False,
    "SlackTeamName": "team",
    "SlackChannelName": "alarms",
}

chatbot.tagging(pair=PAIR, why="moto has no such service.")


@chatbot.operation("CreateSlackChannelConfiguration")
def create_channel(call: Call) -> Params:
    """moto has no such service."""
    arn = call.arn(f"chat-configuration/slack-channel/{call['ConfigurationName']}")
    given = {name: value for name, value in call.params.items() if name != "Tags"}
    call.records("slack channel")[arn] = {**DEFAULTS, **given, "ChatConfigurationArn": arn}
    call.tag(arn, call.get("Tags"))
    return {"ChannelConfiguration": answer(call, arn)}


def answer(call: Call, arn: str) -> Params:
    """A channel with its tags."""
    return {**call.records("slack channel").find(arn), "Tags": tag_list(arn, PAIR)}


@chatbot.operation("DescribeSlackChannelConfigurations")
def describe_channels(call: Call) -> Params:
    """moto has no such service."""
    wanted, held = call.get("ChatConfigurationArn"), call.records("slack channel")
    arns = [arn for arn in held if not wanted or arn == wanted]
    return {"SlackChannelConfigurations": [answer(call, arn) for arn in arns]}


@chatbot.operation("UpdateSlackChannelConfiguration")
def update_channel(call: Call) -> Params:
    """moto has no such service."""
    arn = call["ChatConfigurationArn"]
    call.records("slack channel").find(arn).update(call.params)
    return {"ChannelConfiguration": answer(call, arn)}


@chatbot.operation("DeleteSlackChannelConfiguration")
def delete_channel(call: Call) -> Params:
    """moto has no such service."""
    call.records("slack channel").find(call["ChatConfigurationArn"])
    del call.records("slack channel")[call["ChatConfigurationArn"]]
    return {}
