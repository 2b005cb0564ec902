"""AWS's names for the resources in moto's models, and the attributes that hold no resources.

An attribute that is not listed here appears in the inventory under moto's own name.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Kind:
    """A type of resource: name, property of its id (default: the key), and types of resources inside it."""

    name: str
    id: str = ""
    inside: dict[str, str] = field(default_factory=dict)
    only_inside: bool = False


KINDS: dict[str, dict[str, Kind]] = {
    "acm": {"_certificates": Kind("Certificate")},
    "apigatewayv2": {
        "api_mappings": Kind("ApiMapping"),
        "apis": Kind(
            "Api",
            inside={
                "authorizers": "Authorizer",
                "integrations": "Integration",
                "routes": "Route",
                "stages": "Stage",
            },
        ),
        "domain_names": Kind("DomainName"),
        "vpc_links": Kind("VpcLink"),
    },
    "applicationautoscaling": {
        "policies": Kind("ScalingPolicy", "policy_name"),
        "scheduled_actions": Kind("ScheduledAction", "scheduled_action_name"),
        "targets": Kind("ScalableTarget"),
    },
    "autoscaling": {"autoscaling_groups": Kind("AutoScalingGroup"), "policies": Kind("ScalingPolicy")},
    "awslambda": {"_event_source_mappings": Kind("EventSourceMapping")},
    "backup": {"plans": Kind("BackupPlan"), "vaults": Kind("BackupVault")},
    "budgets": {"budgets": Kind("Budget")},
    "cloudfront": {
        "distributions": Kind("Distribution"),
        "origin_access_controls": Kind("OriginAccessControl"),
    },
    "cloudtrail": {"trails": Kind("Trail")},
    "cloudwatch": {"alarms": Kind("Alarm"), "dashboards": Kind("Dashboard")},
    "codebuild": {"codebuild_projects": Kind("Project")},
    "codedeploy": {"applications": Kind("Application"), "deployment_groups": Kind("DeploymentGroup")},
    "codepipeline": {"pipelines": Kind("Pipeline")},
    "cognitoidp": {
        "user_pool_domains": Kind("UserPoolDomain"),
        "user_pools": Kind(
            "UserPool",
            inside={
                "clients": "UserPoolClient",
                "groups": "UserPoolGroup",
                "identity_providers": "UserPoolIdentityProvider",
                "resource_servers": "UserPoolResourceServer",
                "users": "UserPoolUser",
            },
        ),
    },
    "config": {
        "config_rules": Kind("ConfigRule"),
        "delivery_channels": Kind("DeliveryChannel"),
        "recorders": Kind("ConfigurationRecorder"),
    },
    "dynamodb": {"tables": Kind("Table")},
    "ec2": {
        "addresses": Kind("EIP"),
        "flow_logs": Kind("FlowLog"),
        "groups": Kind("SecurityGroup"),
        "internet_gateways": Kind("InternetGateway"),
        "launch_templates": Kind("LaunchTemplate"),
        "nat_gateways": Kind("NatGateway"),
        "network_acls": Kind("NetworkAcl"),
        "reservations": Kind("Reservation", inside={"instances": "Instance"}, only_inside=True),
        "route_tables": Kind("RouteTable"),
        "subnets": Kind("Subnet"),
        "volumes": Kind("Volume"),
        "vpc_end_points": Kind("VPCEndpoint"),
        "vpcs": Kind("VPC"),
    },
    "ecr": {"repositories": Kind("Repository", "name")},
    "ecs": {
        "clusters": Kind("Cluster"),
        "services": Kind("Service"),
        "task_definitions": Kind("TaskDefinition"),
    },
    "elasticache": {
        "cache_clusters": Kind("CacheCluster"),
        "cache_subnet_groups": Kind("SubnetGroup"),
        "replication_groups": Kind("ReplicationGroup"),
        "users": Kind("User"),
    },
    "elbv2": {
        "load_balancers": Kind("LoadBalancer", inside={"listeners": "Listener"}),
        "target_groups": Kind("TargetGroup"),
    },
    "events": {"event_buses": Kind("EventBus", inside={"rules": "Rule"})},
    "guardduty": {"detectors": Kind("Detector")},
    "iam": {
        "instance_profiles": Kind("InstanceProfile", "name"),
        "managed_policies": Kind("ManagedPolicy"),
        "open_id_providers": Kind("OIDCProvider"),
        "roles": Kind("Role", "name", {"managed_policies": "RolePolicyAttachment", "policies": "RolePolicy"}),
    },
    "kms": {"keys": Kind("Key", inside={"aliases": "Alias"})},
    "logs": {
        "groups": Kind("LogGroup", inside={"subscription_filters": "SubscriptionFilter"}),
    },
    "rds": {
        "clusters": Kind("DBCluster"),
        "databases": Kind("DBInstance"),
        "db_cluster_parameter_groups": Kind("DBClusterParameterGroup"),
        "db_parameter_groups": Kind("DBParameterGroup"),
        "db_proxies": Kind("DBProxy"),
        "event_subscriptions": Kind("EventSubscription"),
        "subnet_groups": Kind("DBSubnetGroup"),
    },
    "route53": {
        "health_checks": Kind("HealthCheck"),
        "zones": Kind("HostedZone"),
    },
    "s3": {"buckets": Kind("Bucket", inside={"keys": "Object"})},
    "scheduler": {"schedule_groups": Kind("ScheduleGroup", inside={"schedules": "Schedule"})},
    "secretsmanager": {"secrets": Kind("Secret")},
    "servicediscovery": {"namespaces": Kind("Namespace"), "services": Kind("Service")},
    "ses": {"config_sets": Kind("ConfigurationSet"), "email_identities": Kind("EmailIdentity")},
    "sns": {"subscriptions": Kind("Subscription"), "topics": Kind("Topic")},
    "sqs": {"queues": Kind("Queue")},
    "ssm": {"_documents": Kind("Document"), "_parameters": Kind("Parameter")},
    "wafv2": {
        "ip_sets": Kind("IPSet"),
        "logging_configurations": Kind("LoggingConfiguration"),
        "regex_pattern_sets": Kind("RegexPatternSet"),
        "rule_groups": Kind("RuleGroup"),
        "wacls": Kind("WebACL"),
    },
}

NO_RESOURCES: dict[str, set[str]] = {
    # network interfaces belong to instances, gateways and endpoints; moto keeps those of deleted ones
    "ec2": {"enis", "iam_instance_profile_associations"},
    "events": {"event_bus"},
    # events, and the same resources again
    "rds": {"events", "resource_map"},
    "route53": {"delegation_sets"},
    "servicediscovery": {"operations"},
    "cloudwatch": {"metric_data", "aws_metric_data"},
    "sts": {"assumed_roles"},
    "ses": {"sent_messages"},
}
"""Attributes that hold no resources, by service."""

SETTINGS: dict[str, dict[str, str]] = {
    "ec2": {"ebs_encryption_by_default": "EbsEncryptionByDefault"},
    "iam": {"account_password_policy": "AccountPasswordPolicy"},
    "s3control": {"public_access_block": "AccountPublicAccessBlock"},
    "securityhub": {"enabled": "Hub"},
}
"""Settings of an account that exist while an attribute is set: the attribute, and AWS's name."""

