"""Deploys a site and an API to an emulator, with boto3; prints their ids as JSON.

usage: deploy.py <address> <region>
"""

import io
import json
import sys
import zipfile
from typing import Any

import boto3
from botocore.config import Config

ENDPOINT, REGION = sys.argv[1], sys.argv[2]

FUNCTION = """
const { S3Client } = (() => { try { return require("@aws-sdk/client-s3"); } catch { return {}; } })();
let calls = 0;
exports.handler = async (event, context) => {
    console.log("called", ++calls, event.rawPath);
    if (event.queryStringParameters?.fail) throw new TypeError("as asked");
    if (event.queryStringParameters?.sleep) await new Promise((done) => setTimeout(done, 60000));
    return {
        statusCode: 201,
        headers: { "x-function": context.functionName },
        cookies: ["a=1", "b=2"],
        body: JSON.stringify({ event, environment: { SECRET: process.env.SECRET, HOME: process.env.HOME,
            endpoint: process.env.AWS_ENDPOINT_URL, key: process.env.AWS_ACCESS_KEY_ID } }),
    };
};
"""
MODULE = """
import { readFileSync } from "node:fs";
export const own = async () => ({ module: true, file: readFileSync(new URL("data.txt", import.meta.url), "utf8") });
"""
PYTHON = """
import json
import logging
import os
import time

import boto3

STS = boto3.client("sts")


def own(event, context):
    print("called in Python", event["rawPath"])
    logging.getLogger().warning("be warned")
    asked = event.get("queryStringParameters") or {}
    if "fail" in asked:
        raise KeyError("as asked")
    if "sleep" in asked:
        time.sleep(60)
    if "odd" in asked:
        return {1, 2}
    account = STS.get_caller_identity()["Account"]
    body = {
        "account": account,
        "name": context.function_name,
        "remaining": context.get_remaining_time_in_millis(),
        "root": sorted(os.listdir(os.environ["LAMBDA_TASK_ROOT"])),
        "seen": os.path.exists(asked.get("file", "")),
    }
    return {"statusCode": 200, "body": json.dumps(body)}
"""
AUTHORIZER = "exports.handler = async (e) => ({ isAuthorized: e.identitySource[0] === 'open', context: { who: 'me' } });"
REWRITE = """
function handler(event) {
    var request = event.request;
    if (request.uri === "/old") return { statusCode: 301, statusDescription: "Moved", headers: { location: { value: "/new" } } };
    if (request.uri.startsWith("/seen/")) return { statusCode: 200, headers: { "x-uri": { value: request.uri } } };
    if (request.uri === "/hash") {
        var hash = require("crypto").createHash("sha256").update("a").digest("hex");
        return { statusCode: 200, headers: { "x-hash": { value: hash } } };
    }
    if (request.uri.endsWith("/docs")) request.uri += "/index.html";
    return request;
}
"""


TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)


def aws(service: str) -> Any:
    """A client of the emulator, with the credentials that are in the environment."""
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name=REGION,
        config=Config(retries={"max_attempts": 1, "mode": "standard"}, s3={"addressing_style": "path"}),
    )


