"""Tables, buckets, queues, topics, parameters and secrets."""

import re

from .making import Making, name_of, names_of, resource_of

_SUFFIX = re.compile(r"-([A-Za-z0-9]{6})$")


def tables(making: Making) -> None:
    """With the key `id`, and a stream that a function can follow; nothing else that a table may have."""
    for name in names_of(making.named("tables", "name")):
        making.aws("dynamodb").create_table(
            TableName=name,
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )


def buckets(making: Making) -> None:
    """In the stack's region."""
    # Not said of us-east-1: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucketConfiguration.html
    place = (
        {}
        if making.region == "us-east-1"
        else {"CreateBucketConfiguration": {"LocationConstraint": making.region}}
    )
    for name in names_of(making.named("buckets", "name")):
        making.aws("s3").create_bucket(Bucket=name, **place)


def queues(making: Making) -> None:
    """FIFO where the name says so."""
    for name in names_of(making.named("queues", "name")):
        fifo = {"Attributes": {"FifoQueue": "true"}} if name.endswith(".fifo") else {}
        making.aws("sqs").create_queue(QueueName=name, **fifo)


def topics(making: Making) -> None:
    """FIFO where the name says so."""
    for name in names_of(making.named("topics", "name")):
        fifo = {"Attributes": {"FifoTopic": "true"}} if name.endswith(".fifo") else {}
        making.aws("sns").create_topic(Name=name, **fifo)


def parameters(making: Making) -> None:
    """A SecureString where a key is named; its value is none that anybody wants."""
    for given, entries in making.named("parameters", "name").items():
        # The ARN of /shop/address ends with parameter/shop/address.
        path = re.sub(r"^parameter(?=/.+/)|^parameter/", "", resource_of(given))
        secure = any(entry.get("keyArn") for entry in entries)
        making.aws("ssm").put_parameter(
            Name=path, Value="stand-in", Type="SecureString" if secure else "String", Overwrite=True
        )


def secrets(making: Making) -> None:
    """Under the ARN that is given, too; with the members that databases ask for, which open nothing."""
    given = [
        *making.named("secrets", "name"),
        *making.named("databases", "secret"),
        *making.named("caches", "token"),
    ]
    # Of a secret that is named in both ways, the ARN has the suffix, which moto takes from this tag.
    suffixes = {
        _SUFFIX.sub("", name_of(one)): found[1]
        for one in given
        if one.startswith("arn:") and (found := _SUFFIX.search(one))
    }
    plain = {name_of(one) for one in given if not (one.startswith("arn:") and _SUFFIX.search(one))}
    for name in sorted(suffixes.keys() | plain):
        suffix = suffixes.get(name)
        making.aws("secretsmanager").create_secret(
            Name=name,
            SecretString='{"username":"standin","password":"standin"}',
            **({"Tags": [{"Key": "_custom_id_", "Value": suffix}]} if suffix else {}),
        )
