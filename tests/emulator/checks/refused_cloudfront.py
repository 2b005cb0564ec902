"""Checks of emulator/refusals for cloudfront."""

from typing import Any

from .refused_edge import certificate
from .support import aws, check, refuses


def distribution(*names: str, **settings: Any) -> Any:
    behavior = {
        "TargetOriginId": "o",
        "ViewerProtocolPolicy": "https-only",
        "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    }
    custom = {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}
    config = {
        "CallerReference": "-".join(names) + str(len(settings)),
        "Comment": "",
        "Enabled": True,
        "Origins": {
            "Quantity": 1,
            "Items": [{"Id": "o", "DomainName": "example.com", "CustomOriginConfig": custom}],
        },
        "DefaultCacheBehavior": behavior,
        "Aliases": {"Quantity": len(names), "Items": list(names)},
    }
    return aws("cloudfront").create_distribution(DistributionConfig=config | settings)["Distribution"]


def secured(arn: str) -> dict[str, Any]:
    return {
        "ViewerCertificate": {
            "ACMCertificateArn": arn,
            "SSLSupportMethod": "sni-only",
            "MinimumProtocolVersion": "TLSv1.2_2021",
        }
    }


@check("cloudfront")
def aliases_are_whole_names_of_one_distribution() -> None:
    arn = certificate("shop.example.com", "*.shop.example.com")
    refuses("InvalidArgument", distribution, "www", **secured(arn))
    distribution("shop.example.com", **secured(arn))
    refuses("CNAMEAlreadyExists", distribution, "shop.example.com", **secured(arn))


@check("cloudfront")
def aliases_are_covered_by_the_certificate() -> None:
    invalid = "InvalidViewerCertificate"
    refuses(invalid, distribution, "bare.example.org")
    arn = certificate("example.org", "*.example.org")
    refuses(invalid, distribution, "a.b.example.org", **secured(arn))
    abroad = certificate("example.org", region="eu-west-1")
    refuses(invalid, distribution, "example.org", **secured(abroad))
    distribution("example.org", "www.example.org", **secured(arn))


@check("cloudfront")
def functions_have_10_kb() -> None:
    config = {"Comment": "", "Runtime": "cloudfront-js-2.0"}
    create = aws("cloudfront").create_function
    code = b"function handler(event) { return event.request; } //"
    refuses(
        "FunctionSizeLimitExceeded",
        create,
        Name="large",
        FunctionConfig=config,
        FunctionCode=code + b"x" * 10240,
    )
    create(Name="twice", FunctionConfig=config, FunctionCode=code)
    refuses("FunctionAlreadyExists", create, Name="twice", FunctionConfig=config, FunctionCode=code)
