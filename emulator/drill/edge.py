"""Exercises of distributions and firewalls."""

from emulator.clients import Aws

from .exercise import Exercises, Resource

exercises = Exercises()
change, delete, add, untag = exercises.change, exercises.delete, exercises.add, exercises.untag


def distribution(aws: Aws, r: Resource) -> None:
    found = aws("cloudfront").get_distribution_config(Id=r.id)
    settings = found["DistributionConfig"] | {"DefaultRootObject": "drill.html"}
    aws("cloudfront").update_distribution(Id=r.id, IfMatch=found["ETag"], DistributionConfig=settings)


def no_distribution(aws: Aws, r: Resource) -> None:
    found = aws("cloudfront").get_distribution_config(Id=r.id)
    settings = found["DistributionConfig"] | {"Enabled": False}
    tag = aws("cloudfront").update_distribution(Id=r.id, IfMatch=found["ETag"], DistributionConfig=settings)[
        "ETag"
    ]
    aws("cloudfront").delete_distribution(Id=r.id, IfMatch=tag)


def origin_access(aws: Aws, r: Resource) -> None:
    found = aws("cloudfront").get_origin_access_control(Id=r.id)
    settings = found["OriginAccessControl"]["OriginAccessControlConfig"] | {"SigningBehavior": "never"}
    aws("cloudfront").update_origin_access_control(
        Id=r.id, IfMatch=found["ETag"], OriginAccessControlConfig=settings
    )


def headers(aws: Aws, r: Resource) -> None:
    found = aws("cloudfront").get_response_headers_policy(Id=r.id)
    settings = found["ResponseHeadersPolicy"]["ResponseHeadersPolicyConfig"] | {"Comment": "drill"}
    aws("cloudfront").update_response_headers_policy(
        Id=r.id, IfMatch=found["ETag"], ResponseHeadersPolicyConfig=settings
    )


def cached(aws: Aws, r: Resource) -> None:
    found = aws("cloudfront").get_cache_policy(Id=r.id)
    settings = found["CachePolicy"]["CachePolicyConfig"] | {"DefaultTTL": 1}
    aws("cloudfront").update_cache_policy(Id=r.id, IfMatch=found["ETag"], CachePolicyConfig=settings)


def edge_code(aws: Aws, r: Resource) -> None:
    tag = aws("cloudfront").describe_function(Name=r["name"])["ETag"]
    settings = {"Comment": "drill", "Runtime": "cloudfront-js-2.0"}
    code = b"function handler(event) { return event.request; }"
    tag = aws("cloudfront").update_function(
        Name=r["name"], IfMatch=tag, FunctionConfig=settings, FunctionCode=code
    )["ETag"]
    aws("cloudfront").publish_function(Name=r["name"], IfMatch=tag)


def waf(r: Resource) -> dict[str, str]:
    return {"Name": r["name"], "Scope": r["scope"], "Id": r.id}


def open_firewall(aws: Aws, r: Resource) -> None:
    found = aws("wafv2").get_web_acl(**waf(r))
    known = found["WebACL"]
    kept = {"DefaultAction": known["DefaultAction"], "VisibilityConfig": known["VisibilityConfig"]}
    aws("wafv2").update_web_acl(LockToken=found["LockToken"], Rules=known["Rules"][:1], **kept, **waf(r))


def no_group(aws: Aws, r: Resource) -> None:
    """CloudFront keeps a key group while a distribution trusts it."""
    cloudfront = aws("cloudfront")
    for one in cloudfront.list_distributions()["DistributionList"].get("Items", []):
        found = cloudfront.get_distribution_config(Id=one["Id"])
        settings = found["DistributionConfig"]
        ordered = (settings.get("CacheBehaviors") or {}).get("Items", [])
        trusting = [
            behavior
            for behavior in [settings["DefaultCacheBehavior"], *ordered]
            if r.id in (behavior.get("TrustedKeyGroups") or {}).get("Items", [])
        ]
        for behavior in trusting:
            behavior["TrustedKeyGroups"] = {"Enabled": False, "Quantity": 0}
        if trusting:
            cloudfront.update_distribution(Id=one["Id"], IfMatch=found["ETag"], DistributionConfig=settings)
    cloudfront.delete_key_group(Id=r.id, IfMatch=cloudfront.get_key_group(Id=r.id)["ETag"])


def group_comment(aws: Aws, r: Resource) -> None:
    """The keys of a group are its rotation's to change; what else there is, is not."""
    found = aws("cloudfront").get_key_group(Id=r.id)
    settings = found["KeyGroup"]["KeyGroupConfig"] | {"Comment": "drill"}
    aws("cloudfront").update_key_group(Id=r.id, IfMatch=found["ETag"], KeyGroupConfig=settings)


change("aws:cloudfront/keyGroup:KeyGroup", "comment", group_comment)
delete("aws:cloudfront/keyGroup:KeyGroup", no_group)


def patterns(aws: Aws, r: Resource) -> None:
    token = aws("wafv2").get_regex_pattern_set(**waf(r))["LockToken"]
    aws("wafv2").update_regex_pattern_set(
        LockToken=token, RegularExpressionList=[{"RegexString": "^drill$"}], **waf(r)
    )


change("aws:cloudfront/cachePolicy:CachePolicy", "objects kept for a second", cached)
change("aws:cloudfront/distribution:Distribution", "start page", distribution)
change("aws:cloudfront/function:Function", "code", edge_code)
change("aws:cloudfront/originAccessControl:OriginAccessControl", "requests unsigned", origin_access)
change("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "comment", headers)
change("aws:wafv2/regexPatternSet:RegexPatternSet", "another pattern", patterns)
change("aws:wafv2/webAcl:WebAcl", "one rule is left", open_firewall)
change(
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    "everything redacted",
    lambda aws, r: aws("wafv2").put_logging_configuration(
        LoggingConfiguration={
            "ResourceArn": r["resourceArn"],
            "LogDestinationConfigs": r["logDestinationConfigs"],
            "RedactedFields": [{"UriPath": {}}],
        }
    ),
)
delete("aws:cloudfront/distribution:Distribution", no_distribution)
# A distribution is disabled before it is deleted, which CloudFront refuses without its certificate.
delete("aws:acm/certificate:Certificate", lambda aws, r: aws("acm").delete_certificate(CertificateArn=r.id))
delete(
    "aws:cloudfront/function:Function",
    lambda aws, r: aws("cloudfront").delete_function(
        Name=r["name"], IfMatch=aws("cloudfront").describe_function(Name=r["name"])["ETag"]
    ),
)
delete(
    "aws:cloudfront/originAccessControl:OriginAccessControl",
    lambda aws, r: aws("cloudfront").delete_origin_access_control(
        Id=r.id, IfMatch=aws("cloudfront").get_origin_access_control(Id=r.id)["ETag"]
    ),
)
delete(
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    lambda aws, r: aws("wafv2").delete_logging_configuration(ResourceArn=r["resourceArn"]),
)
delete(
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    lambda aws, r: aws("wafv2").disassociate_web_acl(ResourceArn=r["resourceArn"]),
)
