"""Checks of the corrections in emulator/services for s3."""

import json

from .support import ROLE, TAGS, aws, check


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


@check("s3")
def buckets_lose_delete_markers_when_no_longer_versioned() -> None:
    client = aws("s3")
    client.create_bucket(Bucket="marked")
    client.put_bucket_versioning(Bucket="marked", VersioningConfiguration={"Status": "Enabled"})
    client.put_object(Bucket="marked", Key="k", Body=b"x")
    client.delete_object(Bucket="marked", Key="k")
    client.put_bucket_versioning(Bucket="marked", VersioningConfiguration={"Status": "Suspended"})
    found = client.list_object_versions(Bucket="marked")
    versions = [*found["Versions"], *found["DeleteMarkers"]]
    objects = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in versions]
    client.delete_objects(Bucket="marked", Delete={"Objects": objects})
    client.delete_bucket(Bucket="marked")


@check("s3")
def locks_of_buckets_with_objects_change() -> None:
    client = aws("s3")
    client.create_bucket(Bucket="locked", ObjectLockEnabledForBucket=True)
    client.put_object(Bucket="locked", Key="k", Body=b"x")
    rule = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 2}}
    client.put_object_lock_configuration(
        Bucket="locked", ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule}
    )
    found = client.get_object_lock_configuration(Bucket="locked")["ObjectLockConfiguration"]
    assert found["Rule"]["DefaultRetention"]["Days"] == 2, found
    assert client.get_object(Bucket="locked", Key="k")["Body"].read() == b"x"
