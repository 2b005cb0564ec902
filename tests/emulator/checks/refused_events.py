"""Checks of emulator/refusals for patterns, rules and targets of events."""

import json
from typing import Any

from .support import ACCOUNT, aws, check, refuses

INVALID = "InvalidEventPatternException"
LIMIT = "LimitExceededException"
QUEUE = f"arn:aws:sqs:us-east-1:{ACCOUNT}:jobs"


@check("events")
def patterns_are_well_formed() -> None:
    put = aws("events").put_rule
    odd: list[dict[str, Any]] = [
        {},
        {"detail": {}},
        {"source": "shop"},
        {"source": []},
        {"source": [["a"]]},
        {"source": [{"like": "a"}]},
        {"source": [{"prefix": "a", "suffix": "b"}]},
    ]
    for pattern in odd:
        refuses(INVALID, put, Name="odd", EventPattern=json.dumps(pattern))
    refuses(LIMIT, put, Name="odd", EventPattern=json.dumps({"source": ["x" * 2048]}))
    put(
        Name="even",
        EventPattern=json.dumps({"$or": [{"source": ["a"]}, {"detail": {"b": [{"exists": True}]}}]}),
    )


@check("events")
def targets_have_one_input_and_standard_dead_letters() -> None:
    client = aws("events")
    client.put_rule(Name="aimed", EventPattern='{"source":["shop"]}')

    def refused(**settings: object) -> None:
        target = {"Id": "queue", "Arn": QUEUE} | settings
        refuses("ValidationException", client.put_targets, Rule="aimed", Targets=[target])

    refused(Input="{}", InputPath="$.detail")
    refused(DeadLetterConfig={"Arn": f"{QUEUE}.fifo"})
    refused(Arn=f"{QUEUE}.fifo")
    client.put_targets(Rule="aimed", Targets=[{"Id": "queue", "Arn": QUEUE, "InputPath": "$.detail"}])
