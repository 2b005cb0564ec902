"""Checks of emulator/refusals for lambda, ecs, scaling, events, scheduler, logs and cloudwatch."""

from typing import Any

from .support import ACCOUNT, archive, aws, check, function, network, permit, refuses, role_of

INVALID = "InvalidParameterValueException"


@check("lambda")
def environments_have_4_kib_and_no_names_of_aws() -> None:
    refuses(INVALID, function, "crowded", Environment={"Variables": {"LONG": "x" * 4096}})
    refuses(INVALID, function, "reserved", Environment={"Variables": {"AWS_REGION": "eu-west-1"}})
    function("fits", Environment={"Variables": {"LONG": "x" * 4000}})
    change = aws("lambda").update_function_configuration
    refuses(INVALID, change, FunctionName="fits", Environment={"Variables": {"LONG": "x" * 4096}})


@check("lambda")
def runtimes_end() -> None:
    for runtime in ("nodejs16.x", "nodejs20.x", "python3.8", "go1.x"):
        refuses(INVALID, function, "old-" + runtime.replace(".", "-"), Runtime=runtime)


@check("lambda")
def functions_end_within_15_minutes() -> None:
    refuses("ValidationException", function, "patient", Timeout=901)


@check("lambda")
def roles_are_assumed_by_lambda() -> None:
    client = aws("lambda")
    for arn in (role_of("of-ecs", "ecs-tasks.amazonaws.com"), f"arn:aws:iam::{ACCOUNT}:role/nowhere"):
        refuses(
            INVALID,
            client.create_function,
            FunctionName="unassumed",
            Role=arn,
            Runtime="nodejs22.x",
            Handler="index.handler",
            Code={"ZipFile": archive()},
        )


@check("lambda")
def layers_and_images_are_of_the_same_region() -> None:
    layer = f"arn:aws:lambda:eu-west-1:{ACCOUNT}:layer:shared:1"
    refuses(INVALID, function, "layered", Layers=[layer])
    image = f"{ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/app:1"
    refuses(
        INVALID,
        aws("lambda").create_function,
        FunctionName="imaged",
        Role=role_of("of-image"),
        PackageType="Image",
        Code={"ImageUri": image},
    )


@check("lambda")
def queues_wait_for_their_function() -> None:
    function("slow", Timeout=60)
    permit("role-slow", "sqs:*")
    aws("sqs").create_queue(QueueName="hasty")
    arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:hasty"
    create = aws("lambda").create_event_source_mapping
    refuses(INVALID, create, FunctionName="slow", EventSourceArn=arn)
    aws("sqs").create_queue(QueueName="patient", Attributes={"VisibilityTimeout": "360"})
    arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:patient"
    refuses(INVALID, create, FunctionName="slow", EventSourceArn=arn, BatchSize=11)
    create(FunctionName="slow", EventSourceArn=arn)
    refuses("ResourceConflictException", create, FunctionName="slow", EventSourceArn=arn)


def task(family: str, **settings: Any) -> Any:
    container = {"name": "app", "image": "nginx", "portMappings": [{"containerPort": 80}]}
    defaults = {
        "containerDefinitions": [container],
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": "256",
        "memory": "512",
    }
    return aws("ecs").register_task_definition(family=family, **(defaults | settings))


@check("ecs")
def tasks_of_fargate_have_certain_sizes() -> None:
    for cpu, memory in (("256", "4096"), ("512", "512"), ("300", "1024"), ("1024", "2500")):
        refuses("ClientException", task, "sized", cpu=cpu, memory=memory)


