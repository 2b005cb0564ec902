"""CloudWatch Logs: saved queries, changed metric filters."""

import uuid

from emulator.registry import Call, Params, Service

logs = Service("logs")


@logs.operation("PutQueryDefinition")
def put_query(call: Call) -> Params:
    """Saved queries are not implemented."""
    query = {"queryDefinitionId": str(uuid.uuid4()), "lastModified": 0, **call.params}
    call.records("query definition")[query["queryDefinitionId"]] = query
    return {"queryDefinitionId": query["queryDefinitionId"]}


@logs.operation("DescribeQueryDefinitions")
def describe_queries(call: Call) -> Params:
    """Saved queries are not implemented."""
    prefix = call.get("queryDefinitionNamePrefix") or ""
    queries = call.records("query definition").values()
    return {"queryDefinitions": [query for query in queries if query["name"].startswith(prefix)]}


@logs.operation("DeleteQueryDefinition")
def delete_query(call: Call) -> Params:
    """Saved queries are not implemented."""
    return {"success": call.records("query definition").pop(call["queryDefinitionId"], None) is not None}


@logs.before("PutMetricFilter")
def replace_filter(call: Call) -> None:
    """A metric filter that is changed stays as it was, with a second one beside it."""
    filters = call.backend().filters.metric_filters
    wanted = (call["logGroupName"], call["filterName"])
    filters[:] = [known for known in filters if (known["logGroupName"], known["filterName"]) != wanted]
