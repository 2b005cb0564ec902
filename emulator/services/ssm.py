"""Systems Manager: associations of State Manager, and platforms of documents."""

import uuid

from emulator.clock import now
from emulator.registry import Call, Params, Service
from emulator.state import TAGS, Records

ssm = Service("ssm")

_GONE = "AssociationDoesNotExist"
_TAGGED = "Association"


def associations(call: Call) -> Records:
    """The associations, by id."""
    return call.records("association")


def key_of(call: Call) -> str:
    """What the tags of the association in a request are kept under."""
    associations(call).find(call["ResourceId"], "InvalidResourceId")
    return call.arn(f"association/{call['ResourceId']}")


@ssm.operation("CreateAssociation")
def create_association(call: Call) -> Params:
    """Associations are not implemented."""
    sent = {key: value for key, value in call.params.items() if key != "Tags"}
    association = {
        "DocumentVersion": "$DEFAULT",
        "ApplyOnlyAtCronInterval": False,
        **sent,
        "AssociationId": str(uuid.uuid4()),
        "AssociationVersion": "1",
        "Date": now(),
        "LastUpdateAssociationDate": now(),
        # No instance of the emulator has an agent.
        "Overview": {"Status": "Pending", "DetailedStatus": "Creating"},
    }
    associations(call)[association["AssociationId"]] = association
    call.tag(call.arn(f"association/{association['AssociationId']}"), call.get("Tags"))
    return {"AssociationDescription": association}


@ssm.operation("DescribeAssociation")
def describe_association(call: Call) -> Params:
    """Associations are not implemented."""
    return {"AssociationDescription": associations(call).find(call.get("AssociationId"), _GONE)}


@ssm.operation("UpdateAssociation")
def update_association(call: Call) -> Params:
    """Associations are not implemented."""
    known = associations(call).find(call["AssociationId"], _GONE)
    # What a request leaves out is gone, but for what makes the association.
    kept = {key: known[key] for key in ("Name", "Targets", "Date", "Overview") if key in known}
    association = {
        "DocumentVersion": "$DEFAULT",
        "ApplyOnlyAtCronInterval": False,
        **kept,
        **call.params,
        "AssociationVersion": str(int(known["AssociationVersion"]) + 1),
        "LastUpdateAssociationDate": now(),
    }
    associations(call)[call["AssociationId"]] = association
    return {"AssociationDescription": association}


@ssm.operation("DeleteAssociation")
def delete_association(call: Call) -> Params:
    """Associations are not implemented."""
    associations(call).find(call.get("AssociationId"), _GONE)
    del associations(call)[call["AssociationId"]]
    return {}


@ssm.operation("ListAssociations")
def list_associations(call: Call) -> Params:
    """Associations are not implemented."""
    return {"Associations": list(associations(call).values())}


@ssm.before("AddTagsToResource", "RemoveTagsFromResource", "ListTagsForResource")
def association_tags(call: Call) -> Params | None:
    """Associations are not implemented, so they have no tags."""
    if call["ResourceType"] != _TAGGED:
        return None
    key = key_of(call)
    if call.operation == "ListTagsForResource":
        return {"TagList": [{"Key": name, "Value": value} for name, value in TAGS[key].items()]}
    if call.operation == "AddTagsToResource":
        call.tag(key, call["Tags"])
    for name in call.get("TagKeys") or []:
        TAGS[key].pop(name, None)
    return {}


@ssm.after("CreateDocument", "UpdateDocument", "DescribeDocument")
def platforms(_call: Call, answer: Params) -> None:
    """Documents are for a platform that does not exist."""
    for described in (answer.get("DocumentDescription"), answer.get("Document")):
        if described:
            described["PlatformTypes"] = ["Linux"]
