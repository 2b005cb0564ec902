"""The response headers policy of a distribution."""

from typing import Any

from emulator.state import RECORDS, WORLDWIDE, Place

from .requests import Request, Response, values

_MANAGED_SECURITY = "67f7725c-6f97-4210-82d7-5512b31e9d03"


def apply_headers_policy(account: str, policy: str | None, request: Request, response: Response) -> None:
    """Adds and removes the headers of the policy."""
    if not policy:
        return
    if policy == _MANAGED_SECURITY:
        for name, value in _managed().items():
            response.set(name, value, override=name == "X-Content-Type-Options")
        return
    config = RECORDS[Place(account, WORLDWIDE, "cloudfront", "ResponseHeadersPolicy")].get(policy)
    if config is None:
        return
    for removed in values(config.get("RemoveHeadersConfig")):
        response.remove(removed["Header"])
    _security(config.get("SecurityHeadersConfig") or {}, response)
    _cors(config.get("CorsConfig"), request, response)
    for header in values(config.get("CustomHeadersConfig")):
        response.set(header["Header"], header["Value"], header["Override"])


def _managed() -> dict[str, str]:
    """Managed-SecurityHeadersPolicy, as AWS documents it."""
    return {
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "X-XSS-Protection": "1; mode=block",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


def _security(config: dict[str, Any], response: Response) -> None:
    if part := config.get("StrictTransportSecurity"):
        value = f"max-age={part['AccessControlMaxAgeSec']}"
        value += "; includeSubDomains" if part.get("IncludeSubdomains") else ""
        value += "; preload" if part.get("Preload") else ""
        response.set("Strict-Transport-Security", value, part["Override"])
    if part := config.get("ContentTypeOptions"):
        response.set("X-Content-Type-Options", "nosniff", part["Override"])
    if part := config.get("XSSProtection"):
        value = "1" if part["Protection"] else "0"
        value += "; mode=block" if part.get("ModeBlock") else ""
        response.set("X-XSS-Protection", value, part["Override"])
    plain = {
        "FrameOptions": ("X-Frame-Options", "FrameOption"),
        "ReferrerPolicy": ("Referrer-Policy", "ReferrerPolicy"),
        "ContentSecurityPolicy": ("Content-Security-Policy", "ContentSecurityPolicy"),
    }
    for name, (header, key) in plain.items():
        if part := config.get(name):
            response.set(header, part[key], part["Override"])


def _cors(config: dict[str, Any] | None, request: Request, response: Response) -> None:
    origin = request.header("origin")
    if not config or not origin:
        return
    allowed = values(config["AccessControlAllowOrigins"])
    if "*" not in allowed and origin not in allowed:
        return
    override = config["OriginOverride"]
    response.set("Access-Control-Allow-Origin", "*" if "*" in allowed else origin, override)
    if config.get("AccessControlAllowCredentials"):
        response.set("Access-Control-Allow-Credentials", "true", override)
    if exposed := values(config.get("AccessControlExposeHeaders")):
        response.set("Access-Control-Expose-Headers", ",".join(exposed), override)
