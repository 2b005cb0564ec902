"""Identities, the edge, and what watches over everything."""

import json

from .data import policy
from .exercise import Aws, Exercises, Resource

exercises = Exercises()
change, delete, add, untag = exercises.change, exercises.delete, exercises.add, exercises.untag

ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"


def distribution(aws: Aws, r: Resource) -> None:
    found = aws("cloudfront").get_distribution_config(Id=r.id)
    settings = found["DistributionConfig"] | {"DefaultRootObject": "drill.html"}
    aws("cloudfront").update_distribution(Id=r.id, IfMatch=found["ETag"], DistributionConfig=settings)


def no_distribution(aws: Aws, r: Resource) -> None:
    found = aws("cloudfront").get_distribution_config(Id=r.id)
    settings = found["DistributionConfig"] | {"Enabled": False}
    tag = aws("cloudfront").update_distribution(Id=r.id, IfMatch=found["ETag"], DistributionConfig=settings)[
        "ETag"
    ]
    aws("cloudfront").delete_distribution(Id=r.id, IfMatch=tag)


def origin_access(aws: Aws, r: Resource) -> None:
    found = aws("cloudfront").get_origin_access_control(Id=r.id)
    settings = found["OriginAccessControl"]["OriginAccessControlConfig"] | {"SigningBehavior": "never"}
    aws("cloudfront").update_origin_access_control(
        Id=r.id, IfMatch=found["ETag"], OriginAccessControlConfig=settings
    )


def headers(aws: Aws, r: Resource) -> None:
    found = aws("cloudfront").get_response_headers_policy(Id=r.id)
    settings = found["ResponseHeadersPolicy"]["ResponseHeadersPolicyConfig"] | {"Comment": "drill"}
    aws("cloudfront").update_response_headers_policy(
        Id=r.id, IfMatch=found["ETag"], ResponseHeadersPolicyConfig=settings
    )


def edge_code(aws: Aws, r: Resource) -> None:
    tag = aws("cloudfront").describe_function(Name=r["name"])["ETag"]
    settings = {"Comment": "drill", "Runtime": "cloudfront-js-2.0"}
    code = b"function handler(event) { return event.request; }"
    tag = aws("cloudfront").update_function(
        Name=r["name"], IfMatch=tag, FunctionConfig=settings, FunctionCode=code
    )["ETag"]
    aws("cloudfront").publish_function(Name=r["name"], IfMatch=tag)


def waf(r: Resource) -> dict[str, str]:
    return {"Name": r["name"], "Scope": r["scope"], "Id": r.id}


def open_firewall(aws: Aws, r: Resource) -> None:
    found = aws("wafv2").get_web_acl(**waf(r))
    known = found["WebACL"]
    kept = {"DefaultAction": known["DefaultAction"], "VisibilityConfig": known["VisibilityConfig"]}
    aws("wafv2").update_web_acl(LockToken=found["LockToken"], Rules=known["Rules"][:1], **kept, **waf(r))


def alarm(aws: Aws, r: Resource, **other: object) -> None:
    found = aws("cloudwatch").describe_alarms(AlarmNames=[r["name"]])["MetricAlarms"][0]
    dropped = (
        "AlarmArn",
        "AlarmConfigurationUpdatedTimestamp",
        "StateValue",
        "StateReason",
        "StateUpdatedTimestamp",
    )
    kept = {
        k: v
        for k, v in found.items()
        if k not in dropped and not k.startswith("State") and v not in (None, [], "")
    }
    aws("cloudwatch").put_metric_alarm(**kept | other)


def metric_filter(aws: Aws, r: Resource) -> None:
    found = aws("logs").describe_metric_filters(logGroupName=r["logGroupName"], filterNamePrefix=r["name"])
    metrics = found["metricFilters"][0]["metricTransformations"]
    aws("logs").put_metric_filter(
        logGroupName=r["logGroupName"],
        filterName=r["name"],
        filterPattern="drill",
        metricTransformations=metrics,
    )


def provider(arn: str) -> dict[str, str]:
    return {"OpenIDConnectProviderArn": arn}


