"""Checks of the corrections in emulator/services for accessanalyzer."""

from .support import aws, check


@check("accessanalyzer")
def analyzers_are_kept() -> None:
    client = aws("accessanalyzer")
    arn = client.create_analyzer(analyzerName="a", type="ACCOUNT", tags={"Team": "core"})["arn"]
    assert client.get_analyzer(analyzerName="a")["analyzer"]["tags"] == {"Team": "core"}
    assert client.list_tags_for_resource(resourceArn=arn)["tags"] == {"Team": "core"}
    assert [one["name"] for one in client.list_analyzers(type="ACCOUNT")["analyzers"]] == ["a"]
    assert client.list_analyzers(type="ORGANIZATION")["analyzers"] == []
    client.delete_analyzer(analyzerName="a")
