"""What requests to S3 need.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from .keys import DATA_KEY, DECRYPT, use
from .needs import Extra, Need, Request, reads

_OBJECTS = {
    "GetObject": "GetObject",
    "HeadObject": "GetObject",
    "SelectObjectContent": "GetObject",
    "PutObject": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "UploadPart": "PutObject",
    "CompleteMultipartUpload": "PutObject",
    "CopyObject": "PutObject",
    "UploadPartCopy": "PutObject",
    "DeleteObject": "DeleteObject",
    "ListParts": "ListMultipartUploadParts",
}
"""The actions of operations on objects, where the names differ."""
_OF_VERSIONS = {
    "GetObject",
    "DeleteObject",
    "GetObjectAcl",
    "GetObjectAttributes",
    "GetObjectTagging",
    "PutObjectAcl",
    "PutObjectTagging",
    "DeleteObjectTagging",
}
_BUCKETS = {
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "HeadBucket": "ListBucket",
    "ListObjectVersions": "ListBucketVersions",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeleteBucketCors": "PutBucketCORS",
    "DeleteBucketReplication": "PutReplicationConfiguration",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketCors": "GetBucketCORS",
    "PutBucketCors": "PutBucketCORS",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "GetBucketReplication": "GetReplicationConfiguration",
    "PutBucketReplication": "PutReplicationConfiguration",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "PutBucketAccelerateConfiguration": "PutAccelerateConfiguration",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
}
_VALUES = {
    "prefix": "Prefix",
    "delimiter": "Delimiter",
    "max-keys": "MaxKeys",
    "versionid": "VersionId",
    "x-amz-acl": "ACL",
    "x-amz-server-side-encryption": "ServerSideEncryption",
    "x-amz-server-side-encryption-aws-kms-key-id": "SSEKMSKeyId",
    "x-amz-storage-class": "StorageClass",
    "x-amz-metadata-directive": "MetadataDirective",
    "x-amz-copy-source": "CopySource",
    "object-lock-mode": "ObjectLockMode",
}
"""The condition keys of S3, and the parameters that they are about."""

_ALONE = {"ListBuckets": "ListAllMyBuckets", "ListDirectoryBuckets": "ListAllMyDirectoryBuckets"}


@reads("s3")
def objects(request: Request) -> Iterable[Need]:
    """Many operations have the action of another one, and some need two."""
    bucket, key = request.get("Bucket"), request.get("Key")
    if not bucket:
        yield Need(f"s3:{_ALONE.get(request.operation, request.operation)}")
        return
    keys: Extra = {
        f"s3:{name}": (str(request.params[of]),)
        for name, of in _VALUES.items()
        if request.get(of) is not None
    }
    keys["s3:resourceaccount"] = (request.place.account,)
    if request.operation == "DeleteObjects":
        for one in (request.get("Delete") or {}).get("Objects") or []:
            version = one.get("VersionId")
            action = "s3:DeleteObjectVersion" if version else "s3:DeleteObject"
            yield Need(action, object_arn(request, bucket, one["Key"]), keys)
    elif key is None:
        yield Need(
            f"s3:{_BUCKETS.get(request.operation, request.operation)}", bucket_arn(request, bucket), keys
        )
    else:
        yield from _of_object(request, bucket, key, keys)


def bucket_arn(request: Request, bucket: str) -> str:
    """The ARN of a bucket."""
    return f"arn:{request.place.partition}:s3:::{bucket}"


def object_arn(request: Request, bucket: str, key: str) -> str:
    """The ARN of an object."""
    return f"{bucket_arn(request, bucket)}/{key}"


def _of_object(request: Request, bucket: str, key: str, keys: Extra) -> Iterable[Need]:
    arn, operation = object_arn(request, bucket, key), request.operation
    if source := request.get("CopySource"):
        yield from _copied(request, source, keys)
    action = _OBJECTS.get(operation, operation)
    version = request.get("VersionId") if action in _OF_VERSIONS else None
    versioned = action.replace("Object", "ObjectVersion", 1) if version else action
    yield Need(f"s3:{versioned}", arn, keys)
    if operation == "GetObjectAttributes":
        yield Need("s3:GetObjectVersion" if version else "s3:GetObject", arn, keys)
    if operation in ("PutObject", "CopyObject", "CreateMultipartUpload"):
        if request.get("Tagging"):
            yield Need("s3:PutObjectTagging", arn, keys)
        if request.get("ACL"):
            yield Need("s3:PutObjectAcl", arn, keys)
        if request.get("ObjectLockMode"):
            yield Need("s3:PutObjectRetention", arn, keys)
    if action == "GetObject":
        yield from _read(request, bucket, key, version, keys)
    elif action == "PutObject":
        yield from _written(request, bucket, key)


def _copied(request: Request, source: Any, keys: Extra) -> Iterable[Need]:
    if isinstance(source, dict):
        bucket, key, version = source["Bucket"], source["Key"], source.get("VersionId")
    else:
        path, _, query = str(source).partition("?versionId=")
        bucket, _, key = unquote(path).lstrip("/").partition("/")
        version = query or None
    action = "s3:GetObjectVersion" if version else "s3:GetObject"
    yield Need(action, object_arn(request, bucket, key), keys)
    yield from _read(request, bucket, key, version, keys)


def _read(request: Request, bucket: str, key: str, version: str | None, keys: Extra) -> Iterable[Need]:
    held = request.place.backend("s3").buckets.get(bucket)
    if held is None:
        return
    found = next((one for one in held.keys.getlist(key, []) if version in (None, one.version_id)), None)
    if found is None:
        # Whoever may not list a bucket does not learn what is missing from it.
        yield Need(
            "s3:ListBucket", bucket_arn(request, bucket), {"s3:resourceaccount": keys["s3:resourceaccount"]}
        )
        return
    if version is None:
        found = held.keys.getlist(key, [])[-1]
    if getattr(found, "encryption", None) == "aws:kms":
        yield from use(
            request,
            "s3",
            found.kms_key_id,
            (DECRYPT,),
            _context(request, bucket, key, found.bucket_key_enabled),
        )


def _written(request: Request, bucket: str, key: str) -> Iterable[Need]:
    held = request.place.backend("s3").buckets.get(bucket)
    rule = ((held and held.encryption) or {}).get("Rule") or {}
    rule = rule[0] if isinstance(rule, list) else rule
    default = rule.get("ApplyServerSideEncryptionByDefault") or {}
    asked = request.get("ServerSideEncryption")
    if (asked or default.get("SSEAlgorithm")) != "aws:kms":
        return
    name = request.get("SSEKMSKeyId") or default.get("KMSMasterKeyID")
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
    several = request.operation not in ("PutObject", "CopyObject")
    by_bucket = str(rule.get("BucketKeyEnabled", "")).lower() == "true"
    actions = (DATA_KEY, DECRYPT) if several else (DATA_KEY,)
    yield from use(request, "s3", name, actions, _context(request, bucket, key, by_bucket))


def _context(request: Request, bucket: str, key: str, by_bucket: Any) -> dict[str, str]:
    whole = str(by_bucket).lower() == "true"
    return {"aws:s3:arn": bucket_arn(request, bucket) if whole else object_arn(request, bucket, key)}
