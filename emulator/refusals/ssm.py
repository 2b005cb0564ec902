"""Systems Manager: associations that do not fit their document, and documents that are in use."""

import re
from typing import Any

from emulator.registry import Call, Service
from emulator.state import RECORDS, Place, Refused

ssm = Service("ssm")

_API = "https://docs.aws.amazon.com/systems-manager/latest/APIReference"


def document_of(call: Call, name: str, version: str) -> Any:
    """A version of a document of this account. Raises Refused if it is not there."""
    documents = call.backend()._documents.get(name)
    if documents is None:
        raise Refused("InvalidDocument", "Document with that name does not exist.")
    found = (
        documents.get_default_version()
        if version == "$DEFAULT"
        else documents.get_latest_version()
        if version == "$LATEST"
        else documents.find_by_version(version)
    )
    if found is None:
        raise Refused("InvalidDocumentVersion", "The document version is not valid or does not exist.")
    return found


@ssm.refuse("CreateAssociation", "UpdateAssociation", source=f"{_API}/API_CreateAssociation.html")
def association_fits(call: Call) -> None:
    """Associations with a document that is not there, and parameters that it does not have or allow."""
    held = RECORDS[Place(call.account, call.region, "ssm", "association")]
    known = held.get(call.get("AssociationId"), {})
    name = call.get("Name") or known.get("Name", "")
    # Those of AWS itself are not in this account.
    if not name or name.startswith(("AWS-", "arn:")):
        return
    document = document_of(call, name, call.get("DocumentVersion", "$DEFAULT"))
    wanted: dict[str, Any] = document.content_json.get("parameters") or {}
    given: dict[str, list[str]] = call.get("Parameters") or {}
    if unknown := sorted(set(given) - set(wanted)):
        raise Refused("InvalidParameters", f"Document does not have parameters {', '.join(unknown)}")
    for parameter, rule in wanted.items():
        if parameter not in given and "default" not in rule:
            raise Refused("InvalidParameters", f"Parameter {parameter} is required by the document")
        for value in given.get(parameter, []):
            if "allowedPattern" in rule and not re.search(rule["allowedPattern"], value):
                raise Refused("InvalidParameters", f"Parameter {parameter} does not match its pattern")


@ssm.refuse("DeleteDocument", source=f"{_API}/API_DeleteDocument.html")
def document_in_use(call: Call) -> None:
    """Deletion of a document that an association has."""
    held = RECORDS[Place(call.account, call.region, "ssm", "association")]
    if any(association["Name"] == call["Name"] for association in held.values()):
        raise Refused("AssociatedInstances", "Document is associated with instances.")


@ssm.refuse("CreateDocument", "UpdateDocument", source=f"{_API}/API_CreateDocument.html")
def document_size(call: Call) -> None:
    """Documents of more than 64 KB."""
    if len(call["Content"].encode()) > 65_536:
        raise Refused("MaxDocumentSizeExceeded", "The size limit of a document is 64 KB.")