SERVICES = {
    "applicationautoscaling": "application-autoscaling",
    "awslambda": "lambda",
    "cognitoidp": "cognito-idp",
    "elbv2": "elasticloadbalancing",
}
"""Services by moto's module, where the names differ."""

_GONE = {"deleted", "deleting", "terminated", "inactive", "pendingdeletion"}


def is_gone(value: Any) -> bool:
    """Whether a resource is deleted or being deleted: moto, like AWS, keeps some for a while."""
    states = [getattr(value, name, None) for name in ("state", "status", "key_state", "_state")]
    if any(str(getattr(state, "name", state)).lower() in _GONE for state in states):
        return True
    return any(getattr(value, name, None) is not None for name in ("deletion_date", "deleted_date"))


def comes_with_account(service: str, attribute: str, value: Any) -> bool:
    """Whether AWS creates the resource by itself: parts of a VPC, default groups, managed policies."""
    if service == "ec2" and attribute == "groups":
        return value.name == "default"
    if service == "ec2" and attribute == "network_acls":
        return value.default in (True, "true")
    if service == "ec2" and attribute == "route_tables":
        return value.main_association_id is not None
    if attribute in ("event_buses", "schedule_groups"):
        return value.name == "default"
    if service == "kms" and attribute == "keys":
        return any(alias.startswith("alias/aws/") for alias in value.aliases)
    if getattr(value, "snapshot_type", None) == "automated":  # AWS deletes them with their database
        return True
    return str(getattr(value, "name", "")).startswith(("default.", "/aws/service/"))
