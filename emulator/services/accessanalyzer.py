"""IAM Access Analyzer: analyzers, without findings."""

from emulator.clock import now
from emulator.registry import Call, Params, Service, tag_list

accessanalyzer = Service("accessanalyzer")

accessanalyzer.tagging(arn="resourceArn", keys="tagKeys", tags="tags", why="moto has no such service.")


@accessanalyzer.operation("CreateAnalyzer")
def create_analyzer(call: Call) -> Params:
    """moto has no such service."""
    name = call["analyzerName"]
    analyzer = {
        "name": name,
        "type": call["type"],
        "arn": call.arn(f"analyzer/{name}", "access-analyzer"),
        "status": "ACTIVE",
        "createdAt": now(),
        **call.pick("configuration"),
    }
    call.records("analyzer")[name] = analyzer
    call.tag(analyzer["arn"], call.get("tags"))
    return {"arn": analyzer["arn"]}


@accessanalyzer.operation("GetAnalyzer")
def get_analyzer(call: Call) -> Params:
    """moto has no such service."""
    analyzer = call.records("analyzer").find(call["analyzerName"])
    return {"analyzer": {**analyzer, "tags": tag_list(analyzer["arn"], None)}}


@accessanalyzer.operation("ListAnalyzers")
def list_analyzers(call: Call) -> Params:
    """moto has no such service."""
    wanted, held = call.get("type"), call.records("analyzer").values()
    return {"analyzers": [one for one in held if wanted in (None, one["type"])]}


@accessanalyzer.operation("DeleteAnalyzer")
def delete_analyzer(call: Call) -> Params:
    """moto has no such service."""
    call.records("analyzer").find(call["analyzerName"])
    del call.records("analyzer")[call["analyzerName"]]
    return {}
