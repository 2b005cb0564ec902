"""Checks of emulator/refusals for dynamodb, rds, elasticache, s3, sqs, sns and backup."""

import json
from typing import Any

from .support import ACCOUNT, aws, check, network, refuses

INVALID = "ValidationException"


def keys(*names: str) -> list[dict[str, str]]:
    return [{"AttributeName": name, "AttributeType": "S"} for name in names]


def index(name: str, attribute: str, **settings: Any) -> dict[str, Any]:
    schema = [{"AttributeName": attribute, "KeyType": "HASH"}]
    return {"IndexName": name, "KeySchema": schema, "Projection": {"ProjectionType": "ALL"}} | settings


def table(name: str, **settings: Any) -> None:
    defaults = {
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": keys("id", "a"),
        "BillingMode": "PAY_PER_REQUEST",
        "GlobalSecondaryIndexes": [index("by-a", "a")],
    }
    aws("dynamodb").create_table(TableName=name, **(defaults | settings))


@check("dynamodb")
def provisioned_tables_have_provisioned_indexes() -> None:
    table("billed")
    capacity = {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}
    settings = {"TableName": "billed", "BillingMode": "PROVISIONED", "ProvisionedThroughput": capacity}
    refuses(INVALID, aws("dynamodb").update_table, **settings)
    update = {"Update": {"IndexName": "by-a", "ProvisionedThroughput": capacity}}
    aws("dynamodb").update_table(**settings, GlobalSecondaryIndexUpdates=[update])


@check("dynamodb")
def indexes_come_and_go_one_at_a_time() -> None:
    table("indexed")
    changes = [{"Create": index("by-b", "b")}, {"Create": index("by-c", "c")}]
    client = aws("dynamodb")
    refuses(
        "LimitExceededException",
        client.update_table,
        TableName="indexed",
        AttributeDefinitions=keys("id", "a", "b", "c"),
        GlobalSecondaryIndexUpdates=changes,
    )
    refuses(
        INVALID,
        client.update_table,
        TableName="indexed",
        AttributeDefinitions=keys("id", "a"),
        GlobalSecondaryIndexUpdates=changes[:1],
    )
    client.update_table(
        TableName="indexed",
        AttributeDefinitions=keys("id", "a", "b", "c"),
        GlobalSecondaryIndexUpdates=changes[:1],
    )


@check("dynamodb")
def expiry_is_switched_once() -> None:
    table("expiring")
    client = aws("dynamodb")

    def switch(attribute: str, enabled: bool) -> None:
        client.update_time_to_live(
            TableName="expiring",
            TimeToLiveSpecification={"AttributeName": attribute, "Enabled": enabled},
        )

    refuses(INVALID, switch, "expires", False)
    switch("expires", True)
    refuses(INVALID, switch, "expires", True)
    refuses(INVALID, switch, "other", True)


def cluster(name: str, **settings: Any) -> None:
    defaults = {"Engine": "aurora-postgresql", "MasterUsername": "app", "MasterUserPassword": "correct-horse"}
    aws("rds").create_db_cluster(DBClusterIdentifier=name, **(defaults | settings))


def instance(name: str, **settings: Any) -> None:
    defaults = {"Engine": "postgres", "DBInstanceClass": "db.t4g.micro", "AllocatedStorage": 20}
    login = {"MasterUsername": "app", "MasterUserPassword": "correct-horse"}
    aws("rds").create_db_instance(DBInstanceIdentifier=name, **(defaults | login | settings))


@check("rds")
def windows_do_not_overlap() -> None:
    windows = {"PreferredBackupWindow": "03:00-04:00", "PreferredMaintenanceWindow": "sun:03:30-sun:04:30"}
    refuses("InvalidParameterValue", cluster, "overlaps", **windows)
    refuses("InvalidParameterValue", instance, "overlaps", **windows)
    short = {"PreferredBackupWindow": "03:00-03:20"}
    refuses("InvalidParameterValue", cluster, "short", **short)