def site() -> dict[str, str]:
    """A private bucket behind a distribution, as the StaticSite component creates them."""
    s3, cloudfront = aws("s3"), aws("cloudfront")
    s3.create_bucket(Bucket="site", CreateBucketConfiguration={"LocationConstraint": REGION})
    pages = {
        "v1/index.html": ("<h1>home</h1>", "text/html", "no-cache"),
        "v1/docs/index.html": ("<h1>docs</h1>", "text/html", "no-cache"),
        "v1/assets/app.js": ("let a;", "text/javascript", "max-age=31536000,public,immutable"),
        "v1/with space.txt": ("space", "text/plain", "no-cache"),
        "v1/a+b 100%/größe": ("odd", "text/plain", "no-cache"),
        "other/secret.txt": ("secret", "text/plain", "no-cache"),
    }
    for name, (text, kind, cache) in pages.items():
        s3.put_object(Bucket="site", Key=name, Body=text.encode(), ContentType=kind, CacheControl=cache)
    s3.put_public_access_block(
        Bucket="site",
        PublicAccessBlockConfiguration=dict.fromkeys(
            ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
        ),
    )
    oac = cloudfront.create_origin_access_control(
        OriginAccessControlConfig={
            "Name": "oac",
            "SigningProtocol": "sigv4",
            "SigningBehavior": "always",
            "OriginAccessControlOriginType": "s3",
        }
    )["OriginAccessControl"]["Id"]
    headers = cloudfront.create_response_headers_policy(
        ResponseHeadersPolicyConfig={
            "Name": "security",
            "SecurityHeadersConfig": {
                "FrameOptions": {"Override": True, "FrameOption": "DENY"},
                "StrictTransportSecurity": {
                    "Override": True,
                    "AccessControlMaxAgeSec": 63072000,
                    "IncludeSubdomains": True,
                },
            },
            "CustomHeadersConfig": {
                "Quantity": 1,
                "Items": [{"Header": "x-site", "Value": "ours", "Override": True}],
            },
        }
    )["ResponseHeadersPolicy"]["Id"]
    function = cloudfront.create_function(
        Name="rewrite",
        FunctionConfig={"Comment": "", "Runtime": "cloudfront-js-2.0"},
        FunctionCode=REWRITE.encode(),
    )
    cloudfront.publish_function(Name="rewrite", IfMatch=function["ETag"])
    arn = function["FunctionSummary"]["FunctionMetadata"]["FunctionARN"]
    made = cloudfront.create_distribution(
        DistributionConfig={
            "CallerReference": "site",
            "Comment": "",
            "Enabled": True,
            "DefaultRootObject": "index.html",
            "Aliases": {"Quantity": 1, "Items": ["www.example.com"]},
            "ViewerCertificate": {
                "ACMCertificateArn": certificate("*.example.com"),
                "SSLSupportMethod": "sni-only",
            },
            "Origins": {
                "Quantity": 1,
                "Items": [
                    {
                        "Id": "bucket",
                        "DomainName": f"site.s3.{REGION}.amazonaws.com",
                        "OriginPath": "/v1",
                        "OriginAccessControlId": oac,
                        "S3OriginConfig": {"OriginAccessIdentity": ""},
                    }
                ],
            },
            "DefaultCacheBehavior": {
                "TargetOriginId": "bucket",
                "ViewerProtocolPolicy": "redirect-to-https",
                "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
                "ResponseHeadersPolicyId": headers,
                "FunctionAssociations": {
                    "Quantity": 1,
                    "Items": [{"EventType": "viewer-request", "FunctionARN": arn}],
                },
            },
            "CustomErrorResponses": {
                "Quantity": 1,
                "Items": [
                    {
                        "ErrorCode": 403,
                        "ResponseCode": "200",
                        "ResponsePagePath": "/index.html",
                        "ErrorCachingMinTTL": 0,
                    }
                ],
            },
        }
    )["Distribution"]
    allow = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::site/v1/*",
        "Condition": {"StringEquals": {"AWS:SourceArn": made["ARN"]}},
    }
    policy = {"Version": "2012-10-17", "Statement": [allow]}
    s3.put_bucket_policy(Bucket="site", Policy=json.dumps(policy))
    return {"distribution": made["Id"], "domain": made["DomainName"]}


def function(name: str, files: dict[str, str], role: str, **settings: Any) -> str:
    """Creates a function for Node and returns its ARN."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for path, text in files.items():
            package.writestr(path, text)
    defaults = {"Runtime": "nodejs22.x", "Handler": "index.handler", "Timeout": 5}
    code = {"ZipFile": buffer.getvalue()}
    return aws("lambda").create_function(FunctionName=name, Role=role, Code=code, **(defaults | settings))[
        "FunctionArn"
    ]


def certificate(name: str) -> str:
    """A certificate for CloudFront, which takes them from one region."""
    client = boto3.client("acm", endpoint_url=ENDPOINT, region_name="us-east-1")
    return str(client.request_certificate(DomainName=name, ValidationMethod="DNS")["CertificateArn"])


def api() -> dict[str, str]:
    """An HTTP API with open and protected routes, and a user with tokens for it."""
    role = aws("iam").create_role(RoleName="function", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    logs = {"Effect": "Allow", "Action": "logs:*", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [logs]})
    aws("iam").put_role_policy(RoleName="function", PolicyName="logs", PolicyDocument=document)
    for name in ("echo", "python"):
        aws("logs").create_log_group(logGroupName=f"/aws/lambda/{name}")
    echo = function("echo", {"index.js": FUNCTION}, role, Environment={"Variables": {"SECRET": "s"}})
    module = function("module", {"src/app.mjs": MODULE, "src/data.txt": "data"}, role, Handler="src/app.own")
    guard = function("guard", {"index.js": AUTHORIZER}, role)
    python = function("python", {"src/app.py": PYTHON}, role, Runtime="python3.13", Handler="src/app.own")
    ruby = function("ruby", {"index.rb": ""}, role, Runtime="ruby3.4")
    for name in ("echo", "module", "guard", "python", "ruby"):
        aws("lambda").add_permission(
            FunctionName=name,
            StatementId="api",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
        )

    cognito = aws("cognito-idp")
    pool = cognito.create_user_pool(PoolName="users")["UserPool"]["Id"]
    flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    clients = [
        cognito.create_user_pool_client(UserPoolId=pool, ClientName=name, ExplicitAuthFlows=flows)[
            "UserPoolClient"
        ]["ClientId"]
        for name in ("web", "other")
    ]
    cognito.admin_create_user(UserPoolId=pool, Username="ann", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username="ann", Password="Correct-1", Permanent=True)
    tokens = [
        cognito.admin_initiate_auth(
            UserPoolId=pool,
            ClientId=client,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ann", "PASSWORD": "Correct-1"},
        )["AuthenticationResult"]
        for client in clients
    ]

    gateway = aws("apigatewayv2")
    made = gateway.create_api(
        Name="api",
        ProtocolType="HTTP",
        CorsConfiguration={
            "AllowOrigins": ["https://app.example.com"],
            "AllowMethods": ["GET", "POST"],
            "AllowHeaders": ["authorization"],
            "MaxAge": 300,
            "AllowCredentials": True,
        },
    )["ApiId"]
    jwt = gateway.create_authorizer(
        ApiId=made,
        Name="jwt",
        AuthorizerType="JWT",
        IdentitySource=["$request.header.Authorization"],
        JwtConfiguration={
            "Audience": [clients[0]],
            "Issuer": f"https://cognito-idp.{REGION}.amazonaws.com/{pool}",
        },
    )["AuthorizerId"]
    custom = gateway.create_authorizer(
        ApiId=made,
        Name="guard",
        AuthorizerType="REQUEST",
        IdentitySource=["$request.header.x-key"],
        AuthorizerUri=f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{guard}/invocations",
        AuthorizerPayloadFormatVersion="2.0",
        EnableSimpleResponses=True,
    )["AuthorizerId"]

    def route(key: str, target: str, **settings: Any) -> None:
        integration = gateway.create_integration(
            ApiId=made,
            IntegrationType="AWS_PROXY",
            IntegrationUri=target,
            PayloadFormatVersion="2.0",
            TimeoutInMillis=1500,
        )["IntegrationId"]
        gateway.create_route(ApiId=made, RouteKey=key, Target=f"integrations/{integration}", **settings)

    invoke = f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{echo}/invocations"
    route("GET /items", invoke)
    route("ANY /items/{id}", invoke)
    route("GET /items/special", module)
    route("GET /files/{path+}", invoke)
    route("GET /python", python)
    route("GET /ruby", ruby)
    route("GET /me", invoke, AuthorizationType="JWT", AuthorizerId=jwt)
    route("GET /scoped", invoke, AuthorizationType="JWT", AuthorizerId=jwt, AuthorizationScopes=["api/read"])
    route("GET /guarded", invoke, AuthorizationType="CUSTOM", AuthorizerId=custom)
    route("GET /signed", invoke, AuthorizationType="AWS_IAM")
    gateway.create_stage(ApiId=made, StageName="$default", AutoDeploy=True)
    gateway.create_stage(ApiId=made, StageName="v2", AutoDeploy=True, StageVariables={"level": "two"})
    return {
        "api": made,
        "idToken": tokens[0]["IdToken"],
        "accessToken": tokens[0]["AccessToken"],
        "otherToken": tokens[1]["IdToken"],
    }


def stripping() -> str:
    """A function that takes the prefix of a path away, and says so in a header."""
    code = """
function handler(event) {
    event.request.uri = event.request.uri.slice("/below".length);
    event.request.headers["x-forwarded-prefix"] = { value: "/below" };
    return event.request;
}
"""
    cloudfront = aws("cloudfront")
    made = cloudfront.create_function(
        Name="strip",
        FunctionConfig={"Comment": "", "Runtime": "cloudfront-js-2.0"},
        FunctionCode=code.encode(),
    )
    cloudfront.publish_function(Name="strip", IfMatch=made["ETag"])
    arn: str = made["FunctionSummary"]["FunctionMetadata"]["FunctionARN"]
    return arn


def front(made: dict[str, str]) -> dict[str, str]:
    """A distribution in front of the API, which adds a header that a route requires."""
    distribution = aws("cloudfront").create_distribution(
        DistributionConfig={
            "CallerReference": "front",
            "Comment": "",
            "Enabled": True,
            "Origins": {
                "Quantity": 1,
                "Items": [
                    {
                        "Id": "api",
                        "DomainName": f"{made['api']}.execute-api.{REGION}.amazonaws.com",
                        "CustomHeaders": {
                            "Quantity": 1,
                            "Items": [{"HeaderName": "X-Key", "HeaderValue": "open"}],
                        },
                        "CustomOriginConfig": {
                            "HTTPPort": 80,
                            "HTTPSPort": 443,
                            "OriginProtocolPolicy": "https-only",
                        },
                    }
                ],
            },
            "CacheBehaviors": {
                "Quantity": 1,
                "Items": [
                    {
                        "PathPattern": "/below/*",
                        "TargetOriginId": "api",
                        "ViewerProtocolPolicy": "https-only",
                        "CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
                        # AllViewerExceptHostHeader
                        "OriginRequestPolicyId": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
                        "FunctionAssociations": {
                            "Quantity": 1,
                            "Items": [{"EventType": "viewer-request", "FunctionARN": stripping()}],
                        },
                    }
                ],
            },
            "DefaultCacheBehavior": {
                "TargetOriginId": "api",
                "ViewerProtocolPolicy": "https-only",
                "CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
            },
        }
    )["Distribution"]
    return {**made, "front": distribution["Id"]}


print(json.dumps(site() | front(api())))
