"""Checks of the corrections in emulator/services for lambda."""

import base64
import io
import json
import stat
import urllib.error
import urllib.request
import zipfile
from typing import Any

from .support import ACCOUNT, archive, ask, aws, check, endpoint, function, permit, role_of


@check("lambda")
def functions_keep_their_settings() -> None:
    group = {"LogFormat": "JSON", "LogGroup": "own"}
    queue = {"TargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:dlq"}
    function("settings", LoggingConfig=group, DeadLetterConfig=queue)
    found = aws("lambda").get_function(FunctionName="settings")["Configuration"]
    assert (found["LoggingConfig"]["LogGroup"], found["DeadLetterConfig"]) == ("own", queue)


@check("lambda")
def concurrency_can_be_provisioned() -> None:
    client = aws("lambda")
    function("provisioned", Publish=True)
    which = {"FunctionName": "provisioned", "Qualifier": "1"}
    client.put_provisioned_concurrency_config(**which, ProvisionedConcurrentExecutions=2)
    found = client.get_provisioned_concurrency_config(**which)
    assert (found["Status"], found["AllocatedProvisionedConcurrentExecutions"]) == ("READY", 2)
    client.delete_provisioned_concurrency_config(**which)


@check("lambda")
def functions_are_run() -> None:
    function("run")
    answer = aws("lambda").invoke(FunctionName="run", Payload=b'{"a": 1}')
    payload = json.load(answer["Payload"])
    assert payload == {"got": {"a": 1}}, payload
    assert "FunctionError" not in answer


@check("lambda")
def functions_of_other_runtimes_return_501() -> None:
    function("ruby", Runtime="ruby3.4")
    try:
        aws("lambda").invoke(FunctionName="ruby")
    except aws("lambda").exceptions.ClientError as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 501, error
        assert "only nodejs and python functions are run" in str(error)
    else:
        raise AssertionError("it should have been refused")


