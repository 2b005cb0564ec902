"""What CloudFront leaves of a request on its way to an origin that is no bucket.

Policies of one's own are not looked at: with one, everything is forwarded.
"""

from typing import Any

from .requests import Request, values

ALL_VIEWER = "216adef6-5c7f-47e4-b989-5493eafa07d3"
_KEYS_WITHOUT_ANYTHING = (
    "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",  # CachingDisabled
    "658327ea-f89d-4fab-a63d-7e88639e58f6",  # CachingOptimized
)


def forward(behavior: dict[str, Any], origin: dict[str, Any], request: Request) -> None:
    """The origin's own host unless the viewer's is asked for; without a policy no query, cookies or token."""
    policy = behavior.get("OriginRequestPolicyId")
    if policy != ALL_VIEWER:
        request.host = request.headers["host"] = origin["DomainName"]
    if not policy and behavior.get("CachePolicyId") in _KEYS_WITHOUT_ANYTHING:
        request.query = ""
        request.headers.pop("cookie", None)
        request.headers.pop("authorization", None)
    for header in values(origin.get("CustomHeaders")):
        request.headers[header["HeaderName"].lower()] = header["HeaderValue"]
