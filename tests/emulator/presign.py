"""Creates two buckets, one of which allows uploads from a site, and prints presigned URLs as JSON.

usage: presign.py <address>
"""

import json
import sys

import boto3
from botocore.config import Config

s3 = boto3.client(
    "s3",
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
)
for bucket in ("with-rules", "without-rules"):
    s3.create_bucket(Bucket=bucket)
rule = {
    "AllowedOrigins": ["https://*.example.com"],
    "AllowedMethods": ["PUT"],
    "AllowedHeaders": ["Content-*"],
    "ExposeHeaders": ["ETag"],
}
s3.put_bucket_cors(Bucket="with-rules", CORSConfiguration={"CORSRules": [rule]})


def url(operation: str, bucket: str) -> str:
    """A presigned URL of the bucket's only object."""
    return s3.generate_presigned_url(operation, Params={"Bucket": bucket, "Key": "a b/c+d"})


print(
    json.dumps(
        {
            "upload": url("put_object", "with-rules"),
            "other": url("put_object", "without-rules"),
            "download": url("get_object", "with-rules"),
        }
    )
)
