"""Checks of the corrections in emulator/services and emulator/refusals for ssm."""

import json
from typing import Any

from .support import TAGS, aws, check, refuses

HASH = "a" * 64
TARGETS = [{"Key": "tag:aws:autoscaling:groupName", "Values": ["desk"]}]
CONTENT = {
    "schemaVersion": "2.2",
    "parameters": {"version": {"type": "String", "allowedPattern": "^[0-9a-f]{64}$"}},
    "mainSteps": [{"action": "aws:runShellScript", "name": "a", "inputs": {"runCommand": ["true"]}}],
}


def document(name: str, **more: Any) -> Any:
    content = json.dumps({**CONTENT, **more})
    return aws("ssm").create_document(Name=name, Content=content, DocumentType="Command")


def associate(name: str, **more: Any) -> Any:
    params = {"Parameters": {"version": [HASH]}, "Targets": TARGETS, **more}
    return aws("ssm").create_association(Name=name, **params)["AssociationDescription"]


@check("ssm")
def associations_are_kept() -> None:
    client = aws("ssm")
    document("kept")
    made = associate("kept", MaxErrors="0", MaxConcurrency="1", Tags=TAGS)
    key = made["AssociationId"]
    assert any(one["AssociationId"] == key for one in client.list_associations()["Associations"])
    client.update_association(AssociationId=key, Parameters={"version": ["b" * 64]}, MaxErrors="0")
    found = client.describe_association(AssociationId=key)["AssociationDescription"]
    assert found["Parameters"] == {"version": ["b" * 64]} and found["AssociationVersion"] == "2"
    # What an update leaves out is gone.
    assert "MaxConcurrency" not in found and found["Targets"] == TARGETS
    where = {"ResourceType": "Association", "ResourceId": key}
    assert client.list_tags_for_resource(**where)["TagList"] == TAGS
    client.remove_tags_from_resource(**where, TagKeys=["Team"])
    client.add_tags_to_resource(**where, Tags=[{"Key": "Owner", "Value": "desk"}])
    assert client.list_tags_for_resource(**where)["TagList"] == [{"Key": "Owner", "Value": "desk"}]
    client.delete_association(AssociationId=key)
    refuses("AssociationDoesNotExist", client.describe_association, AssociationId=key)
    refuses("AssociationDoesNotExist", client.delete_association, AssociationId=key)
    refuses("AssociationDoesNotExist", client.update_association, AssociationId=key)


@check("ssm")
def documents_are_for_linux() -> None:
    made = document("platforms")["DocumentDescription"]
    assert made["PlatformTypes"] == ["Linux"]
    assert aws("ssm").describe_document(Name="platforms")["Document"]["PlatformTypes"] == ["Linux"]


@check("ssm")
def associations_fit_their_document() -> None:
    document("strict")
    refuses("InvalidDocument", associate, "nowhere")
    refuses("InvalidDocumentVersion", associate, "strict", DocumentVersion="7")
    for parameters in ({}, {"version": ["$(reboot)"]}, {"version": [HASH], "other": ["1"]}):
        refuses("InvalidParameters", associate, "strict", Parameters=parameters)
    key = associate("strict")["AssociationId"]
    change = aws("ssm").update_association
    refuses("InvalidParameters", change, AssociationId=key, Parameters={"version": ["v2"]})
    aws("ssm").delete_association(AssociationId=key)


@check("ssm")
def documents_in_use_stay() -> None:
    document("used")
    key = associate("used")["AssociationId"]
    refuses("AssociatedInstances", aws("ssm").delete_document, Name="used")
    aws("ssm").delete_association(AssociationId=key)
    aws("ssm").delete_document(Name="used")


@check("ssm")
def documents_have_64_kb() -> None:
    refuses("MaxDocumentSizeExceeded", document, "large", description="x" * 65_536)