@check("ecs")
def tasks_that_log_have_an_execution_role() -> None:
    log = {"logDriver": "awslogs", "options": {"awslogs-group": "g", "awslogs-region": "us-east-1"}}
    container: dict[str, Any] = {"name": "app", "image": "nginx", "logConfiguration": log}
    refuses("ClientException", task, "logging", containerDefinitions=[container])
    secret = {"name": "PASSWORD", "valueFrom": f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/p"}
    container = {"name": "app", "image": "nginx", "secrets": [secret]}
    refuses("ClientException", task, "knowing", containerDefinitions=[container])


@check("ecs")
def services_fit_their_cluster_and_task() -> None:
    ecs, invalid = aws("ecs"), "InvalidParameterException"
    ecs.create_cluster(clusterName="strict")
    task("strict")
    vpc = {"awsvpcConfiguration": {"subnets": network()["subnets"]}}
    service = {"cluster": "strict", "taskDefinition": "strict", "desiredCount": 0}
    refuses(invalid, ecs.create_service, serviceName="offline", launchType="FARGATE", **service)
    strategy = [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]
    refuses(
        invalid,
        ecs.create_service,
        serviceName="spot",
        capacityProviderStrategy=strategy,
        networkConfiguration=vpc,
        **service,
    )
    group = aws("elbv2").create_target_group(
        Name="unbalanced", Protocol="HTTP", Port=80, VpcId=network()["vpc"], TargetType="ip"
    )["TargetGroups"][0]["TargetGroupArn"]
    for balancer in (
        {"targetGroupArn": group, "containerName": "other", "containerPort": 80},
        {"targetGroupArn": group, "containerName": "app", "containerPort": 81},
        {"targetGroupArn": group, "containerName": "app", "containerPort": 80},
    ):
        refuses(
            invalid,
            ecs.create_service,
            serviceName="balanced",
            launchType="FARGATE",
            networkConfiguration=vpc,
            loadBalancers=[balancer],
            **service,
        )


@check("application-autoscaling")
def targets_come_before_their_policies() -> None:
    scaling = aws("application-autoscaling")
    where = {
        "ServiceNamespace": "ecs",
        "ResourceId": "service/none/none",
        "ScalableDimension": "ecs:service:DesiredCount",
    }
    metric = {
        "TargetValue": 50.0,
        "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
    }
    refuses(
        "ObjectNotFoundException",
        scaling.put_scaling_policy,
        PolicyName="early",
        PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration=metric,
        **where,
    )
    refuses(
        "ObjectNotFoundException",
        scaling.put_scheduled_action,
        ScheduledActionName="early",
        Schedule="cron(0 17 ? * MON-FRI *)",
        ScalableTargetAction={"MinCapacity": 1},
        **where,
    )


@check("application-autoscaling")
def targets_have_a_range() -> None:
    table = {
        "ServiceNamespace": "dynamodb",
        "ResourceId": "table/ranged",
        "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
    }
    aws("dynamodb").create_table(
        TableName="ranged",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        ProvisionedThroughput={"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
    )
    scaling, invalid = aws("application-autoscaling"), "ValidationException"
    refuses(invalid, scaling.register_scalable_target, MinCapacity=5, MaxCapacity=1, **table)
    scaling.register_scalable_target(MinCapacity=1, MaxCapacity=5, **table)
    action = {"ScheduledActionName": "odd", "ScalableTargetAction": {"MinCapacity": 1}}
    for settings in ({"Schedule": "cron(0 17 * * *)"}, {"Schedule": "rate(1 day)", "Timezone": "Berlin"}):
        refuses(invalid, scaling.put_scheduled_action, **action, **settings, **table)


BAD_SCHEDULES = [
    "cron(0 6 * * *)",
    "cron(0 6 * * * *)",
    "cron(0 25 * * ? *)",
    "rate(1 hours)",
    "rate(2 day)",
    "daily",
]


@check("events")
def rules_have_a_schedule_of_aws() -> None:
    for expression in BAD_SCHEDULES:
        refuses("ValidationException", aws("events").put_rule, Name="odd", ScheduleExpression=expression)


@check("events")
def rules_have_five_targets() -> None:
    client = aws("events")
    client.put_rule(Name="busy", EventPattern='{"source": ["shop"]}')

    def target(*numbers: int) -> None:
        targets = [{"Id": f"t{n}", "Arn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:q{n}"} for n in numbers]
        client.put_targets(Rule="busy", Targets=targets)

    target(1, 2, 3, 4, 5)
    target(5)
    refuses("LimitExceededException", target, 6)


@check("scheduler")
def schedules_have_an_expression_and_a_zone() -> None:
    role = role_of("of-scheduler", "scheduler.amazonaws.com")
    target = {"Arn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:q", "RoleArn": role}
    once = {"Name": "odd", "Target": target, "FlexibleTimeWindow": {"Mode": "OFF"}}
    create = aws("scheduler").create_schedule
    for expression in [*BAD_SCHEDULES, "at(2030-13-01T00:00:00)"]:
        refuses("ValidationException", create, ScheduleExpression=expression, **once)
    refuses(
        "ValidationException",
        create,
        ScheduleExpression="rate(1 hour)",
        ScheduleExpressionTimezone="Europe/Berlim",
        **once,
    )
    flexible = once | {"FlexibleTimeWindow": {"Mode": "FLEXIBLE"}}
    refuses("ValidationException", create, ScheduleExpression="rate(1 hour)", **flexible)
    refuses(
        "ValidationException",
        create,
        ScheduleExpression="rate(1 hour)",
        **(once | {"Target": target | {"RoleArn": role_of("of-another")}}),
    )


@check("logs")
def logs_are_kept_for_certain_days() -> None:
    client = aws("logs")
    client.create_log_group(logGroupName="kept")
    refuses("InvalidParameterException", client.put_retention_policy, logGroupName="kept", retentionInDays=10)


@check("cloudwatch")
def alarms_look_at_certain_periods() -> None:
    alarm = {
        "AlarmName": "odd",
        "MetricName": "m",
        "Namespace": "n",
        "Statistic": "Sum",
        "Threshold": 1.0,
        "ComparisonOperator": "GreaterThanThreshold",
    }
    put, invalid = aws("cloudwatch").put_metric_alarm, "ValidationError"
    refuses(invalid, put, Period=45, EvaluationPeriods=1, **alarm)
    refuses(invalid, put, Period=300, EvaluationPeriods=289, **alarm)
    refuses(invalid, put, Period=3600, EvaluationPeriods=169, **alarm)
    refuses(invalid, put, Period=60, EvaluationPeriods=2, DatapointsToAlarm=3, **alarm)


@check("cloudwatch")
def dashboards_and_composites_name_what_is_there() -> None:
    client = aws("cloudwatch")
    refuses("ValidationError", client.put_composite_alarm, AlarmName="all", AlarmRule='ALARM("nothing")')
    refuses("InvalidParameterInput", client.put_dashboard, DashboardName="odd", DashboardBody="no JSON")
