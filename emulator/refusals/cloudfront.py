"""CloudFront: alternate names and their certificates, origins, functions."""

import re
from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

from .support import backend_of

cloudfront = Service("cloudfront", worldwide=True)
_GUIDE = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide"
_CNAME = f"{_GUIDE}/CNAMEs.html#alternate-domain-names-requirements"
_NAME = re.compile(r"(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_CERTIFICATE = "InvalidViewerCertificate"
_FUNCTION = 10240
_DISTRIBUTION = ("CreateDistribution", "CreateDistributionWithTags", "UpdateDistribution")


def config_of(call: Call) -> dict[str, Any]:
    """The configuration of a distribution."""
    tagged = call.get("DistributionConfigWithTags") or {}
    return dict(call.get("DistributionConfig") or tagged.get("DistributionConfig") or {})


def names_of(call: Call) -> list[str]:
    """The alternate names of a distribution."""
    return [str(name).lower() for name in (config_of(call).get("Aliases") or {}).get("Items") or []]


@cloudfront.refuse(*_DISTRIBUTION, source=_CNAME)
def whole_names(call: Call) -> None:
    """An alternate name that is no whole domain name, such as www."""
    for name in names_of(call):
        if not _NAME.fullmatch(name):
            message = "The parameter CNAME contains one or more parameters that are not valid."
            raise Refused("InvalidArgument", message)


@cloudfront.refuse(*_DISTRIBUTION, source=_CNAME)
def taken_names(call: Call) -> None:
    """An alternate name that another distribution has."""
    names = set(names_of(call))
    for identifier, config in call.notes("distribution").items():
        held = {str(name).lower() for name in (config.get("Aliases") or {}).get("Items") or []}
        if identifier != call.get("Id") and names & held:
            message = (
                "One or more of the CNAMEs you provided are already associated with a different resource."
            )
            raise Refused("CNAMEAlreadyExists", message)


def covers(pattern: str, name: str) -> bool:
    """Whether a name of a certificate stands for a name: an asterisk for exactly one label."""
    if pattern.startswith("*."):
        return (name.partition(".")[2] == pattern[2:] and not name.startswith("*.")) or name == pattern
    return pattern == name


@cloudfront.refuse(*_DISTRIBUTION, source=_CNAME)
def certificates(call: Call) -> None:
    """Alternate names without a certificate of us-east-1 that covers them."""
    names, viewer = names_of(call), config_of(call).get("ViewerCertificate") or {}
    arn = viewer.get("ACMCertificateArn")
    if arn is None and viewer.get("IAMCertificateId"):
        return
    if arn is None:
        if names:
            message = (
                "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a"
                " trusted certificate that validates your authorization to use the domain name."
            )
            raise Refused(_CERTIFICATE, message)
        return
    certificate = backend_of(call, "acm", "us-east-1")._certificates.get(arn)
    if certificate is None:
        message = (
            "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't"
        )
        raise Refused(_CERTIFICATE, f"{message} include a valid certificate chain.")
    held = {certificate.common_name.lower(), *(name.lower() for name in certificate.sans)}
    if not all(any(covers(pattern, name) for pattern in held) for name in names):
        message = (
            "The certificate that is attached to your distribution doesn't cover the alternate domain name"
        )
        raise Refused(_CERTIFICATE, f"{message} (CNAME) that you're trying to add.")


@cloudfront.refuse(
    "CreateFunction", "UpdateFunction", source=f"{_GUIDE}/cloudfront-limits.html#limits-functions"
)
def function_size(call: Call) -> None:
    """A function of more than 10 KB."""
    code = call["FunctionCode"]
    if len(code.encode() if isinstance(code, str) else code) > _FUNCTION:
        message = f"The function code exceeds the maximum size of {_FUNCTION} bytes."
        raise Refused("FunctionSizeLimitExceeded", message)


@cloudfront.refuse(
    "CreateFunction",
    source="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html",
)
def function_names(call: Call) -> None:
    """A second function of the same name."""
    if call["Name"] in call.records("function"):
        message = "A function with the same name already exists in this AWS account."
        raise Refused("FunctionAlreadyExists", message)
