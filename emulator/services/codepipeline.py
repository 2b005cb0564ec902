"""CodePipeline: the times in a pipeline's description, and whom its role trusts."""

import json
from datetime import datetime
from types import ModuleType, SimpleNamespace
from typing import Any

from emulator.registry import Call, Params, Service

codepipeline = Service("codepipeline")


@codepipeline.after("GetPipeline")
def write_times(_call: Call, answer: Params) -> None:
    """Times are strings, which this protocol does not allow."""
    metadata = answer.get("metadata") or {}
    # The changed fraction is what makes the answer count as edited; writing it anew is the correction.
    answer["metadata"] = {
        name: value.replace(microsecond=1) if isinstance(value, datetime) else value
        for name, value in metadata.items()
    }


@codepipeline.patch("moto.codepipeline.models")
def read_lists_of_services(module: ModuleType) -> None:
    """A role does not trust CodePipeline if its policy lists services, even if there is one only."""

    def loads(text: str) -> Any:
        policy = json.loads(text)
        statements = [
            {**statement, "Principal": {"Service": service}}
            for statement in policy["Statement"]
            for service in listed(statement.get("Principal", {}).get("Service"))
        ]
        return {**policy, "Statement": statements}

    def listed(services: str | list[str] | None) -> list[str]:
        return [services] if isinstance(services, str) else services or []

    # The only JSON that this module reads are trust policies.
    module.__dict__["json"] = SimpleNamespace(loads=loads)
