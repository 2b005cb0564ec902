"""Checks of emulator/permissions: what is encrypted with a customer key needs a permission for the key."""

import functools

from .permissions import ALLOW, Session, Statement, bucket, denied, policy, queue
from .support import ACCOUNT, aws, check


@check("iam")
def customer_keys_are_used_by_who_may() -> None:
    made = aws("kms").create_key()["KeyMetadata"]["Arn"]
    aws("secretsmanager").create_secret(Name="keyed", SecretString="s", KmsKeyId=made)
    arn = aws("secretsmanager").describe_secret(SecretId="keyed")["ARN"]
    aws("ssm").put_parameter(Name="/keyed/one", Value="v", Type="SecureString", KeyId=made)
    url, queue_arn = queue("keyed", KmsMasterKeyId=made)
    bucket("keyed-objects")
    aws("s3").put_object(Bucket="keyed-objects", Key="1", ServerSideEncryption="aws:kms", SSEKMSKeyId=made)
    read: list[Statement] = [
        {**ALLOW, "Action": "secretsmanager:GetSecretValue", "Resource": arn},
        {
            **ALLOW,
            "Action": "ssm:GetParameter",
            "Resource": f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/keyed/one",
        },
        {**ALLOW, "Action": "sqs:SendMessage", "Resource": queue_arn},
        {**ALLOW, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::keyed-objects/*"},
    ]
    who = Session("keyed", *read)
    secret = functools.partial(who.aws("secretsmanager").get_secret_value, SecretId="keyed")
    parameter = functools.partial(who.aws("ssm").get_parameter, Name="/keyed/one")
    send = functools.partial(who.aws("sqs").send_message, QueueUrl=url, MessageBody="1")
    get = functools.partial(who.aws("s3").get_object, Bucket="keyed-objects", Key="1")
    assert denied("AccessDeniedException", secret) == "Access to KMS is not allowed"
    parameter()
    assert "kms:Decrypt" in denied("AccessDeniedException", parameter, WithDecryption=True)
    assert "kms:GenerateDataKey" in denied("KMS.AccessDeniedException", send)
    assert "kms:Decrypt" in denied("AccessDenied", get)
    via = [f"{service}.us-east-1.amazonaws.com" for service in ("secretsmanager", "ssm", "sqs", "s3")]
    use = {**ALLOW, "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": made}
    who.may(*read, {**use, "Condition": {"StringEquals": {"kms:ViaService": via}}})
    secret()
    parameter(WithDecryption=True)
    send()
    get()
    blob = aws("kms").encrypt(KeyId=made, Plaintext=b"1")["CiphertextBlob"]
    denied("AccessDeniedException", who.aws("kms").decrypt, CiphertextBlob=blob)
    # A key whose policy does not let the account decide is nobody's but who is named there.
    admin = {**ALLOW, "Principal": {"AWS": who.role}, "Action": "kms:*", "Resource": "*"}
    who.may(*read, {**use, "Resource": "*"})
    own = aws("kms").create_key(
        BypassPolicyLockoutSafetyCheck=True, Policy=policy({**admin, "Action": "kms:DescribeKey"})
    )
    closed = own["KeyMetadata"]["KeyId"]
    message = denied(
        "AccessDeniedException", who.aws("kms").generate_data_key, KeyId=closed, KeySpec="AES_256"
    )
    assert "because no resource-based policy allows the kms:GenerateDataKey action" in message, message
