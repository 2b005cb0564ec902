"""CodePipeline: the times in a pipeline's description."""

from datetime import datetime

from ..registry import Call, Params, Service

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
