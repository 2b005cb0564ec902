"""Checks of the corrections in emulator/services for dynamodb."""

from .support import aws, check


@check("dynamodb")
def streams_can_be_enabled_again() -> None:
    client = aws("dynamodb")
    client.create_table(
        TableName="streaming",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )
    client.update_table(TableName="streaming", StreamSpecification={"StreamEnabled": False})
    changed = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
    client.update_table(TableName="streaming", StreamSpecification=changed)
    assert client.describe_table(TableName="streaming")["Table"]["StreamSpecification"] == changed