change(
    "aws:iam/role:Role",
    "everybody may assume it",
    lambda aws, r: aws("iam").update_assume_role_policy(
        RoleName=r["name"],
        PolicyDocument=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
            }
        ),
    ),
)
change(
    "aws:iam/rolePolicy:RolePolicy",
    "may do everything",
    lambda aws, r: aws("iam").put_role_policy(
        RoleName=r["role"],
        PolicyName=r["name"],
        PolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
        ),
    ),
)
change(
    "aws:iam/instanceProfile:InstanceProfile",
    "without its role",
    lambda aws, r: aws("iam").remove_role_from_instance_profile(
        InstanceProfileName=r["name"], RoleName=r["role"]
    ),
)
change(
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    "tagged",
    lambda aws, r: aws("iam").tag_open_id_connect_provider(
        Tags=[{"Key": "Owner", "Value": "drill"}], **provider(r.id)
    ),
)
change(
    "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
    "six characters",
    lambda aws, r: aws("iam").update_account_password_policy(MinimumPasswordLength=6),
)
change(
    "aws:iam/serviceLinkedRole:ServiceLinkedRole",
    "description",
    lambda aws, r: aws("iam").update_role(RoleName=r["name"], Description="drill"),
)
untag("aws:iam/role:Role", lambda aws, r, key: aws("iam").untag_role(RoleName=r["name"], TagKeys=[key]))
untag(
    "aws:cloudwatch/logGroup:LogGroup",
    lambda aws, r, key: aws("logs").untag_resource(resourceArn=r["arn"], tagKeys=[key]),
)
add(
    "aws:iam/role:Role",
    "an inline policy",
    lambda aws, r: aws("iam").put_role_policy(
        RoleName=r["name"], PolicyName="drill", PolicyDocument=policy()
    ),
)
add(
    "aws:iam/role:Role",
    "administrator's rights",
    lambda aws, r: aws("iam").attach_role_policy(RoleName=r["name"], PolicyArn=ADMIN),
)
change(
    "aws:cognito/userPool:UserPool",
    "short passwords",
    lambda aws, r: aws("cognito-idp").update_user_pool(
        UserPoolId=r.id, Policies={"PasswordPolicy": {"MinimumLength": 6}}
    ),
)
change(
    "aws:cognito/userPoolClient:UserPoolClient",
    "another address",
    lambda aws, r: aws("cognito-idp").update_user_pool_client(
        UserPoolId=r["userPoolId"], ClientId=r.id, CallbackURLs=["https://drill.example.com"]
    ),
)
change(
    "aws:cognito/userPoolDomain:UserPoolDomain",
    "another certificate",
    lambda aws, r: aws("cognito-idp").update_user_pool_domain(
        Domain=r["domain"],
        UserPoolId=r["userPoolId"],
        CustomDomainConfig={"CertificateArn": r["certificateArn"][:-12] + "123456789012"},
    ),
)
change(
    "aws:cognito/userGroup:UserGroup",
    "description",
    lambda aws, r: aws("cognito-idp").update_group(
        UserPoolId=r["userPoolId"], GroupName=r["name"], Description="drill"
    ),
)
change("aws:cloudfront/distribution:Distribution", "start page", distribution)
change("aws:cloudfront/function:Function", "code", edge_code)
change("aws:cloudfront/originAccessControl:OriginAccessControl", "requests unsigned", origin_access)
change("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "comment", headers)
change("aws:wafv2/webAcl:WebAcl", "one rule is left", open_firewall)
change(
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    "everything redacted",
    lambda aws, r: aws("wafv2").put_logging_configuration(
        LoggingConfiguration={
            "ResourceArn": r["resourceArn"],
            "LogDestinationConfigs": r["logDestinationConfigs"],
            "RedactedFields": [{"UriPath": {}}],
        }
    ),
)
change(
    "aws:cloudwatch/metricAlarm:MetricAlarm", "silenced", lambda aws, r: alarm(aws, r, ActionsEnabled=False)
)
change(
    "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    "never",
    lambda aws, r: aws("cloudwatch").put_composite_alarm(AlarmName=r["alarmName"], AlarmRule="FALSE"),
)
change(
    "aws:cloudwatch/dashboard:Dashboard",
    "emptied",
    lambda aws, r: aws("cloudwatch").put_dashboard(
        DashboardName=r["dashboardName"], DashboardBody='{"widgets":[]}'
    ),
)
change(
    "aws:cloudwatch/logGroup:LogGroup",
    "kept for a day",
    lambda aws, r: aws("logs").put_retention_policy(logGroupName=r["name"], retentionInDays=1),
)
change(
    "aws:cloudwatch/logDeliverySource:LogDeliverySource",
    "tagged",
    lambda aws, r: aws("logs").tag_resource(resourceArn=r["arn"], tags={"Owner": "drill"}),
)
change(
    "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
    "tagged",
    lambda aws, r: aws("logs").tag_resource(resourceArn=r["arn"], tags={"Owner": "drill"}),
)
change("aws:cloudwatch/logMetricFilter:LogMetricFilter", "pattern", metric_filter)
change(
    "aws:cloudwatch/queryDefinition:QueryDefinition",
    "query",
    lambda aws, r: aws("logs").put_query_definition(
        name=r["name"], queryDefinitionId=r["queryDefinitionId"], queryString="fields @message"
    ),
)
change(
    "aws:cloudtrail/trail:Trail",
    "one region only",
    lambda aws, r: aws("cloudtrail").update_trail(
        Name=r["name"], IsMultiRegionTrail=False, EnableLogFileValidation=False
    ),
)
change(
    "aws:cfg/recorder:Recorder",
    "role",
    lambda aws, r: aws("config").put_configuration_recorder(
        ConfigurationRecorder={
            "name": r["name"],
            "roleARN": "arn:aws:iam::123456789012:role/drill",
            "recordingGroup": {"allSupported": True, "includeGlobalResourceTypes": True},
        }
    ),
)
change(
    "aws:cfg/recorderStatus:RecorderStatus",
    "stopped",
    lambda aws, r: aws("config").stop_configuration_recorder(ConfigurationRecorderName=r["name"]),
)
change(
    "aws:cfg/deliveryChannel:DeliveryChannel",
    "another bucket",
    lambda aws, r: aws("config").put_delivery_channel(
        DeliveryChannel={"name": r["name"], "s3BucketName": "drill"}
    ),
)
change(
    "aws:cfg/rule:Rule",
    "description",
    lambda aws, r: aws("config").put_config_rule(
        ConfigRule={
            "ConfigRuleName": r["name"],
            "Description": "drill",
            "Source": {"Owner": "AWS", "SourceIdentifier": r["source"]["sourceIdentifier"]},
        }
    ),
)
change(
    "aws:guardduty/detector:Detector",
    "switched off",
    lambda aws, r: aws("guardduty").update_detector(DetectorId=r.id, Enable=False),
)
change(
    "aws:guardduty/detectorFeature:DetectorFeature",
    "switched off",
    lambda aws, r: aws("guardduty").update_detector(
        DetectorId=r["detectorId"], Features=[{"Name": r["name"], "Status": "DISABLED"}]
    ),
)
change(
    "aws:securityhub/account:Account",
    "controls not enabled",
    lambda aws, r: aws("securityhub").update_security_hub_configuration(
        AutoEnableControls=not r.outputs.get("autoEnableControls")
    ),
)
change(
    "aws:accessanalyzer/analyzer:Analyzer",
    "tagged",
    lambda aws, r: aws("accessanalyzer").tag_resource(resourceArn=r["arn"], tags={"Owner": "drill"}),
)
change(
    "aws:budgets/budget:Budget",
    "limit",
    lambda aws, r: aws("budgets").update_budget(
        AccountId=r["accountId"],
        NewBudget={
            "BudgetName": r["name"],
            "BudgetType": "COST",
            "TimeUnit": "MONTHLY",
            "BudgetLimit": {"Amount": "99999", "Unit": "USD"},
        },
    ),
)
change(
    "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
    "renamed",
    lambda aws, r: aws("ce").update_anomaly_monitor(MonitorArn=r.id, MonitorName="drill"),
)
change(
    "aws:costexplorer/anomalySubscription:AnomalySubscription",
    "frequency",
    lambda aws, r: aws("ce").update_anomaly_subscription(SubscriptionArn=r.id, Frequency="WEEKLY"),
)
change(
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    "logging",
    lambda aws, r: aws("chatbot").update_slack_channel_configuration(
        ChatConfigurationArn=r["chatConfigurationArn"],
        SlackChannelId=r["slackChannelId"],
        LoggingLevel="NONE",
    ),
)
change(
    "aws:synthetics/canary:Canary",
    "once a day",
    lambda aws, r: aws("synthetics").update_canary(Name=r["name"], Schedule={"Expression": "rate(1 day)"}),
)
change(
    "aws:xray/group:Group",
    "filter",
    lambda aws, r: aws("xray").update_group(GroupARN=r["arn"], FilterExpression="fault"),
)
change(
    "aws:xray/samplingRule:SamplingRule",
    "half of it traced",
    lambda aws, r: aws("xray").update_sampling_rule(
        SamplingRuleUpdate={"RuleName": r["ruleName"], "FixedRate": 0.5}
    ),
)
change(
    "aws:xray/encryptionConfig:EncryptionConfig",
    "without the stack's key",
    lambda aws, r: aws("xray").put_encryption_config(Type="NONE"),
)

delete(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    lambda aws, r: aws("iam").detach_role_policy(RoleName=r["role"], PolicyArn=r["policyArn"]),
)
delete(
    "aws:iam/rolePolicy:RolePolicy",
    lambda aws, r: aws("iam").delete_role_policy(RoleName=r["role"], PolicyName=r["name"]),
)
delete(
    "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
    lambda aws, r: aws("iam").delete_account_password_policy(),
)
delete(
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    lambda aws, r: aws("iam").delete_open_id_connect_provider(**provider(r.id)),
)
delete(
    "aws:cognito/userGroup:UserGroup",
    lambda aws, r: aws("cognito-idp").delete_group(UserPoolId=r["userPoolId"], GroupName=r["name"]),
)
delete(
    "aws:cognito/userPoolClient:UserPoolClient",
    lambda aws, r: aws("cognito-idp").delete_user_pool_client(UserPoolId=r["userPoolId"], ClientId=r.id),
)
delete(
    "aws:cognito/userPoolDomain:UserPoolDomain",
    lambda aws, r: aws("cognito-idp").delete_user_pool_domain(Domain=r["domain"], UserPoolId=r["userPoolId"]),
)
delete("aws:cloudfront/distribution:Distribution", no_distribution)
delete(
    "aws:cloudfront/function:Function",
    lambda aws, r: aws("cloudfront").delete_function(
        Name=r["name"], IfMatch=aws("cloudfront").describe_function(Name=r["name"])["ETag"]
    ),
)
delete(
    "aws:cloudfront/originAccessControl:OriginAccessControl",
    lambda aws, r: aws("cloudfront").delete_origin_access_control(
        Id=r.id, IfMatch=aws("cloudfront").get_origin_access_control(Id=r.id)["ETag"]
    ),
)
delete(
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    lambda aws, r: aws("wafv2").delete_logging_configuration(ResourceArn=r["resourceArn"]),
)
delete(
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    lambda aws, r: aws("wafv2").disassociate_web_acl(ResourceArn=r["resourceArn"]),
)
delete(
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    lambda aws, r: aws("cloudwatch").delete_alarms(AlarmNames=[r["name"]]),
)
delete(
    "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    lambda aws, r: aws("cloudwatch").delete_alarms(AlarmNames=[r["alarmName"]]),
)
delete(
    "aws:synthetics/canary:Canary",
    lambda aws, r: (
        aws("synthetics").stop_canary(Name=r["name"]),
        aws("synthetics").delete_canary(Name=r["name"]),
    ),
)
delete(
    "aws:cloudwatch/dashboard:Dashboard",
    lambda aws, r: aws("cloudwatch").delete_dashboards(DashboardNames=[r["dashboardName"]]),
)
delete(
    "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    lambda aws, r: aws("logs").delete_metric_filter(logGroupName=r["logGroupName"], filterName=r["name"]),
)
delete("aws:cloudwatch/logDelivery:LogDelivery", lambda aws, r: aws("logs").delete_delivery(id=r["id"]))
delete(
    "aws:cloudwatch/logDeliverySource:LogDeliverySource",
    lambda aws, r: aws("logs").delete_delivery_source(name=r["name"]),
)
delete(
    "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
    lambda aws, r: aws("logs").delete_delivery_destination(name=r["name"]),
)
delete(
    "aws:cloudwatch/logGroup:LogGroup", lambda aws, r: aws("logs").delete_log_group(logGroupName=r["name"])
)
delete(
    "aws:cloudwatch/queryDefinition:QueryDefinition",
    lambda aws, r: aws("logs").delete_query_definition(queryDefinitionId=r["queryDefinitionId"]),
)
delete("aws:cloudtrail/trail:Trail", lambda aws, r: aws("cloudtrail").delete_trail(Name=r["name"]))
delete("aws:cfg/rule:Rule", lambda aws, r: aws("config").delete_config_rule(ConfigRuleName=r["name"]))
delete("aws:guardduty/detector:Detector", lambda aws, r: aws("guardduty").delete_detector(DetectorId=r.id))
delete(
    "aws:securityhub/standardsSubscription:StandardsSubscription",
    lambda aws, r: aws("securityhub").batch_disable_standards(StandardsSubscriptionArns=[r.id]),
)
delete(
    "aws:accessanalyzer/analyzer:Analyzer",
    lambda aws, r: aws("accessanalyzer").delete_analyzer(analyzerName=r["analyzerName"]),
)
delete(
    "aws:budgets/budget:Budget",
    lambda aws, r: aws("budgets").delete_budget(AccountId=r["accountId"], BudgetName=r["name"]),
)
delete(
    "aws:costexplorer/anomalySubscription:AnomalySubscription",
    lambda aws, r: aws("ce").delete_anomaly_subscription(SubscriptionArn=r.id),
)
delete(
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    lambda aws, r: aws("chatbot").delete_slack_channel_configuration(
        ChatConfigurationArn=r["chatConfigurationArn"]
    ),
)
delete(
    "aws:xray/samplingRule:SamplingRule",
    lambda aws, r: aws("xray").delete_sampling_rule(RuleName=r["ruleName"]),
)
delete("aws:xray/group:Group", lambda aws, r: aws("xray").delete_group(GroupARN=r["arn"]))
