"""CloudFront: distributions as they were given, functions, policies."""

import uuid
from typing import Any

from emulator.clock import now
from emulator.registry import Call, Params, Service
from emulator.state import Missing

from . import cloudfront_keys
from .cloudfront_policies import KINDS

cloudfront = Service("cloudfront", worldwide=True)

for kind in KINDS:
    kind.register(cloudfront)
cloudfront_keys.register(cloudfront)


# Distributions


@cloudfront.after("CreateDistribution", "CreateDistributionWithTags", "UpdateDistribution")
def remember_distribution(call: Call, answer: Params) -> None:
    """Settings that exclude each other are answered together (noted here, answered below)."""
    tagged = call.get("DistributionConfigWithTags") or {}
    config = call.get("DistributionConfig") or tagged["DistributionConfig"]
    call.notes("distribution")[answer["Distribution"]["Id"]] = config


@cloudfront.after("GetDistribution", "GetDistributionConfig")
def answer_distribution(call: Call, answer: Params) -> None:
    """ForwardedValues beside a cache policy, sslSupportMethod beside the default certificate."""
    given = call.notes("distribution").get(call["Id"])
    if given is None:
        return
    holder = answer.get("Distribution", answer)
    no_logging = {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""}
    logging = given.get("Logging") or no_logging
    holder["DistributionConfig"] = {**holder["DistributionConfig"], **given, "Logging": logging}


@cloudfront.after("DeleteDistribution")
def forget_distribution(call: Call, _answer: Params) -> None:
    """What was noted about a distribution goes with it."""
    call.notes("distribution").pop(call["Id"], None)


# Functions: moto keeps them, but can't publish them.


@cloudfront.operation("CreateFunction", "UpdateFunction")
def put_function(call: Call) -> Params:
    """Functions can't be published, and a function that isn't can't be used."""
    held = call.records("function")
    earlier = held.get(call["Name"], {})
    held[call["Name"]] = {
        "config": call["FunctionConfig"],
        "code": call["FunctionCode"],
        "live": earlier.get("live"),
        "time": now(),
        "etag": "ETV" + uuid.uuid4().hex[:10].upper(),
    }
    return {**described(call, "DEVELOPMENT"), "Location": f"{call.base}/2020-05-31/function/{call['Name']}"}


def find(call: Call, stage: str) -> Any:
    """A function, if it has reached that stage."""
    function = call.records("function").get(call["Name"])
    if not function or (stage == "LIVE" and function["live"] is None):
        raise Missing("NoSuchFunctionExists", f"There is no {stage} function {call['Name']}.")
    return function


def described(call: Call, stage: str) -> Params:
    """A function as it appears in answers."""
    function = find(call, stage)
    metadata = {
        "FunctionARN": call.arn(f"function/{call['Name']}"),
        "Stage": stage,
        "CreatedTime": function["time"],
        "LastModifiedTime": function["time"],
    }
    summary = {
        "Name": call["Name"],
        "Status": "UNPUBLISHED" if function["live"] is None else "DEPLOYED",
        "FunctionConfig": function["config"],
        "FunctionMetadata": metadata,
    }
    return {"FunctionSummary": summary, "ETag": function["etag"]}


@cloudfront.operation("PublishFunction")
def publish_function(call: Call) -> Params:
    """Functions can't be published, and a function that isn't can't be used."""
    function = find(call, "DEVELOPMENT")
    function["live"] = function["code"]
    return {"FunctionSummary": described(call, "LIVE")["FunctionSummary"]}


@cloudfront.operation("DescribeFunction")
def describe_function(call: Call) -> Params:
    """Functions can't be published, and a function that isn't can't be used."""
    return described(call, call.get("Stage") or "DEVELOPMENT")


@cloudfront.operation("GetFunction")
def get_function(call: Call) -> Params:
    """Functions can't be published, and a function that isn't can't be used."""
    stage = call.get("Stage") or "DEVELOPMENT"
    function = find(call, stage)
    return {
        "FunctionCode": function["live" if stage == "LIVE" else "code"],
        "ETag": function["etag"],
        "ContentType": "application/octet-stream",
    }


@cloudfront.operation("DeleteFunction")
def delete_function(call: Call) -> Params:
    """Functions can't be published, and a function that isn't can't be used."""
    find(call, "DEVELOPMENT")
    del call.records("function")[call["Name"]]
    return {}
