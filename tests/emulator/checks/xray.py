"""Checks of the corrections in emulator/services for xray."""

from .support import TAGS, aws, check


@check("xray")
def groups_are_kept() -> None:
    client = aws("xray")
    arn = client.create_group(GroupName="slow", FilterExpression="responsetime > 5", Tags=TAGS)["Group"][
        "GroupARN"
    ]
    client.update_group(GroupARN=arn, FilterExpression="responsetime > 1")
    assert client.get_group(GroupName="slow")["Group"]["FilterExpression"] == "responsetime > 1"
    assert client.list_tags_for_resource(ResourceARN=arn)["Tags"] == TAGS
    client.delete_group(GroupARN=arn)


@check("xray")
def sampling_rules_are_kept() -> None:
    client = aws("xray")
    everything = {"ResourceARN": "*", "ServiceName": "*", "ServiceType": "*", "Host": "*"}
    rule = {"RuleName": "app", "Priority": 100, "FixedRate": 0.05, "ReservoirSize": 1, "Version": 1}
    client.create_sampling_rule(SamplingRule={**rule, **everything, "HTTPMethod": "*", "URLPath": "*"})
    client.update_sampling_rule(SamplingRuleUpdate={"RuleName": "app", "FixedRate": 0.5})
    found = client.get_sampling_rules()["SamplingRuleRecords"][0]["SamplingRule"]
    assert found["FixedRate"] == 0.5
    client.delete_sampling_rule(RuleName="app")


@check("xray")
def traces_can_be_encrypted() -> None:
    aws("xray").put_encryption_config(Type="KMS", KeyId="alias/k")
    assert aws("xray").get_encryption_config()["EncryptionConfig"]["Type"] == "KMS"
