"""CloudTrail: deleting trails."""

from emulator.registry import Call, Params, Service

cloudtrail = Service("cloudtrail")


@cloudtrail.before("DeleteTrail")
def delete_by_arn(call: Call) -> Params | None:
    """A trail that is named by its ARN, as the provider does, is not deleted."""
    name = call["Name"].rsplit("/", 1)[-1]
    if name == call["Name"]:
        return None
    call.backend().trails.pop(name, None)
    return {}
