"""Calls an API and the address of a function before and after policies allow it. Prints statuses as JSON."""

import json
import urllib.error
import urllib.request

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from checks.permissions import ALLOW, Session
from checks.support import ACCOUNT, archive, aws, endpoint, function

CODE = {"ZipFile": archive("exports.handler = async () => 'called';")}


def status(request: urllib.request.Request) -> int:
    """The status of an answer."""
    try:
        return int(urllib.request.urlopen(request).status)
    except urllib.error.HTTPError as error:
        return error.code


def of_api() -> list[int]:
    """Nobody is let in, another API is, this one is."""
    client = aws("apigatewayv2")
    arn = function("behind-api", Code=CODE)["FunctionArn"]
    api = client.create_api(Name="let-in", ProtocolType="HTTP")["ApiId"]
    integration = client.create_integration(
        ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=arn, PayloadFormatVersion="2.0"
    )["IntegrationId"]
    client.create_route(ApiId=api, RouteKey="GET /called", Target=f"integrations/{integration}")
    client.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
    request = urllib.request.Request(f"{endpoint()}/_api/{api}/called")
    told = [status(request)]
    for name, path in (("other", "0123456789/*/*"), ("own", f"{api}/*/GET/called")):
        aws("lambda").add_permission(
            FunctionName="behind-api",
            StatementId=name,
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
            SourceArn=f"arn:aws:execute-api:us-east-1:{ACCOUNT}:{path}",
        )
        told.append(status(request))
    return told


def of_signed_route() -> list[int]:
    """A route for signed requests: the caller may not call it, and may."""
    client = aws("apigatewayv2")
    (api,) = (one["ApiId"] for one in client.get_apis()["Items"])
    (integration,) = (one["IntegrationId"] for one in client.get_integrations(ApiId=api)["Items"])
    route = {"RouteKey": "GET /signed/{id}", "AuthorizationType": "AWS_IAM"}
    client.create_route(ApiId=api, Target=f"integrations/{integration}", **route)
    aws("lambda").add_permission(
        FunctionName="behind-api",
        StatementId="signed",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )
    who = Session("calling")
    told = [status(signed(who, "execute-api", f"{endpoint()}/_api/{api}/signed/7"))]
    arn = f"arn:aws:execute-api:us-east-1:{ACCOUNT}:{api}/$default/GET/signed/*"
    who.may({**ALLOW, "Action": "execute-api:Invoke", "Resource": arn})
    return [*told, status(signed(who, "execute-api", f"{endpoint()}/_api/{api}/signed/7"))]


def of_address() -> list[int]:
    """The caller may not, and may."""
    arn = function("addressed", Code=CODE)["FunctionArn"]
    made = aws("lambda").create_function_url_config(FunctionName="addressed", AuthType="AWS_IAM")
    path = f"{endpoint()}/_url/{made['FunctionUrl'].split('/')[2].split('.')[0]}/"
    who = Session("addressing")
    told = [status(signed(who, "lambda", path))]
    who.may({**ALLOW, "Action": ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"], "Resource": arn})
    return [*told, status(signed(who, "lambda", path))]


def signed(who: Session, service: str, url: str) -> urllib.request.Request:
    """A request in the name of a session."""
    request = AWSRequest("GET", url)
    SigV4Auth(who.credentials, service, "us-east-1").add_auth(request)
    return urllib.request.Request(url, headers=dict(request.headers))


if __name__ == "__main__":
    print(json.dumps({"api": of_api(), "route": of_signed_route(), "address": of_address()}))
