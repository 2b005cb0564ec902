"""Checks of the corrections in emulator/services for cloudtrail."""

import json
import urllib.request

from .support import aws, check, endpoint


@check("cloudtrail")
def trails_are_deleted_by_arn() -> None:
    aws("s3").create_bucket(Bucket="trail")
    client = aws("cloudtrail")
    arn = client.create_trail(Name="main", S3BucketName="trail")["TrailARN"]

    # As the SDK for Go names the operation, which boto3 does not.
    scope = "Credential=testing/20250101/us-east-1/cloudtrail/aws4_request, SignedHeaders=host, Signature=x"
    headers = {
        "Authorization": f"AWS4-HMAC-SHA256 {scope}",
        "X-Amz-Target": "CloudTrail_20131101.DeleteTrail",
        "Content-Type": "application/x-amz-json-1.1",
    }
    urllib.request.urlopen(
        urllib.request.Request(endpoint(), json.dumps({"Name": arn}).encode(), headers)
    ).close()
    assert client.describe_trails()["trailList"] == []
