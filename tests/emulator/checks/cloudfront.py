"""Checks of the corrections in emulator/services for cloudfront."""

from typing import Any

from .support import aws, check

POLICY_CONFIGS: dict[str, dict[str, Any]] = {
    "cache": {
        "CachePolicyConfig": {
            "Name": "p",
            "MinTTL": 0,
            "ParametersInCacheKeyAndForwardedToOrigin": {
                "EnableAcceptEncodingGzip": True,
                "HeadersConfig": {"HeaderBehavior": "none"},
                "CookiesConfig": {"CookieBehavior": "none"},
                "QueryStringsConfig": {"QueryStringBehavior": "none"},
            },
        }
    },
    "origin_request": {
        "OriginRequestPolicyConfig": {
            "Name": "p",
            "HeadersConfig": {"HeaderBehavior": "none"},
            "CookiesConfig": {"CookieBehavior": "none"},
            "QueryStringsConfig": {"QueryStringBehavior": "all"},
        }
    },
    "response_headers": {"ResponseHeadersPolicyConfig": {"Name": "p"}},
}


def policy_is_kept(kind: str) -> None:
    client, config = aws("cloudfront"), POLICY_CONFIGS[kind]
    title = "".join(part.capitalize() for part in kind.split("_")) + "Policy"
    made = getattr(client, f"create_{kind}_policy")(**config)
    identifier = made[title]["Id"]
    getattr(client, f"update_{kind}_policy")(Id=identifier, IfMatch=made["ETag"], **config)
    found = getattr(client, f"get_{kind}_policy")(Id=identifier)
    assert found[title][f"{title}Config"]["Name"] == "p"
    listed = getattr(client, f"list_{kind}_policies")()[f"{title}List"]["Items"]
    assert {item["Type"] for item in listed} == {"managed", "custom"}
    getattr(client, f"delete_{kind}_policy")(Id=identifier, IfMatch=found["ETag"])


@check("cloudfront")
def cache_policies_are_kept() -> None:
    policy_is_kept("cache")


@check("cloudfront")
def origin_request_policies_are_kept() -> None:
    policy_is_kept("origin_request")


@check("cloudfront")
def response_headers_policies_are_kept() -> None:
    policy_is_kept("response_headers")


@check("cloudfront")
def functions_can_be_published() -> None:
    client = aws("cloudfront")
    config = {"Comment": "c", "Runtime": "cloudfront-js-2.0"}
    made = client.create_function(Name="f", FunctionConfig=config, FunctionCode=b"function handler(e){}")
    client.publish_function(Name="f", IfMatch=made["ETag"])
    found = client.describe_function(Name="f", Stage="LIVE")
    assert found["FunctionSummary"]["FunctionMetadata"]["Stage"] == "LIVE"
    assert client.get_function(Name="f", Stage="LIVE")["FunctionCode"].read() == b"function handler(e){}"
    client.delete_function(Name="f", IfMatch=found["ETag"])


@check("cloudfront")
def distributions_come_back_as_given() -> None:
    client = aws("cloudfront")
    given: dict[str, Any] = {
        "CallerReference": "c",
        "Comment": "",
        "Enabled": True,
        "Origins": {
            "Quantity": 1,
            "Items": [
                {
                    "Id": "o",
                    "DomainName": "b.s3.us-east-1.amazonaws.com",
                    "S3OriginConfig": {"OriginAccessIdentity": ""},
                }
            ],
        },
        "DefaultCacheBehavior": {
            "TargetOriginId": "o",
            "ViewerProtocolPolicy": "redirect-to-https",
            "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
    }
    made = client.create_distribution(DistributionConfig=given)["Distribution"]["Id"]
    for config in (
        client.get_distribution(Id=made)["Distribution"]["DistributionConfig"],
        client.get_distribution_config(Id=made)["DistributionConfig"],
    ):
        assert "ForwardedValues" not in config["DefaultCacheBehavior"]
        assert (
            config["DefaultCacheBehavior"]["CachePolicyId"] == given["DefaultCacheBehavior"]["CachePolicyId"]
        )
