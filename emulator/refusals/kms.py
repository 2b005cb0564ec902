"""KMS: key policies that lock everybody out, reserved aliases."""

from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

from .support import listed, statements

kms = Service("kms")
_GUIDE = "https://docs.aws.amazon.com/kms/latest/developerguide"
_MALFORMED = "MalformedPolicyDocumentException"


def administers(statement: dict[str, Any], account: str) -> bool:
    """Whether a statement lets somebody of the account change the policy of the key."""
    principal = statement.get("Principal")
    named = ["*"] if principal == "*" else listed((principal or {}).get("AWS"))
    mine = any(one == "*" or account in str(one) for one in named)
    actions = [str(action).lower() for action in listed(statement.get("Action"))]
    may = any(action in ("*", "kms:*", "kms:put*", "kms:putkeypolicy") for action in actions)
    return statement["Effect"] == "Allow" and mine and may


@kms.refuse("CreateKey", "PutKeyPolicy", source=f"{_GUIDE}/key-policy-default.html")
def lockout(call: Call) -> None:
    """A key policy that lets nobody of the account change it again."""
    document = call.get("Policy")
    if document is None or call.get("BypassPolicyLockoutSafetyCheck"):
        return
    found = statements(document, _MALFORMED)
    if not any(administers(statement, call.account) for statement in found):
        message = "The new key policy will not allow you to update the key policy in the future."
        raise Refused(_MALFORMED, message)


@kms.refuse(
    "CreateAlias",
    "UpdateAlias",
    source="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
)
def aliases(call: Call) -> None:
    """An alias that does not begin with alias/, or begins with alias/aws/, which AWS reserves."""
    name = call["AliasName"]
    if name.startswith("alias/aws/"):
        raise Refused("NotAuthorizedException", "")
    if not name.startswith("alias/"):
        raise Refused("ValidationException", 'Alias must start with the prefix "alias/"')
