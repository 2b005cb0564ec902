"""Exercises of alarms, logs, events, traces, budgets and the services that watch an account."""

from emulator.clients import Aws

from .exercise import Exercises, Resource
from .storage import policy

exercises = Exercises()
change, delete, add, untag = exercises.change, exercises.delete, exercises.add, exercises.untag


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


untag(
    "aws:cloudwatch/logGroup:LogGroup",
    lambda aws, r, key: aws("logs").untag_resource(resourceArn=r["arn"], tagKeys=[key]),
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
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    "open to everybody",
    lambda aws, r: aws("logs").put_resource_policy(policyName=r.id, policyDocument=policy()),
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
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    lambda aws, r: aws("logs").delete_resource_policy(policyName=r.id),
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
