"""Checks of the corrections in emulator/services for logs."""

from .support import aws, check


@check("logs")
def queries_are_kept() -> None:
    client = aws("logs")
    made = client.put_query_definition(name="errors", queryString="fields @message")["queryDefinitionId"]
    found = client.describe_query_definitions(queryDefinitionNamePrefix="err")["queryDefinitions"]
    assert found[0]["queryDefinitionId"] == made
    assert client.delete_query_definition(queryDefinitionId=made)["success"] is True


@check("logs")
def changed_metric_filters_replace_the_former_one() -> None:
    client = aws("logs")
    client.create_log_group(logGroupName="filtered")
    metrics = [{"metricName": "errors", "metricNamespace": "app", "metricValue": "1"}]
    for pattern in ("error", "fatal"):
        client.put_metric_filter(
            logGroupName="filtered", filterName="errors", filterPattern=pattern, metricTransformations=metrics
        )
    found = client.describe_metric_filters(logGroupName="filtered")["metricFilters"]
    assert [each["filterPattern"] for each in found] == ["fatal"]