@check("lambda")
def functions_of_images_have_no_default_settings() -> None:
    image = {"ImageUri": f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/shop:1"}
    role = role_of("role-image")
    client = aws("lambda")
    client.create_function(FunctionName="image", Role=role, PackageType="Image", Code=image)
    found = client.get_function(FunctionName="image")["Configuration"]
    assert "ImageConfigResponse" not in found, found


@check("lambda")
def queues_call_the_configured_alias() -> None:
    client = aws("lambda")
    function("mapped", Publish=True)
    alias = client.create_alias(FunctionName="mapped", Name="live", FunctionVersion="1")["AliasArn"]
    queue = aws("sqs").create_queue(QueueName="mapped")["QueueUrl"]
    arn = aws("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"][
        "QueueArn"
    ]
    permit("role-mapped", "sqs:*", resource=arn)
    made = client.create_event_source_mapping(FunctionName=alias, EventSourceArn=arn)
    found = client.get_event_source_mapping(UUID=made["UUID"])
    assert (made["FunctionArn"], found["FunctionArn"]) == (alias, alias), found


@check("lambda")
def settings_can_be_changed() -> None:
    client = aws("lambda")
    function("changing", EphemeralStorage={"Size": 512}, Environment={"Variables": {"AB": "c"}})
    key = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/k"
    client.update_function_configuration(
        FunctionName="changing", EphemeralStorage={"Size": 1024}, KMSKeyArn=key
    )
    found = client.get_function_configuration(FunctionName="changing")
    assert (found["EphemeralStorage"]["Size"], found["KMSKeyArn"]) == (1024, key)


@check("lambda")
def code_can_be_for_another_processor() -> None:
    client = aws("lambda")
    function("moving", Architectures=["arm64"])
    client.update_function_code(
        FunctionName="moving", ZipFile=archive(), Architectures=["x86_64"], Publish=True
    )
    for qualifier in ("$LATEST", "1"):
        found = client.get_function_configuration(FunctionName="moving", Qualifier=qualifier)
        assert found["Architectures"] == ["x86_64"], found


@check("lambda")
def handling_of_failures_can_be_changed() -> None:
    client = aws("lambda")
    function("failing")
    client.put_function_event_invoke_config(FunctionName="failing", MaximumRetryAttempts=2)
    client.put_function_event_invoke_config(FunctionName="failing", MaximumRetryAttempts=0)
    found = client.get_function_event_invoke_config(FunctionName="failing")
    assert found["MaximumRetryAttempts"] == 0
    client.delete_function_event_invoke_config(FunctionName="failing")


def zipped(*entries: tuple[str, int]) -> bytes:
    """A package with files of so many zeroes each."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, size in entries:
            package.writestr(name, bytes(size))
    return buffer.getvalue()


@check("lambda")
def packages_are_refused_that_do_not_unpack_into_their_folder() -> None:
    function("packages")
    client = aws("lambda")
    before = client.get_function(FunctionName="packages")["Configuration"]["CodeSha256"]
    half = 131_072_000  # of what Lambda unpacks
    for package, reason in (
        (b"no zip file", "Could not unzip"),
        (zipped(("one", half), ("two", half)), "Unzipped size must be smaller than 262144000"),
        (zipped(("../outside.mjs", 1)), "outside of its own folder: '../outside.mjs'"),
        (zipped(("a/../../outside.mjs", 1)), "outside of its own folder"),
        (zipped(("/tmp/outside.mjs", 1)), "outside of its own folder"),
        (zipped(("..\\outside.mjs", 1)), "outside of its own folder"),
    ):
        try:
            client.update_function_code(FunctionName="packages", ZipFile=package)
        except client.exceptions.InvalidParameterValueException as error:
            assert reason in str(error), error
        else:
            raise AssertionError(f"it should have been refused: {reason}")
    assert client.get_function(FunctionName="packages")["Configuration"]["CodeSha256"] == before
    assert json.load(client.invoke(FunctionName="packages", Payload=b"{}")["Payload"]) == {"got": {}}


@check("lambda")
def links_in_packages_lead_nowhere() -> None:
    link = zipfile.ZipInfo("outside")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(link, "/etc/passwd")
        package.writestr(
            "index.mjs",
            "import fs from 'node:fs'; export const handler = () => fs.readFileSync('outside', 'utf8');",
        )
    function("links", Code={"ZipFile": buffer.getvalue()})
    answer = aws("lambda").invoke(FunctionName="links", Payload=b"{}")
    assert json.load(answer["Payload"]) == "/etc/passwd"


def packed(name: str, text: str) -> bytes:
    """A package with one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(name, text)
    return buffer.getvalue()


@check("lambda")
def functions_have_their_layers_also_when_these_are_deleted() -> None:
    client = aws("lambda")
    content = {"ZipFile": packed("nodejs/node_modules/shared/index.js", "exports.text = 'of a layer';")}
    layer = client.publish_layer_version(LayerName="shared", Content=content)
    code = "exports.handler = () => require('shared').text;"
    function(
        "shares", Code={"ZipFile": packed("index.js", code)}, Layers=[layer["LayerVersionArn"]], Publish=True
    )
    client.delete_layer_version(LayerName="shared", VersionNumber=layer["Version"])
    answer = client.invoke(FunctionName="shares", Qualifier="1", Payload=b"{}")
    assert json.load(answer["Payload"]) == "of a layer", answer


@check("lambda")
def addresses_of_aliases_can_be_changed() -> None:
    client = aws("lambda")
    function("addressed", Publish=True)
    client.create_alias(FunctionName="addressed", Name="live", FunctionVersion="1")
    which = {"FunctionName": "addressed", "Qualifier": "live"}
    made = client.create_function_url_config(**which, AuthType="AWS_IAM", InvokeMode="BUFFERED")
    assert made["FunctionUrl"].endswith(".lambda-url.us-east-1.on.aws/"), made
    client.update_function_url_config(**which, InvokeMode="RESPONSE_STREAM")
    found = client.get_function_url_config(**which)
    assert found["InvokeMode"] == "RESPONSE_STREAM", found
    assert found["FunctionArn"].endswith(":function:addressed:live"), found


STREAM = """exports.handler = awslambda.streamifyResponse(async (event, stream) => {
    const headers = { "Content-Type": "text/html" };
    const part = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers, cookies: ["a=1"] });
    part.write(event.requestContext.http.method + " ");
    part.write(event.rawPath + "?" + event.rawQueryString);
    part.end();
});"""


def told(request: Any) -> tuple[int, str, str]:
    """Status, kind and text of an answer."""
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read().decode()


@check("lambda")
def addresses_need_both_statements_or_a_signature() -> None:
    client = aws("lambda")
    function("open", Publish=True)
    client.create_alias(FunctionName="open", Name="live", FunctionVersion="1")
    which = {"FunctionName": "open", "Qualifier": "live"}
    made = client.create_function_url_config(**which, AuthType="NONE", InvokeMode="BUFFERED")
    host = made["FunctionUrl"].split("/")[2]
    asked = urllib.request.Request(f"{endpoint()}/x", headers={"Host": host})
    allowed: dict[str, Any] = {**which, "Principal": "*"}
    client.add_permission(
        **allowed, StatementId="url", Action="lambda:InvokeFunctionUrl", FunctionUrlAuthType="NONE"
    )
    assert told(asked)[0] == 403
    client.add_permission(**allowed, StatementId="call", Action="lambda:InvokeFunction")
    status, kind, text = told(asked)
    assert (status, kind) == (200, "application/json"), (status, kind, text)
    event = json.loads(text)["got"]
    assert (event["rawPath"], event["requestContext"]["accountId"]) == ("/x", "anonymous"), event
    function("streams", Code={"ZipFile": archive(STREAM)}, Publish=True)
    client.create_alias(FunctionName="streams", Name="live", FunctionVersion="1")
    streaming = {"FunctionName": "streams", "Qualifier": "live"}
    mode = {"AuthType": "AWS_IAM", "InvokeMode": "RESPONSE_STREAM"}
    identifier = (
        client.create_function_url_config(**streaming, **mode)["FunctionUrl"].split("/")[2].split(".")[0]
    )
    answer = ask("lambda", f"/_url/{identifier}/a/b?c=d")
    given = (answer.status, answer.headers["Content-Type"], answer.headers["Set-Cookie"], answer.read())
    assert given == (201, "text/html", "a=1", b"GET /a/b?c=d"), given
    assert told(f"{endpoint()}/_url/{identifier}/")[0] == 403


@check("lambda")
def functions_write_to_the_group_that_they_have_been_given() -> None:
    client, logs = aws("lambda"), aws("logs")
    for group in ("first", "second"):
        logs.create_log_group(logGroupName=group)
    code = {"ZipFile": archive("exports.handler = async () => console.log('written');")}
    function("writes", Code=code, LoggingConfig={"LogFormat": "JSON", "LogGroup": "first"})
    permit("role-writes", "logs:CreateLogStream", "logs:PutLogEvents")
    for group in ("first", "second"):
        client.update_function_configuration(FunctionName="writes", LoggingConfig={"LogGroup": group})
        client.invoke(FunctionName="writes", Payload=b"{}")
        found = logs.filter_log_events(logGroupName=group)["events"]
        assert any("written" in event["message"] for event in found), (group, found)


@check("lambda")
def calls_say_their_version_and_the_end_of_their_log() -> None:
    lines = "for (let at = 0; at < 300; at++) console.log(`line ${at} of a log that is long`);"
    function("tail", Code={"ZipFile": archive(f"exports.handler = async () => {{ {lines} }};")}, Publish=True)
    aws("lambda").create_alias(FunctionName="tail", Name="live", FunctionVersion="1")
    answer = aws("lambda").invoke(FunctionName="tail", Qualifier="live", LogType="Tail", Payload=b"{}")
    log = base64.b64decode(answer["LogResult"])
    assert (answer["ExecutedVersion"], len(log)) == ("1", 4096), (answer.get("ExecutedVersion"), len(log))
    assert b"line 299 of a log that is long" in log


@check("lambda")
def calls_with_a_qualifier_run_that_version() -> None:
    client = aws("lambda")
    first, second = (archive(f"exports.handler = async () => {number};") for number in (1, 2))
    function("versions", Code={"ZipFile": first}, Publish=True)
    client.create_alias(FunctionName="versions", Name="live", FunctionVersion="1")
    client.update_function_code(FunctionName="versions", ZipFile=second)
    for qualifier, expected in (("live", b"1"), ("1", b"1"), ("$LATEST", b"2")):
        answer = client.invoke(FunctionName="versions", Qualifier=qualifier, Payload=b"{}")
        assert answer["Payload"].read() == expected, qualifier