@check("rds")
def passwords_and_users_have_their_form() -> None:
    for password in ("short", "with@sign-in-it", "with a blank", 'with"quote-in-it', "with/slash-in-it"):
        refuses("InvalidParameterValue", cluster, "secret", MasterUserPassword=password)
        refuses("InvalidParameterValue", instance, "secret", MasterUserPassword=password)
    for user in ("admin", "rdsadmin", "1st", "postgres-user"):
        refuses("InvalidParameterValue", cluster, "user", MasterUsername=user)


@check("rds")
def identifiers_have_their_form() -> None:
    for name in ("1st", "two--hyphens", "ends-", "under_score", "n" * 64):
        refuses("InvalidParameterValue", cluster, name)
        refuses("InvalidParameterValue", instance, name)


@check("rds")
def snapshots_are_taken_or_skipped() -> None:
    cluster("unsaved")
    refuses("InvalidParameterCombination", aws("rds").delete_db_cluster, DBClusterIdentifier="unsaved")


@check("rds")
def subnet_groups_are_in_two_zones() -> None:
    refuses(
        "DBSubnetGroupDoesNotCoverEnoughAZs",
        aws("rds").create_db_subnet_group,
        DBSubnetGroupName="one-zone",
        DBSubnetGroupDescription="d",
        SubnetIds=network()["subnets"][:1],
    )


@check("rds")
def retention_and_capacity_have_their_ranges() -> None:
    refuses("InvalidParameterValue", cluster, "forever", BackupRetentionPeriod=36)
    refuses("InvalidParameterValue", instance, "forever", BackupRetentionPeriod=36)
    refuses("InvalidParameterValue", cluster, "never", BackupRetentionPeriod=0)
    scaling = {"MinCapacity": 4.0, "MaxCapacity": 2.0}
    refuses("InvalidParameterValue", cluster, "scaled", ServerlessV2ScalingConfiguration=scaling)


def replicated(name: str, **settings: Any) -> None:
    defaults = {"ReplicationGroupDescription": "d", "Engine": "valkey", "CacheNodeType": "cache.t4g.micro"}
    aws("elasticache").create_replication_group(ReplicationGroupId=name, **(defaults | settings))


@check("elasticache")
def replication_groups_have_their_form() -> None:
    for name in ("n" * 41, "1st", "two--hyphens", "ends-", "under_score"):
        refuses("InvalidParameterValue", replicated, name)


@check("elasticache")
def failover_takes_two_nodes() -> None:
    refuses(
        "InvalidParameterCombination",
        replicated,
        "alone",
        AutomaticFailoverEnabled=True,
        NumCacheClusters=1,
    )
    refuses("InvalidParameterCombination", replicated, "zones", MultiAZEnabled=True, NumCacheClusters=2)


@check("elasticache")
def tokens_take_encryption_and_have_their_form() -> None:
    refuses("InvalidParameterCombination", replicated, "plain", AuthToken="t" * 16)
    for token in ("short", "with@sign-in-the-token"):
        refuses("InvalidParameterValue", replicated, "token", AuthToken=token, TransitEncryptionEnabled=True)


@check("elasticache")
def windows_of_caches_do_not_overlap() -> None:
    windows = {"SnapshotWindow": "03:00-04:00", "PreferredMaintenanceWindow": "sun:03:30-sun:04:30"}
    refuses("InvalidParameterValue", replicated, "overlaps", SnapshotRetentionLimit=1, **windows)


@check("elasticache")
def user_groups_have_a_default_user() -> None:
    client = aws("elasticache")
    client.create_user(
        UserId="someone",
        UserName="someone",
        Engine="redis",
        AccessString="on ~* +@all",
        NoPasswordRequired=True,
    )
    refuses(
        "DefaultUserRequired", client.create_user_group, UserGroupId="g", Engine="redis", UserIds=["someone"]
    )


def bucket(name: str) -> str:
    aws("s3").create_bucket(Bucket=name)
    return name


