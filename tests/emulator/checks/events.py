"""Checks of the corrections in emulator/services for events."""

import json

from .support import ACCOUNT, aws, check, queue


@check("events")
def rules_deliver_parts_of_events() -> None:
    queues, client = aws("sqs"), aws("events")
    url = queue("of-events", "events.amazonaws.com")
    client.create_event_bus(Name="shop")
    client.put_rule(
        Name="orders", EventBusName="shop", EventPattern=json.dumps({"detail-type": [{"prefix": "Order"}]})
    )
    target = {"Id": "queue", "Arn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:of-events", "InputPath": "$.detail"}
    client.put_targets(Rule="orders", EventBusName="shop", Targets=[target])
    for kind in ("Ordered", "Refunded"):
        entry = {"Source": "shop", "DetailType": kind, "Detail": json.dumps({"kind": kind})}
        client.put_events(Entries=[entry | {"EventBusName": "shop"}])
    found = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    assert [json.loads(message["Body"]) for message in found] == [{"kind": "Ordered"}], found


@check("events")
def buses_can_be_changed() -> None:
    client = aws("events")
    client.create_event_bus(Name="changing")
    key = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/k"
    dead = {"Arn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:dead"}
    client.update_event_bus(Name="changing", KmsKeyIdentifier=key, DeadLetterConfig=dead, Description="d")
    found = client.describe_event_bus(Name="changing")
    assert (found["KmsKeyIdentifier"], found["DeadLetterConfig"], found["Description"]) == (key, dead, "d")


@check("events")
def archives_keep_their_key() -> None:
    client = aws("events")
    bus = client.create_event_bus(Name="kept")["EventBusArn"]
    key = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/k"
    client.create_archive(ArchiveName="kept", EventSourceArn=bus, KmsKeyIdentifier=key)
    assert client.describe_archive(ArchiveName="kept")["KmsKeyIdentifier"] == key
