"""Exercises of buckets, queues, topics, secrets, parameters and keys."""

import json

from emulator.clients import Aws

from .exercise import Exercises, Resource

exercises = Exercises()
change, delete, add, untag = exercises.change, exercises.delete, exercises.add, exercises.untag

OPEN = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}


def policy(**other: object) -> str:
    """A policy that allows every principal everything; `other` adds or replaces keys of its statement."""
    return json.dumps({"Version": "2012-10-17", "Statement": [OPEN | other]})


def secret_value(aws: Aws, r: Resource) -> None:
    """Puts a new version: AWS can't change a version, so the deployed one is no longer current."""
    aws("secretsmanager").put_secret_value(SecretId=r["secretId"], SecretString="changed-in-a-drill")


def lifecycle(aws: Aws, r: Resource) -> None:
    rule = {"ID": "drill", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}
    aws("s3").put_bucket_lifecycle_configuration(Bucket=r["bucket"], LifecycleConfiguration={"Rules": [rule]})


def unencrypted(aws: Aws, r: Resource) -> None:
    kind = r["rules"][0]["applyServerSideEncryptionByDefault"]["sseAlgorithm"]
    rules = [
        {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms" if kind == "AES256" else "AES256"}}
    ]
    aws("s3").put_bucket_encryption(Bucket=r["bucket"], ServerSideEncryptionConfiguration={"Rules": rules})


change(
    "aws:sqs/queue:Queue",
    "messages kept for a minute",
    lambda aws, r: aws("sqs").set_queue_attributes(
        QueueUrl=r.id, Attributes={"MessageRetentionPeriod": "60"}
    ),
)
change(
    "aws:sqs/queuePolicy:QueuePolicy",
    "open to everybody",
    lambda aws, r: aws("sqs").set_queue_attributes(QueueUrl=r["queueUrl"], Attributes={"Policy": policy()}),
)
change(
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    "for every queue",
    lambda aws, r: aws("sqs").set_queue_attributes(
        QueueUrl=r["queueUrl"], Attributes={"RedriveAllowPolicy": '{"redrivePermission":"allowAll"}'}
    ),
)
change(
    "aws:sns/topic:Topic",
    "display name",
    lambda aws, r: aws("sns").set_topic_attributes(
        TopicArn=r.id, AttributeName="DisplayName", AttributeValue="drill"
    ),
)
change(
    "aws:sns/topicPolicy:TopicPolicy",
    "open to everybody",
    lambda aws, r: aws("sns").set_topic_attributes(
        TopicArn=r["arn"],
        AttributeName="Policy",
        AttributeValue=policy(Action="sns:Publish", Resource=r["arn"]),
    ),
)
change(
    "aws:sns/topicSubscription:TopicSubscription",
    "filtered",
    lambda aws, r: aws("sns").set_subscription_attributes(
        SubscriptionArn=r.id, AttributeName="FilterPolicy", AttributeValue='{"drill":["yes"]}'
    ),
)
change(
    "aws:s3/bucket:Bucket",
    "tagged",
    lambda aws, r: aws("s3").put_bucket_tagging(
        Bucket=r["bucket"], Tagging={"TagSet": [{"Key": "Owner", "Value": "drill"}]}
    ),
)
change(
    "aws:s3/bucketPolicy:BucketPolicy",
    "open to the whole account",
    lambda aws, r: aws("s3").put_bucket_policy(
        Bucket=r["bucket"],
        Policy=policy(
            Principal={"AWS": aws("sts").get_caller_identity()["Account"]},
            Action="s3:GetObject",
            Resource=f"arn:aws:s3:::{r['bucket']}/*",
        ),
    ),
)
change(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "public access",
    lambda aws, r: aws("s3").put_public_access_block(
        Bucket=r["bucket"],
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": False,
            "IgnorePublicAcls": False,
            "BlockPublicPolicy": False,
            "RestrictPublicBuckets": False,
        },
    ),
)
change(
    "aws:s3/bucketVersioning:BucketVersioning",
    "suspended",
    lambda aws, r: aws("s3").put_bucket_versioning(
        Bucket=r["bucket"], VersioningConfiguration={"Status": "Suspended"}
    ),
)
change(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "another key",
    unencrypted,
)
change(
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "ACLs count",
    lambda aws, r: aws("s3").put_bucket_ownership_controls(
        Bucket=r["bucket"], OwnershipControls={"Rules": [{"ObjectOwnership": "ObjectWriter"}]}
    ),
)
change(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "objects live for a day", lifecycle
)
change(
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
    "every origin",
    lambda aws, r: aws("s3").put_bucket_cors(
        Bucket=r["bucket"],
        CORSConfiguration={"CORSRules": [{"AllowedOrigins": ["*"], "AllowedMethods": ["GET"]}]},
    ),
)
change(
    "aws:s3/bucketLogging:BucketLogging",
    "another prefix",
    lambda aws, r: aws("s3").put_bucket_logging(
        Bucket=r["bucket"],
        BucketLoggingStatus={
            "LoggingEnabled": {
                "TargetBucket": r["targetBucket"],
                "TargetPrefix": f"{r['targetPrefix']}drill/",
            }
        },
    ),
)
change(
    "aws:s3/bucketNotification:BucketNotification",
    "none any more",
    lambda aws, r: aws("s3").put_bucket_notification_configuration(
        Bucket=r["bucket"], NotificationConfiguration={"QueueConfigurations": []}
    ),
)
change(
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "for 5 days",
    lambda aws, r: aws("s3").put_object_lock_configuration(
        Bucket=r["bucket"],
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 5}},
        },
    ),
)
change(
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "other content",
    lambda aws, r: aws("s3").put_object(
        Bucket=r["bucket"], Key=r["key"], Body=b"drill", ContentType="text/plain"
    ),
)
change(
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    "public access",
    lambda aws, r: aws("s3control").put_public_access_block(
        AccountId=r.id,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": False,
            "IgnorePublicAcls": False,
            "BlockPublicPolicy": False,
            "RestrictPublicBuckets": False,
        },
    ),
)
untag("aws:sqs/queue:Queue", lambda aws, r, key: aws("sqs").untag_queue(QueueUrl=r.id, TagKeys=[key]))
untag("aws:sns/topic:Topic", lambda aws, r, key: aws("sns").untag_resource(ResourceArn=r.id, TagKeys=[key]))
untag("aws:kms/key:Key", lambda aws, r, key: aws("kms").untag_resource(KeyId=r.id, TagKeys=[key]))
add(
    "aws:s3/bucket:Bucket",
    "a website",
    lambda aws, r: aws("s3").put_bucket_website(
        Bucket=r["bucket"], WebsiteConfiguration={"IndexDocument": {"Suffix": "index.html"}}
    ),
)
change(
    "aws:secretsmanager/secret:Secret",
    "description",
    lambda aws, r: aws("secretsmanager").update_secret(SecretId=r.id, Description="drill"),
)
change(
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    "open to everybody",
    lambda aws, r: aws("secretsmanager").put_resource_policy(
        SecretId=r["secretArn"], ResourcePolicy=policy(Action="secretsmanager:GetSecretValue")
    ),
)
change("aws:secretsmanager/secretVersion:SecretVersion", "another value", secret_value)
change(
    "aws:secretsmanager/secretRotation:SecretRotation",
    "every 900 days",
    lambda aws, r: aws("secretsmanager").rotate_secret(
        SecretId=r["secretId"],
        RotationLambdaARN=r["rotationLambdaArn"],
        RotationRules={"AutomaticallyAfterDays": 900},
        RotateImmediately=False,
    ),
)
change(
    "aws:ssm/parameter:Parameter",
    "another value",
    lambda aws, r: aws("ssm").put_parameter(
        Name=r["name"], Value="changed-in-a-drill", Type="SecureString", KeyId=r["keyId"], Overwrite=True
    ),
)
change("aws:kms/key:Key", "no rotation", lambda aws, r: aws("kms").disable_key_rotation(KeyId=r.id))
change(
    "aws:kms/alias:Alias",
    "another key",
    lambda aws, r: aws("kms").update_alias(
        AliasName=r["name"], TargetKeyId=aws("kms").create_key()["KeyMetadata"]["KeyId"]
    ),
)
delete(
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    lambda aws, r: aws("sqs").set_queue_attributes(
        QueueUrl=r["queueUrl"], Attributes={"RedriveAllowPolicy": ""}
    ),
)
delete(
    "aws:sqs/queuePolicy:QueuePolicy",
    lambda aws, r: aws("sqs").set_queue_attributes(QueueUrl=r["queueUrl"], Attributes={"Policy": ""}),
)
delete("aws:sqs/queue:Queue", lambda aws, r: aws("sqs").delete_queue(QueueUrl=r.id))
delete(
    "aws:sns/topicSubscription:TopicSubscription", lambda aws, r: aws("sns").unsubscribe(SubscriptionArn=r.id)
)
delete("aws:sns/topic:Topic", lambda aws, r: aws("sns").delete_topic(TopicArn=r.id))
delete("aws:s3/bucketPolicy:BucketPolicy", lambda aws, r: aws("s3").delete_bucket_policy(Bucket=r["bucket"]))
delete(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    lambda aws, r: aws("s3").delete_public_access_block(Bucket=r["bucket"]),
)
delete(
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    lambda aws, r: aws("s3").delete_bucket_ownership_controls(Bucket=r["bucket"]),
)
delete(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    lambda aws, r: aws("s3").delete_bucket_lifecycle(Bucket=r["bucket"]),
)
delete(
    "aws:s3/bucketLogging:BucketLogging",
    lambda aws, r: aws("s3").put_bucket_logging(Bucket=r["bucket"], BucketLoggingStatus={}),
)
delete(
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
    lambda aws, r: aws("s3").delete_bucket_cors(Bucket=r["bucket"]),
)
delete(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    lambda aws, r: aws("s3").delete_bucket_encryption(Bucket=r["bucket"]),
)
delete(
    "aws:s3/bucketObjectv2:BucketObjectv2",
    lambda aws, r: aws("s3").delete_object(Bucket=r["bucket"], Key=r["key"]),
)
delete(
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    lambda aws, r: aws("s3control").delete_public_access_block(AccountId=r.id),
)
delete(
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    lambda aws, r: aws("secretsmanager").delete_resource_policy(SecretId=r["secretArn"]),
)
delete(
    "aws:secretsmanager/secretRotation:SecretRotation",
    lambda aws, r: aws("secretsmanager").cancel_rotate_secret(SecretId=r["secretId"]),
)
delete(
    "aws:secretsmanager/secret:Secret",
    lambda aws, r: aws("secretsmanager").delete_secret(SecretId=r.id, ForceDeleteWithoutRecovery=True),
)
delete("aws:ssm/parameter:Parameter", lambda aws, r: aws("ssm").delete_parameter(Name=r["name"]))
delete("aws:kms/alias:Alias", lambda aws, r: aws("kms").delete_alias(AliasName=r["name"]))
