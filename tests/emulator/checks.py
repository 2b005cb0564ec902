"""One check for every correction: passes with it, fails without it. Run against an emulator's address;
prints, as JSON, what came of each check. Uses AWS's own SDK, boto3."""

import functools
import io
import json
import sys
import traceback
import zipfile
from collections.abc import Callable
from typing import Any

import boto3
from botocore.config import Config

CHECKS: list[tuple[str, str, Callable[[], None]]] = []
ENDPOINT = ""
ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/none"
TAGS = [{"Key": "Team", "Value": "core"}]


def check(service: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Names the service whose file in emulator/services the check is for."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        CHECKS.append((service, function.__name__.replace("_", " "), function))
        return function

    return register


@functools.cache
def aws(service: str) -> Any:
    """A client of the emulator."""
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name="us-east-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(retries={"max_attempts": 1, "mode": "standard"}, s3={"addressing_style": "path"}),
    )


def archive(code: str = "exports.handler = async (event) => ({ got: event });") -> bytes:
    """A function's package."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("index.js", code)
    return buffer.getvalue()


def function(name: str, **settings: Any) -> Any:
    """Creates a function for Node."""
    role = aws("iam").create_role(RoleName=f"role-{name}", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    defaults = {"Runtime": "nodejs22.x", "Handler": "index.handler", "Code": {"ZipFile": archive()}}
    return aws("lambda").create_function(FunctionName=name, Role=role, **(defaults | settings))


@functools.cache
def network() -> dict[str, Any]:
    """A VPC with two subnets."""
    ec2 = aws("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"us-east-1{zone}")[
            "Subnet"
        ]
        for n, zone in enumerate("ab")
    ]
    return {"vpc": vpc, "subnets": [subnet["SubnetId"] for subnet in subnets]}


@check("accessanalyzer")
def analyzers_are_kept() -> None:
    client = aws("accessanalyzer")
    arn = client.create_analyzer(analyzerName="a", type="ACCOUNT", tags={"Team": "core"})["arn"]
    assert client.get_analyzer(analyzerName="a")["analyzer"]["tags"] == {"Team": "core"}
    assert client.list_tags_for_resource(resourceArn=arn)["tags"] == {"Team": "core"}
    client.delete_analyzer(analyzerName="a")


@check("apigatewayv2")
def domain_names_become_available() -> None:
    answer = aws("apigatewayv2").create_domain_name(
        DomainName="api.example.com",
        DomainNameConfigurations=[{"CertificateArn": "arn:aws:acm:us-east-1:1:certificate/x"}],
    )
    configuration = answer["DomainNameConfigurations"][0]
    assert configuration["DomainNameStatus"] == "AVAILABLE"
    assert configuration["ApiGatewayDomainName"].endswith("amazonaws.com")
    assert "MutualTlsAuthentication" not in answer


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


@check("autoscaling")
def scaling_policies_have_no_empty_prediction() -> None:
    client = aws("autoscaling")
    client.create_launch_configuration(
        LaunchConfigurationName="lc", ImageId="ami-12c6146b", InstanceType="t3.micro"
    )
    client.create_auto_scaling_group(
        AutoScalingGroupName="asg",
        LaunchConfigurationName="lc",
        MinSize=0,
        MaxSize=0,
        VPCZoneIdentifier=network()["subnets"][0],
    )
    tracking = {
        "TargetValue": 50.0,
        "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"},
    }
    client.put_scaling_policy(
        AutoScalingGroupName="asg",
        PolicyName="cpu",
        PolicyType="TargetTrackingScaling",
        TargetTrackingConfiguration=tracking,
    )
    policy = client.describe_policies(AutoScalingGroupName="asg")["ScalingPolicies"][0]
    assert policy["Enabled"] is True
    assert "PredictiveScalingConfiguration" not in policy


def vault(name: str) -> Any:
    return aws("backup").create_backup_vault(BackupVaultName=name)


@check("backup")
def tags_are_found_without_a_slash() -> None:
    import urllib.parse
    import urllib.request

    name = {"BackupVaultName": "tagged", "BackupVaultTags": {"Team": "core"}}
    arn = urllib.parse.quote(aws("backup").create_backup_vault(**name)["BackupVaultArn"], safe="")
    scope = "Credential=testing/20250101/us-east-1/backup/aws4_request, SignedHeaders=host, Signature=x"
    headers = {"Authorization": f"AWS4-HMAC-SHA256 {scope}"}
    with urllib.request.urlopen(urllib.request.Request(f"{ENDPOINT}/tags/{arn}", headers=headers)) as answer:
        assert json.load(answer)["Tags"] == {"Team": "core"}


@check("backup")
def vaults_can_be_emptied() -> None:
    vault("emptied")
    assert (
        aws("backup").list_recovery_points_by_backup_vault(BackupVaultName="emptied")["RecoveryPoints"] == []
    )


@check("backup")
def plans_have_selections() -> None:
    client = aws("backup")
    vault("planned")
    plan = client.create_backup_plan(
        BackupPlan={
            "BackupPlanName": "daily",
            "Rules": [{"RuleName": "r", "TargetBackupVaultName": "planned"}],
        },
    )
    identifier = plan["BackupPlanId"]
    made = client.create_backup_selection(
        BackupPlanId=identifier, BackupSelection={"SelectionName": "s", "IamRoleArn": ROLE}
    )
    found = client.get_backup_selection(BackupPlanId=identifier, SelectionId=made["SelectionId"])
    assert found["BackupSelection"]["SelectionName"] == "s"
    client.delete_backup_selection(BackupPlanId=identifier, SelectionId=made["SelectionId"])


BUDGET = {
    "BudgetLimit": {"Amount": "100", "Unit": "USD"},
    "TimeUnit": "MONTHLY",
    "BudgetType": "COST",
}
NOTICE = {
    "NotificationType": "ACTUAL",
    "ComparisonOperator": "GREATER_THAN",
    "Threshold": 80.0,
    "ThresholdType": "PERCENTAGE",
}
READER = {"SubscriptionType": "EMAIL", "Address": "ops@example.com"}


@check("budgets")
def new_budgets_keep_subscribers_and_tags() -> None:
    client = aws("budgets")
    client.create_budget(
        AccountId=ACCOUNT,
        Budget={"BudgetName": "b", **BUDGET},
        NotificationsWithSubscribers=[{"Notification": NOTICE, "Subscribers": [READER]}],
        ResourceTags=TAGS,
    )
    asked = client.describe_subscribers_for_notification(
        AccountId=ACCOUNT, BudgetName="b", Notification=NOTICE
    )
    assert asked["Subscribers"] == [READER]
    arn = f"arn:aws:budgets::{ACCOUNT}:budget/b"
    assert client.list_tags_for_resource(ResourceARN=arn)["ResourceTags"] == TAGS


@check("budgets")
def later_notifications_keep_subscribers() -> None:
    client = aws("budgets")
    client.create_budget(AccountId=ACCOUNT, Budget={"BudgetName": "later", **BUDGET})
    which = {"AccountId": ACCOUNT, "BudgetName": "later", "Notification": NOTICE}
    client.create_notification(**which, Subscribers=[READER])
    assert client.describe_subscribers_for_notification(**which)["Subscribers"] == [READER]


@check("ce")
def anomaly_monitors_and_subscriptions_are_kept() -> None:
    client = aws("ce")
    monitor = client.create_anomaly_monitor(
        AnomalyMonitor={"MonitorName": "m", "MonitorType": "DIMENSIONAL", "MonitorDimension": "SERVICE"},
        ResourceTags=TAGS,
    )["MonitorArn"]
    assert client.get_anomaly_monitors(MonitorArnList=[monitor])["AnomalyMonitors"][0]["MonitorName"] == "m"
    assert client.list_tags_for_resource(ResourceArn=monitor)["ResourceTags"] == TAGS
    client.update_anomaly_monitor(MonitorArn=monitor, MonitorName="n")
    subscription = client.create_anomaly_subscription(
        AnomalySubscription={
            "SubscriptionName": "s",
            "MonitorArnList": [monitor],
            "Subscribers": [{"Type": "EMAIL", "Address": "ops@example.com"}],
            "Frequency": "DAILY",
        }
    )["SubscriptionArn"]
    client.update_anomaly_subscription(SubscriptionArn=subscription, Frequency="WEEKLY")
    found = client.get_anomaly_subscriptions(SubscriptionArnList=[subscription])["AnomalySubscriptions"]
    assert found[0]["Frequency"] == "WEEKLY"
    client.delete_anomaly_subscription(SubscriptionArn=subscription)
    client.delete_anomaly_monitor(MonitorArn=monitor)
    assert client.get_anomaly_monitors()["AnomalyMonitors"] == []


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


POLICY_CONFIGS = {
    "cache": {
        "CachePolicyConfig": {
            "Name": "p",
            "MinTTL": 0,
            "ParametersInCacheKeyAndForwardedToOrigin": {
                "EnableAcceptEncodingGzip": True,
                "HeadersConfig": {"HeaderBehavior": "none"},
                "CookiesConfig": {"CookieBehavior": "none"},
                "QueryStringsConfig": {"QueryStringBehavior": "none"},
            },
        }
    },
    "origin_request": {
        "OriginRequestPolicyConfig": {
            "Name": "p",
            "HeadersConfig": {"HeaderBehavior": "none"},
            "CookiesConfig": {"CookieBehavior": "none"},
            "QueryStringsConfig": {"QueryStringBehavior": "all"},
        }
    },
    "response_headers": {"ResponseHeadersPolicyConfig": {"Name": "p"}},
}


def policy_is_kept(kind: str) -> None:
    client, config = aws("cloudfront"), POLICY_CONFIGS[kind]
    title = "".join(part.capitalize() for part in kind.split("_")) + "Policy"
    made = getattr(client, f"create_{kind}_policy")(**config)
    identifier = made[title]["Id"]
    getattr(client, f"update_{kind}_policy")(Id=identifier, IfMatch=made["ETag"], **config)
    found = getattr(client, f"get_{kind}_policy")(Id=identifier)
    assert found[title][f"{title}Config"]["Name"] == "p"
    listed = getattr(client, f"list_{kind}_policies")()[f"{title}List"]["Items"]
    assert {item["Type"] for item in listed} == {"managed", "custom"}
    getattr(client, f"delete_{kind}_policy")(Id=identifier, IfMatch=found["ETag"])


@check("cloudfront")
def cache_policies_are_kept() -> None:
    policy_is_kept("cache")


@check("cloudfront")
def origin_request_policies_are_kept() -> None:
    policy_is_kept("origin_request")


@check("cloudfront")
def response_headers_policies_are_kept() -> None:
    policy_is_kept("response_headers")


@check("cloudfront")
def functions_can_be_published() -> None:
    client = aws("cloudfront")
    config = {"Comment": "c", "Runtime": "cloudfront-js-2.0"}
    made = client.create_function(Name="f", FunctionConfig=config, FunctionCode=b"function handler(e){}")
    client.publish_function(Name="f", IfMatch=made["ETag"])
    found = client.describe_function(Name="f", Stage="LIVE")
    assert found["FunctionSummary"]["FunctionMetadata"]["Stage"] == "LIVE"
    assert client.get_function(Name="f", Stage="LIVE")["FunctionCode"].read() == b"function handler(e){}"
    client.delete_function(Name="f", IfMatch=found["ETag"])


@check("cloudfront")
def distributions_come_back_as_given() -> None:
    client = aws("cloudfront")
    given = {
        "CallerReference": "c",
        "Comment": "",
        "Enabled": True,
        "Origins": {
            "Quantity": 1,
            "Items": [
                {
                    "Id": "o",
                    "DomainName": "b.s3.us-east-1.amazonaws.com",
                    "S3OriginConfig": {"OriginAccessIdentity": ""},
                }
            ],
        },
        "DefaultCacheBehavior": {
            "TargetOriginId": "o",
            "ViewerProtocolPolicy": "redirect-to-https",
            "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
    }
    made = client.create_distribution(DistributionConfig=given)["Distribution"]["Id"]
    for config in (
        client.get_distribution(Id=made)["Distribution"]["DistributionConfig"],
        client.get_distribution_config(Id=made)["DistributionConfig"],
    ):
        assert "ForwardedValues" not in config["DefaultCacheBehavior"]
        assert (
            config["DefaultCacheBehavior"]["CachePolicyId"] == given["DefaultCacheBehavior"]["CachePolicyId"]
        )


@check("cloudtrail")
def trails_are_deleted_by_arn() -> None:
    aws("s3").create_bucket(Bucket="trail")
    client = aws("cloudtrail")
    arn = client.create_trail(Name="main", S3BucketName="trail")["TrailARN"]
    import urllib.request

    # As the SDK for Go names the operation, which boto3 does not.
    scope = "Credential=testing/20250101/us-east-1/cloudtrail/aws4_request, SignedHeaders=host, Signature=x"
    headers = {
        "Authorization": f"AWS4-HMAC-SHA256 {scope}",
        "X-Amz-Target": "CloudTrail_20131101.DeleteTrail",
        "Content-Type": "application/x-amz-json-1.1",
    }
    urllib.request.urlopen(
        urllib.request.Request(ENDPOINT, json.dumps({"Name": arn}).encode(), headers)
    ).close()
    assert client.describe_trails()["trailList"] == []


@check("cloudwatch")
def cbor_is_understood() -> None:
    from botocore.model import ServiceModel
    from botocore.parsers import PROTOCOL_PARSERS
    from botocore.serialize import SERIALIZERS
    from botocore.session import Session

    model = ServiceModel(Session().get_service_data("cloudwatch"), "cloudwatch")
    operation = model.operation_model("ListDashboards")
    request = SERIALIZERS["smithy-rpc-v2-cbor"]().serialize_to_request(
        {"DashboardNamePrefix": "x"}, operation
    )
    import urllib.request

    asked = urllib.request.Request(
        f"{ENDPOINT}/service/GraniteServiceVersion20100801/operation/ListDashboards",
        data=request["body"],
        headers={
            "Content-Type": "application/cbor",
            "smithy-protocol": "rpc-v2-cbor",
            "Authorization": "AWS4-HMAC-SHA256 Credential=testing/20250101/us-east-1/monitoring/aws4_request, "
            "SignedHeaders=host, Signature=x",
        },
    )
    with urllib.request.urlopen(asked) as answer:
        body = {"body": answer.read(), "headers": {"smithy-protocol": "rpc-v2-cbor"}, "status_code": 200}
    assert (
        PROTOCOL_PARSERS["smithy-rpc-v2-cbor"]().parse(body, operation.output_shape)["DashboardEntries"] == []
    )


@check("cloudwatch")
def composite_alarms_are_kept() -> None:
    client = aws("cloudwatch")
    client.put_composite_alarm(AlarmName="both", AlarmRule='ALARM("a")', Tags=TAGS)
    found = client.describe_alarms(AlarmNames=["both"], AlarmTypes=["CompositeAlarm"])["CompositeAlarms"][0]
    assert client.list_tags_for_resource(ResourceARN=found["AlarmArn"])["Tags"] == TAGS
    client.delete_alarms(AlarmNames=["both"])
    assert not client.describe_alarms(AlarmTypes=["CompositeAlarm"]).get("CompositeAlarms")


def project(name: str) -> Any:
    environment = {"type": "LINUX_CONTAINER", "image": "x", "computeType": "BUILD_GENERAL1_SMALL"}
    return aws("codebuild").create_project(
        name=name,
        source={"type": "CODEPIPELINE"},
        artifacts={"type": "CODEPIPELINE"},
        environment=environment,
        serviceRole=ROLE,
        encryptionKey="arn:aws:kms:us-east-1:123456789012:key/k",
    )["project"]


@check("codebuild")
def pipeline_projects_keep_their_key() -> None:
    assert project("piped")["encryptionKey"].endswith("key/k")
    found = aws("codebuild").batch_get_projects(names=["piped"])["projects"][0]
    assert found["encryptionKey"].endswith("key/k")


@check("codebuild")
def projects_are_deleted_by_arn() -> None:
    aws("codebuild").delete_project(name=project("short")["arn"])
    assert "short" not in aws("codebuild").list_projects()["projects"]


@check("codedeploy")
def deployment_configs_are_kept() -> None:
    client = aws("codedeploy")
    routing = {
        "type": "TimeBasedCanary",
        "timeBasedCanary": {"canaryPercentage": 10, "canaryInterval": 5},
    }
    client.create_deployment_config(
        deploymentConfigName="c", computePlatform="ECS", trafficRoutingConfig=routing
    )
    found = client.get_deployment_config(deploymentConfigName="c")["deploymentConfigInfo"]
    assert found["trafficRoutingConfig"] == routing
    client.delete_deployment_config(deploymentConfigName="c")


@check("codedeploy")
def applications_and_groups_can_be_deleted() -> None:
    client = aws("codedeploy")
    client.create_application(applicationName="app", computePlatform="Server")
    client.create_deployment_group(applicationName="app", deploymentGroupName="g", serviceRoleArn=ROLE)
    client.delete_deployment_group(applicationName="app", deploymentGroupName="g")
    assert client.list_deployment_groups(applicationName="app")["deploymentGroups"] == []
    client.delete_application(applicationName="app")
    assert client.list_applications()["applications"] == []


@check("codepipeline")
def pipelines_have_times() -> None:
    client = aws("codepipeline")
    role = aws("iam").create_role(
        RoleName="pipeline",
        AssumeRolePolicyDocument=json.dumps(
            {"Statement": [{"Effect": "Allow", "Principal": {"Service": "codepipeline.amazonaws.com"}}]}
        ),
    )["Role"]["Arn"]

    def stage(name: str, category: str, provider: str) -> dict[str, Any]:
        kind = {"category": category, "owner": "AWS", "provider": provider, "version": "1"}
        return {"name": name, "actions": [{"name": name, "actionTypeId": kind}]}

    client.create_pipeline(
        pipeline={
            "name": "p",
            "roleArn": role,
            "artifactStore": {"type": "S3", "location": "artifacts"},
            "stages": [stage("Source", "Source", "S3"), stage("Build", "Build", "CodeBuild")],
        }
    )
    import urllib.request

    asked = urllib.request.Request(
        ENDPOINT,
        data=b'{"name": "p"}',
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "CodePipeline_20150709.GetPipeline",
            "Authorization": "AWS4-HMAC-SHA256 Credential=testing/20250101/us-east-1/codepipeline/aws4_request, "
            "SignedHeaders=host, Signature=x",
        },
    )
    with urllib.request.urlopen(asked) as answer:
        created = json.load(answer)["metadata"]["created"]
    assert isinstance(created, (int, float)), created


@check("cognito-idp")
def resource_servers_can_be_deleted() -> None:
    client = aws("cognito-idp")
    pool = client.create_user_pool(PoolName="p")["UserPool"]["Id"]
    client.create_resource_server(UserPoolId=pool, Identifier="api", Name="api")
    client.delete_resource_server(UserPoolId=pool, Identifier="api")
    assert client.list_resource_servers(UserPoolId=pool, MaxResults=10)["ResourceServers"] == []


def instance() -> str:
    image = aws("ec2").describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    made = aws("ec2").run_instances(
        ImageId=image,
        MinCount=1,
        MaxCount=1,
        InstanceType="t3.micro",
        NetworkInterfaces=[
            {"DeviceIndex": 0, "SubnetId": network()["subnets"][0], "AssociatePublicIpAddress": False}
        ],
    )
    return made["Instances"][0]["InstanceId"]


@check("ec2")
def instances_can_be_monitored() -> None:
    client, identifier = aws("ec2"), instance()
    client.monitor_instances(InstanceIds=[identifier])
    found = client.describe_instances(InstanceIds=[identifier])["Reservations"][0]["Instances"][0]
    assert found["Monitoring"]["State"] == "enabled"
    client.unmonitor_instances(InstanceIds=[identifier])


@check("ec2")
def private_instances_look_private() -> None:
    found = aws("ec2").describe_instances(InstanceIds=[instance()])["Reservations"][0]["Instances"][0]
    assert "Association" not in found["NetworkInterfaces"][0]
    assert found["SecurityGroups"]


@check("ec2")
def launch_templates_keep_their_own_tags_apart() -> None:
    client = aws("ec2")
    client.create_launch_template(
        LaunchTemplateName="template",
        LaunchTemplateData={"InstanceType": "t3.micro"},
        TagSpecifications=[{"ResourceType": "launch-template", "Tags": TAGS}],
    )
    found = client.describe_launch_template_versions(LaunchTemplateName="template")["LaunchTemplateVersions"][
        0
    ]
    assert not found["LaunchTemplateData"].get("TagSpecifications")


@check("ec2")
def flow_logs_keep_their_options() -> None:
    client = aws("ec2")
    aws("s3").create_bucket(Bucket="flow")
    options = {"FileFormat": "parquet", "HiveCompatiblePartitions": True, "PerHourPartition": True}
    made = client.create_flow_logs(
        ResourceIds=[network()["vpc"]],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination="arn:aws:s3:::flow",
        DestinationOptions=options,
    )["FlowLogIds"]
    assert client.describe_flow_logs(FlowLogIds=made)["FlowLogs"][0]["DestinationOptions"] == options


@check("ec2")
def rules_between_groups_keep_descriptions() -> None:
    client = aws("ec2")
    groups = [
        client.create_security_group(GroupName=name, Description="d", VpcId=network()["vpc"])["GroupId"]
        for name in ("one", "two")
    ]
    pair = {"GroupId": groups[1], "Description": "from the other"}
    client.authorize_security_group_ingress(
        GroupId=groups[0],
        IpPermissions=[{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "UserIdGroupPairs": [pair]}],
    )
    rules = client.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [groups[0]]}])
    found = [rule for rule in rules["SecurityGroupRules"] if not rule["IsEgress"]]
    assert found[0]["Description"] == "from the other"


@check("ecs")
def services_keep_their_settings() -> None:
    client = aws("ecs")
    client.create_cluster(clusterName="c")
    client.register_task_definition(
        family="f", containerDefinitions=[{"name": "app", "image": "x", "memory": 64}]
    )
    client.create_service(
        cluster="c", serviceName="s", taskDefinition="f", desiredCount=0, enableExecuteCommand=True
    )
    client.update_service(cluster="c", service="s", healthCheckGracePeriodSeconds=60)
    found = client.describe_services(cluster="c", services=["s"])["services"][0]
    assert (found["enableExecuteCommand"], found["healthCheckGracePeriodSeconds"]) == (True, 60)


@check("ecs")
def services_become_steady() -> None:
    client = aws("ecs")
    client.create_cluster(clusterName="steady")
    containers = [{"name": "app", "image": "x", "memory": 64}]
    client.register_task_definition(family="steady", containerDefinitions=containers)
    client.create_service(cluster="steady", serviceName="s", taskDefinition="steady", desiredCount=2)
    found = client.describe_services(cluster="steady", services=["s"])["services"][0]
    assert (found["runningCount"], found["deployments"][0]["rolloutState"]) == (2, "COMPLETED")
    listed = client.list_service_deployments(cluster="steady", service="s")["serviceDeployments"]
    arns = [one["serviceDeploymentArn"] for one in listed]
    described = client.describe_service_deployments(serviceDeploymentArns=arns)["serviceDeployments"]
    assert described[0]["status"] == "SUCCESSFUL"


@check("elasticache")
def parameter_groups_are_kept() -> None:
    client = aws("elasticache")
    arn = client.create_cache_parameter_group(
        CacheParameterGroupName="pg", CacheParameterGroupFamily="redis7", Description="d", Tags=TAGS
    )["CacheParameterGroup"]["ARN"]
    change = [{"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}]
    client.modify_cache_parameter_group(CacheParameterGroupName="pg", ParameterNameValues=change)
    found = client.describe_cache_parameters(CacheParameterGroupName="pg")["Parameters"][0]
    assert (found["ParameterValue"], found["Source"]) == ("allkeys-lru", "user")
    assert client.list_tags_for_resource(ResourceName=arn)["TagList"] == TAGS
    client.reset_cache_parameter_group(CacheParameterGroupName="pg", ParameterNameValues=change)
    assert client.describe_cache_parameters(CacheParameterGroupName="pg")["Parameters"] == []
    client.delete_cache_parameter_group(CacheParameterGroupName="pg")
    assert client.describe_cache_parameter_groups()["CacheParameterGroups"] == []


@check("elasticache")
def user_groups_are_kept() -> None:
    client = aws("elasticache")
    client.create_user_group(UserGroupId="ug", Engine="redis", UserIds=["default"])
    client.modify_user_group(UserGroupId="ug", UserIdsToAdd=["app"])
    assert client.describe_user_groups(UserGroupId="ug")["UserGroups"][0]["UserIds"] == ["default", "app"]
    client.delete_user_group(UserGroupId="ug")


@check("elasticache")
def subnet_groups_can_be_deleted() -> None:
    client = aws("elasticache")
    client.create_cache_subnet_group(
        CacheSubnetGroupName="sg", CacheSubnetGroupDescription="d", SubnetIds=network()["subnets"]
    )
    client.delete_cache_subnet_group(CacheSubnetGroupName="sg")
    assert client.describe_cache_subnet_groups()["CacheSubnetGroups"] == []


@check("elasticache")
def replication_groups_have_nodes_and_can_be_deleted() -> None:
    client = aws("elasticache")
    client.create_replication_group(
        ReplicationGroupId="rg",
        ReplicationGroupDescription="d",
        Engine="redis",
        CacheNodeType="cache.t4g.micro",
        NumCacheClusters=2,
    )
    group = client.describe_replication_groups(ReplicationGroupId="rg")["ReplicationGroups"][0]
    assert group["MemberClusters"] == ["rg-001", "rg-002"]
    node = client.describe_cache_clusters(CacheClusterId="rg-002")["CacheClusters"][0]
    assert node["ReplicationGroupId"] == "rg"
    client.delete_replication_group(ReplicationGroupId="rg")
    assert client.describe_replication_groups()["ReplicationGroups"] == []


@check("lambda")
def functions_keep_their_settings() -> None:
    group = {"LogFormat": "JSON", "LogGroup": "own"}
    queue = {"TargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:dlq"}
    function("settings", LoggingConfig=group, DeadLetterConfig=queue)
    found = aws("lambda").get_function(FunctionName="settings")["Configuration"]
    assert (found["LoggingConfig"]["LogGroup"], found["DeadLetterConfig"]) == ("own", queue)


@check("lambda")
def concurrency_can_be_provisioned() -> None:
    client = aws("lambda")
    function("provisioned", Publish=True)
    which = {"FunctionName": "provisioned", "Qualifier": "1"}
    client.put_provisioned_concurrency_config(**which, ProvisionedConcurrentExecutions=2)
    found = client.get_provisioned_concurrency_config(**which)
    assert (found["Status"], found["AllocatedProvisionedConcurrentExecutions"]) == ("READY", 2)
    client.delete_provisioned_concurrency_config(**which)


@check("lambda")
def functions_are_run() -> None:
    function("run")
    answer = aws("lambda").invoke(FunctionName="run", Payload=b'{"a": 1}')
    payload = json.load(answer["Payload"])
    assert payload == {"got": {"a": 1}}, payload
    assert "FunctionError" not in answer


@check("lambda")
def what_is_not_run_says_so() -> None:
    function("python", Runtime="python3.13")
    try:
        aws("lambda").invoke(FunctionName="python")
    except aws("lambda").exceptions.ClientError as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 501, error
        assert "only nodejs functions are run" in str(error)
    else:
        raise AssertionError("it should have been refused")


@check("logs")
def queries_are_kept() -> None:
    client = aws("logs")
    made = client.put_query_definition(name="errors", queryString="fields @message")["queryDefinitionId"]
    found = client.describe_query_definitions(queryDefinitionNamePrefix="err")["queryDefinitions"]
    assert found[0]["queryDefinitionId"] == made
    assert client.delete_query_definition(queryDefinitionId=made)["success"] is True


def database(name: str, **settings: Any) -> Any:
    defaults = {"Engine": "postgres", "DBInstanceClass": "db.t4g.micro", "AllocatedStorage": 20}
    login = {"MasterUsername": "app", "MasterUserPassword": "correct-horse"}
    aws("rds").create_db_instance(DBInstanceIdentifier=name, **(defaults | login | settings))
    return aws("rds").describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]


@check("rds")
def instances_keep_their_settings() -> None:
    found = database("insights", EnablePerformanceInsights=True, MaxAllocatedStorage=100)
    assert (found["PerformanceInsightsEnabled"], found["MaxAllocatedStorage"]) == (True, 100)


@check("rds")
def instances_have_ids_of_their_own() -> None:
    assert database("first")["DbiResourceId"] != database("second")["DbiResourceId"]


@check("rds")
def provisioned_clusters_have_no_serverless_scaling() -> None:
    client = aws("rds")
    client.create_db_cluster(
        DBClusterIdentifier="aurora",
        Engine="aurora-postgresql",
        MasterUsername="app",
        MasterUserPassword="correct-horse",
    )
    found = client.describe_db_clusters(DBClusterIdentifier="aurora")["DBClusters"][0]
    assert "ScalingConfigurationInfo" not in found


@check("rds")
def parameters_say_who_set_them() -> None:
    client = aws("rds")
    client.create_db_parameter_group(
        DBParameterGroupName="pg", DBParameterGroupFamily="postgres16", Description="d"
    )
    change = {"ParameterName": "rds.force_ssl", "ParameterValue": "1", "ApplyMethod": "immediate"}
    client.modify_db_parameter_group(DBParameterGroupName="pg", Parameters=[change])
    assert client.describe_db_parameters(DBParameterGroupName="pg")["Parameters"][0]["Source"] == "user"


@check("rds")
def engine_versions_can_be_looked_up() -> None:
    found = aws("rds").describe_db_engine_versions(Engine="postgres", EngineVersion="16.4")[
        "DBEngineVersions"
    ]
    assert found[0]["DBParameterGroupFamily"] == "postgres16"


@check("route53")
def private_zones_keep_their_network() -> None:
    client = aws("route53")
    made = client.create_hosted_zone(
        Name="internal.example",
        CallerReference="r",
        VPC={"VPCRegion": "us-east-1", "VPCId": network()["vpc"]},
    )["HostedZone"]
    found = client.get_hosted_zone(Id=made["Id"])
    assert found["HostedZone"]["Config"]["PrivateZone"] is True
    assert found["VPCs"][0]["VPCId"] == network()["vpc"]


@check("s3")
def new_buckets_have_tags() -> None:
    aws("s3").create_bucket(Bucket="tagged", CreateBucketConfiguration={"Tags": TAGS})
    assert aws("s3").get_bucket_tagging(Bucket="tagged")["TagSet"] == TAGS


@check("s3")
def conditions_in_policies_are_honoured() -> None:
    client = aws("s3")
    client.create_bucket(Bucket="tls")
    client.put_object(Bucket="tls", Key="k", Body=b"x")
    deny = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": ["arn:aws:s3:::tls", "arn:aws:s3:::tls/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    client.put_bucket_policy(Bucket="tls", Policy=json.dumps({"Version": "2012-10-17", "Statement": [deny]}))
    client.head_object(Bucket="tls", Key="k")


@check("s3")
def replication_comes_back_as_given() -> None:
    client = aws("s3")
    for name in ("source", "replica"):
        client.create_bucket(Bucket=name)
        client.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    rule = {
        "ID": "all",
        "Status": "Enabled",
        "Priority": 1,
        "Filter": {"Prefix": ""},
        "DeleteMarkerReplication": {"Status": "Enabled"},
        "Destination": {"Bucket": "arn:aws:s3:::replica"},
    }
    client.put_bucket_replication(Bucket="source", ReplicationConfiguration={"Role": ROLE, "Rules": [rule]})
    found = client.get_bucket_replication(Bucket="source")["ReplicationConfiguration"]["Rules"][0]
    assert found["DeleteMarkerReplication"] == {"Status": "Enabled"}


@check("s3")
def logs_go_where_the_policy_lets_them() -> None:
    client = aws("s3")
    client.create_bucket(Bucket="logged")
    client.create_bucket(Bucket="logs")
    allow = {
        "Effect": "Allow",
        "Principal": {"Service": ["logging.s3.amazonaws.com"]},
        "Action": ["s3:PutObject"],
        "Resource": ["arn:aws:s3:::logs/*"],
    }
    client.put_bucket_policy(
        Bucket="logs", Policy=json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    )
    target = {"TargetBucket": "logs", "TargetPrefix": "site/"}
    client.put_bucket_logging(Bucket="logged", BucketLoggingStatus={"LoggingEnabled": target})
    assert client.get_bucket_logging(Bucket="logged")["LoggingEnabled"]["TargetPrefix"] == "site/"


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


@check("servicediscovery")
def the_zone_of_a_namespace_goes_with_it() -> None:
    client = aws("servicediscovery")
    client.create_private_dns_namespace(Name="svc.local", Vpc=network()["vpc"])
    namespace = client.list_namespaces()["Namespaces"][0]["Id"]
    client.delete_namespace(Id=namespace)
    zones = aws("route53").list_hosted_zones()["HostedZones"]
    assert [zone["Name"] for zone in zones if zone["Name"].startswith("svc.local")] == []


@check("sqs")
def queues_keep_their_policies() -> None:
    client = aws("sqs")
    dead = client.create_queue(QueueName="dead")["QueueUrl"]
    redrive = json.dumps(
        {"deadLetterTargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:dead", "maxReceiveCount": 5}
    )
    url = client.create_queue(QueueName="jobs", Attributes={"RedrivePolicy": redrive})["QueueUrl"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": []})
    client.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    client.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "60"})
    found = client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert (found["RedrivePolicy"], found["Policy"]) == (redrive, policy)
    allow = json.dumps({"redrivePermission": "denyAll"})
    client.set_queue_attributes(QueueUrl=dead, Attributes={"RedriveAllowPolicy": allow})
    found = client.get_queue_attributes(QueueUrl=dead, AttributeNames=["RedriveAllowPolicy"])["Attributes"]
    assert found == {"RedriveAllowPolicy": allow}


@check("synthetics")
def canaries_are_kept() -> None:
    client = aws("synthetics")
    client.create_canary(
        Name="canary",
        Code={"Handler": "index.handler", "ZipFile": archive()},
        ArtifactS3Location="s3://b/",
        ExecutionRoleArn=ROLE,
        Schedule={"Expression": "rate(5 minutes)"},
        RuntimeVersion="syn-nodejs-puppeteer-9.1",
        Tags={"Team": "core"},
    )
    client.start_canary(Name="canary")
    client.update_canary(Name="canary", SuccessRetentionPeriodInDays=7)
    found = client.get_canary(Name="canary")["Canary"]
    assert (found["Status"]["State"], found["SuccessRetentionPeriodInDays"]) == ("RUNNING", 7)
    assert found["Tags"] == {"Team": "core"}
    client.stop_canary(Name="canary")
    client.delete_canary(Name="canary")


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


def main() -> None:
    """Runs every check, whatever becomes of the others."""
    global ENDPOINT
    ENDPOINT = sys.argv[1]
    results = []
    for service, name, function in CHECKS:
        try:
            function()
            problem = None
        except Exception as error:
            line = traceback.extract_tb(error.__traceback__)[1].line if error.__traceback__ else ""
            problem = f"{type(error).__name__}: {error} ({line})"
        results.append({"service": service, "name": name, "problem": problem})
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
