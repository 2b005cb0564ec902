"""Checks of the corrections in emulator/services for sqs."""

import json

from .support import ACCOUNT, aws, check


@check("sqs")
def queues_keep_their_policies() -> None:
    client = aws("sqs")
    dead = client.create_queue(QueueName="dead")["QueueUrl"]
    redrive = json.dumps(
        {"deadLetterTargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:dead", "maxReceiveCount": 5}
    )
    url = client.create_queue(QueueName="jobs", Attributes={"RedrivePolicy": redrive})["QueueUrl"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": []})
    client.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    client.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "60"})
    found = client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert (found["RedrivePolicy"], found["Policy"]) == (redrive, policy)
    allow = json.dumps({"redrivePermission": "denyAll"})
    client.set_queue_attributes(QueueUrl=dead, Attributes={"RedriveAllowPolicy": allow})
    found = client.get_queue_attributes(QueueUrl=dead, AttributeNames=["RedriveAllowPolicy"])["Attributes"]
    assert found == {"RedriveAllowPolicy": allow}
