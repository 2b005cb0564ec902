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


@check("application-autoscaling")
def changed_policies_leave_no_alarms() -> None:
    ecs, scaling = aws("ecs"), aws("application-autoscaling")
    ecs.create_cluster(clusterName="tracked")
    ecs.register_task_definition(
        family="tracked", containerDefinitions=[{"name": "app", "image": "x", "memory": 64}]
    )
    ecs.create_service(cluster="tracked", serviceName="s", taskDefinition="tracked", desiredCount=0)
    target = {
        "ServiceNamespace": "ecs",
        "ResourceId": "service/tracked/s",
        "ScalableDimension": "ecs:service:DesiredCount",
    }
    scaling.register_scalable_target(**target, MinCapacity=0, MaxCapacity=2)
    metric = {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}
    for percent in (70.0, 50.0):
        scaling.put_scaling_policy(
            **target,
            PolicyName="cpu",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration={
                "TargetValue": percent,
                "PredefinedMetricSpecification": metric,
            },
        )
    scaling.delete_scaling_policy(**target, PolicyName="cpu")
    alarms = aws("cloudwatch").describe_alarms(AlarmNamePrefix="TargetTracking-service/tracked")
    assert alarms["MetricAlarms"] == []
