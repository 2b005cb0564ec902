"""Holds requests against the conditions of a listener's rules.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
"""

import ipaddress
import re
from typing import Any
from urllib.parse import parse_qsl

from emulator.permissions.patterns import FIXED, wild

from .messages import Incoming


def matches(conditions: list[dict[str, Any]], request: Incoming) -> bool:
    """Whether a request fulfils all conditions of a rule."""
    return all(_is_fulfilled(condition, request) for condition in conditions)


def _is_fulfilled(condition: dict[str, Any], request: Incoming) -> bool:
    field = condition["Field"]
    name = "".join(part.capitalize() for part in field.split("-")) + "Config"
    config: dict[str, Any] = condition.get(name) or {}
    values: list[Any] = config.get("Values") or condition.get("Values") or []
    patterns = config.get("RegexValues") or condition.get("RegexValues") or []
    if field == "host-header":
        return _any(values, patterns, [request.host], True)
    if field == "path-pattern":
        return _any(values, patterns, [request.path], False)
    if field == "http-header":
        wanted = str(config.get("HttpHeaderName", "")).lower()
        given = [value for header, value in request.headers if header.lower() == wanted]
        return _any(values, patterns, given, True)
    if field == "http-request-method":
        return request.method in values
    if field == "query-string":
        return _has_parameter(values, request.query)
    if field == "source-ip":
        return _is_from(values, request.source)
    return False


def _any(values: list[str], patterns: list[str], given: list[str], ignoring_case: bool) -> bool:
    wanted = [wildcard(value, ignoring_case) for value in values]
    if any(one.fullmatch(text) for one in wanted for text in given):
        return True
    return any(re.search(pattern, text) for pattern in patterns for text in given)


def wildcard(pattern: str, ignoring_case: bool) -> re.Pattern[str]:
    """A pattern in which * stands for any characters, and ? for one; a backslash takes that away."""
    return wild(re.sub(r"\\([*?\\])", FIXED + r"\1", pattern), ignoring_case)


def _has_parameter(wanted: list[dict[str, str]], query: str) -> bool:
    given = parse_qsl(query, keep_blank_values=True)
    for one in wanted:
        key, value = one.get("Key"), wildcard(one.get("Value", ""), True)
        for name, text in given:
            fits = key is None or wildcard(key, True).fullmatch(name)
            if fits and value.fullmatch(text):
                return True
    return False


def _is_from(ranges: list[str], source: str) -> bool:
    address = ipaddress.ip_address(source)
    return any(address in ipaddress.ip_network(one, strict=False) for one in ranges)
