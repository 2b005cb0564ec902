"""Checks of the corrections in emulator/services for application-autoscaling."""

from .support import aws, check


@check("application-autoscaling")
def scalable_targets_have_tags() -> None:
    client = aws("application-autoscaling")
    aws("dynamodb").create_table(
        TableName="scaled",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        ProvisionedThroughput={"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
    )
    arn = client.register_scalable_target(
        ServiceNamespace="dynamodb",
        ResourceId="table/scaled",
        ScalableDimension="dynamodb:table:ReadCapacityUnits",
        MinCapacity=1,
        MaxCapacity=5,
        Tags={"Team": "core"},
    )["ScalableTargetARN"]
    assert client.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"Team": "core"}
