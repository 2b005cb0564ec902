"""The error with which each service refuses a request that its model forbids.

https://docs.aws.amazon.com/<service>/latest/APIReference/CommonErrors.html lists them; where that page and
what the service answers differ, it is what the service answers.
"""

from emulator.state import Refused

from .constraints import Fault

_CODES = {
    "apigatewayv2": "BadRequestException",
    "backup": "InvalidParameterValueException",
    "chatbot": "InvalidParameterException",
    "cloudfront": "InvalidArgument",
    "codebuild": "InvalidInputException",
    "cognito-idp": "InvalidParameterException",
    "ecr": "InvalidParameterException",
    "ecs": "InvalidParameterException",
    "guardduty": "BadRequestException",
    "logs": "InvalidParameterException",
    "route53": "InvalidInput",
    "s3": "InvalidArgument",
    "s3control": "InvalidRequest",
    "securityhub": "InvalidInputException",
    "servicediscovery": "InvalidInput",
    "sqs": "InvalidParameterValue",
    "xray": "InvalidRequestException",
}
"""Services whose code is not the one of their protocol."""

_BODIES = {"s3": "MalformedXML", "s3control": "MalformedXML", "cloudfront": "MalformedInput"}
"""What services of XML say of a body that is not in their schema."""

_S3_BODY = "The XML you provided was not well-formed or did not validate against our published schema"


def refusal(service: str, protocol: str, faults: list[Fault]) -> Refused:
    """The error for these faults."""
    first = faults[0]
    if service == "ec2":
        return _ec2(first)
    if first.kind in ("type", "unknown"):
        return _malformed(service, protocol, first)
    if service == "s3" and first.kind in ("required", "enum") and "." in first.path:
        return Refused("MalformedXML", _S3_BODY)
    if service == "sqs" and first.kind == "required":
        name = first.path[:1].upper() + first.path[1:]
        return Refused("MissingParameter", f"The request must contain the parameter {name}.")
    noun = "validation error" if len(faults) == 1 else "validation errors"
    message = f"{len(faults)} {noun} detected: {'; '.join(map(str, faults))}"
    return Refused(code_of(service, protocol), message)


def code_of(service: str, protocol: str) -> str:
    """The code for a value that the model forbids."""
    query = protocol == "query" or service == "cloudwatch"
    return _CODES.get(service, "ValidationError" if query else "ValidationException")


def _ec2(fault: Fault) -> Refused:
    name = fault.path[:1].upper() + fault.path[1:].removesuffix(".member")
    if fault.kind == "required":
        return Refused("MissingParameter", f"The request must contain the parameter {name}")
    if fault.kind == "unknown":
        return Refused("UnknownParameter", f"The parameter {name} is not recognized")
    message = f"Value ({fault.value}) for parameter {name} is invalid. {fault.constraint}"
    return Refused("InvalidParameterValue", message)


def _malformed(service: str, protocol: str, fault: Fault) -> Refused:
    if service in _BODIES:
        return Refused(_BODIES[service], f"{_S3_BODY} ({fault.path}: {fault.constraint})")
    if "json" in protocol and fault.kind == "type":
        return Refused("SerializationException", f"{fault.path}: {fault.constraint}, not {fault.value}")
    return Refused(code_of(service, protocol), f"{fault.constraint}: {fault.path}")
