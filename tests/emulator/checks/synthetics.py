"""Checks of the corrections in emulator/services for synthetics."""

from .support import ROLE, archive, aws, check


@check("synthetics")
def canaries_are_kept() -> None:
    client = aws("synthetics")
    client.create_canary(
        Name="canary",
        Code={"Handler": "index.handler", "ZipFile": archive()},
        ArtifactS3Location="s3://b/",
        ExecutionRoleArn=ROLE,
        Schedule={"Expression": "rate(5 minutes)"},
        RuntimeVersion="syn-nodejs-puppeteer-9.1",
        Tags={"Team": "core"},
    )
    client.start_canary(Name="canary")
    client.update_canary(Name="canary", SuccessRetentionPeriodInDays=7)
    found = client.get_canary(Name="canary")["Canary"]
    assert (found["Status"]["State"], found["SuccessRetentionPeriodInDays"]) == ("RUNNING", 7)
    assert found["Tags"] == {"Team": "core"}
    # The function behind it keeps its name, and has a version for each change.
    assert found["EngineArn"].endswith(f":function:cwsyn-canary-{found['Id']}:2")
    client.stop_canary(Name="canary")
    client.delete_canary(Name="canary")