def allowed(name: str, **settings: Any) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{name}/*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement | settings]})


@check("s3")
def bucket_names_have_their_form() -> None:
    for name in ("xn--mine", "mine-s3alias", "two..dots", "192.168.5.4", "sthree-mine", "mine--ol-s3"):
        refuses("InvalidBucketName", bucket, name)


@check("s3")
def bucket_policies_fit_their_bucket() -> None:
    client, name = aws("s3"), bucket("judged")
    resources = [f"arn:aws:s3:::{name}/{number:0100}" for number in range(200)]
    refuses("PolicyTooLarge", client.put_bucket_policy, Bucket=name, Policy=allowed(name, Resource=resources))
    for wrong in (
        {"Resource": "arn:aws:s3:::other/*"},
        {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/nobody"}},
        {"Principal": None},
        {"Effect": "Permit"},
    ):
        document = json.loads(allowed(name, **wrong))
        statement = {key: value for key, value in document["Statement"][0].items() if value is not None}
        policy = json.dumps(document | {"Statement": [statement]})
        refuses("MalformedPolicy", client.put_bucket_policy, Bucket=name, Policy=policy)


@check("s3")
def public_policies_are_blocked_where_they_are() -> None:
    client, name = aws("s3"), bucket("closed")
    client.put_public_access_block(
        Bucket=name, PublicAccessBlockConfiguration={"BlockPublicPolicy": True, "BlockPublicAcls": True}
    )
    refuses("AccessDenied", client.put_bucket_policy, Bucket=name, Policy=allowed(name, Principal="*"))
    client.put_bucket_policy(
        Bucket=name,
        Policy=allowed(name, Principal="*", Condition={"StringEquals": {"aws:SourceAccount": ACCOUNT}}),
    )


@check("s3")
def lifecycles_have_an_order() -> None:
    client, name = aws("s3"), bucket("aging")

    def put(*rules: dict[str, Any]) -> None:
        whole = [
            {"Status": "Enabled", "Filter": {"Prefix": ""}, "ID": f"r{n}"} | r for n, r in enumerate(rules)
        ]
        client.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": whole})

    early = {"Transitions": [{"Days": 29, "StorageClass": "STANDARD_IA"}]}
    refuses("InvalidArgument", put, early)
    moved = {"Transitions": [{"Days": 60, "StorageClass": "GLACIER"}]}
    refuses("InvalidArgument", put, moved | {"Expiration": {"Days": 60}})
    refuses("InvalidArgument", put, moved | {"ID": "same"}, moved | {"ID": "same", "Filter": {"Prefix": "a"}})
    steps = [{"Days": 30, "StorageClass": "GLACIER"}, {"Days": 60, "StorageClass": "STANDARD_IA"}]
    refuses("InvalidArgument", put, {"Transitions": steps})
    put(moved | {"Expiration": {"Days": 61}})


@check("s3")
def notifications_reach_their_targets() -> None:
    client, name = aws("s3"), bucket("telling")
    url = aws("sqs").create_queue(QueueName="told")["QueueUrl"]
    arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:told"

    def put(*queues: dict[str, Any]) -> None:
        configuration = [{"QueueArn": arn, "Events": ["s3:ObjectCreated:*"]} | queue for queue in queues]
        client.put_bucket_notification_configuration(
            Bucket=name, NotificationConfiguration={"QueueConfigurations": configuration}
        )

    refuses("InvalidArgument", put, {})
    policy = json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "s3.amazonaws.com"},
                    "Action": "sqs:SendMessage",
                    "Resource": arn,
                }
            ],
        }
    )
    aws("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    put({})
    refuses("InvalidArgument", put, {"Events": ["s3:ObjectCreated:*"]}, {"Events": ["s3:ObjectCreated:Put"]})


def queue(name: str, **attributes: str) -> str:
    return str(aws("sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"])


@check("sqs")
def attributes_of_queues_have_their_ranges() -> None:
    wrong = {
        "VisibilityTimeout": "43201",
        "MessageRetentionPeriod": "59",
        "DelaySeconds": "901",
        "ReceiveMessageWaitTimeSeconds": "21",
        "MaximumMessageSize": "1023",
        "KmsDataKeyReusePeriodSeconds": "59",
    }
    for name, value in wrong.items():
        refuses("InvalidAttributeValue", queue, "ranged", **{name: value})
    url = queue("changed")
    for name, value in wrong.items():
        refuses(
            "InvalidAttributeValue", aws("sqs").set_queue_attributes, QueueUrl=url, Attributes={name: value}
        )


@check("sqs")
def fifo_settings_are_for_fifo_queues() -> None:
    refuses("InvalidAttributeName", queue, "standard", DeduplicationScope="queue")
    refuses("InvalidAttributeName", queue, "standard", ContentBasedDeduplication="true")


@check("sqs")
def failed_messages_go_to_a_queue_of_the_same_kind() -> None:
    queue("failed.fifo", FifoQueue="true")
    arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:failed.fifo"
    policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 3})
    refuses("InvalidParameterValue", queue, "source", RedrivePolicy=policy)
    url = queue("redriven")
    missing = json.dumps(
        {"deadLetterTargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:none", "maxReceiveCount": 3}
    )
    change = aws("sqs").set_queue_attributes
    refuses("InvalidParameterValue", change, QueueUrl=url, Attributes={"RedrivePolicy": missing})
    queue("dead")
    often = json.dumps(
        {"deadLetterTargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:dead", "maxReceiveCount": 1001}
    )
    refuses("InvalidParameterValue", change, QueueUrl=url, Attributes={"RedrivePolicy": often})


@check("sns")
def fifo_queues_subscribe_to_fifo_topics() -> None:
    client = aws("sns")
    topic = client.create_topic(Name="standard")["TopicArn"]
    queue("subscribed.fifo", FifoQueue="true")
    arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:subscribed.fifo"
    refuses("InvalidParameter", client.subscribe, TopicArn=topic, Protocol="sqs", Endpoint=arn)
    ordered = client.create_topic(Name="ordered.fifo", Attributes={"FifoTopic": "true"})["TopicArn"]
    refuses(
        "InvalidParameter", client.subscribe, TopicArn=ordered, Protocol="email", Endpoint="a@example.com"
    )


@check("sns")
def addresses_have_their_form() -> None:
    client = aws("sns")
    topic = client.create_topic(Name="addressed")["TopicArn"]
    for protocol, endpoint in (
        ("email", "nobody"),
        ("https", "http://example.com"),
        ("sqs", "https://example.com"),
        ("lambda", "nobody"),
    ):
        refuses("InvalidParameter", client.subscribe, TopicArn=topic, Protocol=protocol, Endpoint=endpoint)


@check("sns")
def topic_policies_are_well_formed() -> None:
    client = aws("sns")
    topic = client.create_topic(Name="judged")["TopicArn"]
    for policy in ("{}", "no JSON"):
        refuses(
            "InvalidParameter",
            client.set_topic_attributes,
            TopicArn=topic,
            AttributeName="Policy",
            AttributeValue=policy,
        )


def plan(name: str, **rule: Any) -> None:
    aws("backup").create_backup_vault(BackupVaultName=name)
    whole = {"RuleName": "daily", "TargetBackupVaultName": name} | rule
    aws("backup").create_backup_plan(BackupPlan={"BackupPlanName": name, "Rules": [whole]})


@check("backup")
def backups_are_kept_long_enough() -> None:
    lifecycle = {"MoveToColdStorageAfterDays": 30, "DeleteAfterDays": 119}
    refuses("InvalidParameterValueException", plan, "cold", Lifecycle=lifecycle)
    refuses(
        "InvalidParameterValueException", plan, "hasty", StartWindowMinutes=60, CompletionWindowMinutes=90
    )
    refuses("InvalidParameterValueException", plan, "odd", ScheduleExpression="every day")
    plan("fine", Lifecycle=lifecycle | {"DeleteAfterDays": 120})


@check("backup")
def backups_have_a_vault() -> None:
    rule = {"RuleName": "daily", "TargetBackupVaultName": "nowhere"}
    create = aws("backup").create_backup_plan
    refuses("ResourceNotFoundException", create, BackupPlan={"BackupPlanName": "lost", "Rules": [rule]})
