"""Checks of the corrections in emulator/services for logs."""

from .support import aws, check


@check("logs")
def queries_are_kept() -> None:
    client = aws("logs")
    made = client.put_query_definition(name="errors", queryString="fields @message")["queryDefinitionId"]
    found = client.describe_query_definitions(queryDefinitionNamePrefix="err")["queryDefinitions"]
    assert found[0]["queryDefinitionId"] == made
    assert client.delete_query_definition(queryDefinitionId=made)["success"] is True
