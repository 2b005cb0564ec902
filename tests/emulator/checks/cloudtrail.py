"""Checks of the corrections in emulator/services for cloudtrail."""

import json

from .support import ask, aws, check


@check("cloudtrail")
def trails_are_deleted_by_arn() -> None:
    aws("s3").create_bucket(Bucket="trail")
    client = aws("cloudtrail")
    arn = client.create_trail(Name="main", S3BucketName="trail")["TrailARN"]

    # As the SDK for Go names the operation, which boto3 does not.
    headers = {
        "X-Amz-Target": "CloudTrail_20131101.DeleteTrail",
        "Content-Type": "application/x-amz-json-1.1",
    }
    ask("cloudtrail", "/", headers, json.dumps({"Name": arn}).encode()).close()
    assert client.describe_trails()["trailList"] == []
