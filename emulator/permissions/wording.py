"""The words in which AWS refuses what policies do not allow."""

from dataclasses import dataclass

from emulator.access import refusal
from emulator.protocol import Answer, Environ

from .needs import Need
from .verdict import Principal


@dataclass(frozen=True)
class Denied:
    """What is refused, and the end of AWS's message."""

    who: Principal
    need: Need
    why: str

    def message(self) -> str:
        """AWS's message, as most services word it."""
        need = self.need
        resource = "" if need.resource == "*" else f" on resource: {need.resource}"
        return f"User: {self.who.arn} is not authorized to perform: {need.action}{resource} {self.why}"


_KEY_CODES = {"sns": "KMSAccessDenied", "sqs": "KMS.AccessDeniedException"}
_CODES = {"sns": "AuthorizationError", "ec2": "UnauthorizedOperation"}


def answer(denied: Denied, service: str, environ: Environ) -> Answer:
    """The refusal in the words and the protocol of the service."""
    by_key = denied.need.action.startswith("kms:") and service != "kms"
    code = (_KEY_CODES if by_key else _CODES).get(service, "")
    words = _of_key(denied, service) if by_key else _own(denied, service)
    return refusal.forbidden(environ, service, code, words)


def _own(denied: Denied, service: str) -> str:
    message, need = denied.message(), denied.need
    if service == "s3" and need.resource != "*":
        return message.replace(need.resource, f'"{need.resource}"', 1)
    if service == "sqs":
        return message.replace(need.action, need.action.lower())
    if service == "sns":
        return message.replace(" sns:", " SNS:")
    if service == "ec2":
        return f"You are not authorized to perform this operation. {message}"
    if service in ("ses", "sesv2"):
        who = denied.who.arn
        return f"User `{who}' is not authorized to perform `{need.action}' on resource `{need.resource}'"
    return message


def _of_key(denied: Denied, service: str) -> str:
    """A service says in words of its own that the caller may not use a key."""
    if service == "secretsmanager":
        return "Access to KMS is not allowed"
    if service == "dynamodb":
        return f"KMS key access denied error: {denied.message()}"
    return denied.message()
