"""WAF: places and costs of rules, where firewalls log."""

from ipaddress import ip_network
from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

wafv2 = Service("wafv2")
_GUIDE = "https://docs.aws.amazon.com/waf/latest/developerguide"
_INVALID = "WAFInvalidParameterException"
_MOST = 5000
_GROUPS = {
    "AWSManagedRulesCommonRuleSet": 700,
    "AWSManagedRulesAdminProtectionRuleSet": 100,
    "AWSManagedRulesKnownBadInputsRuleSet": 200,
    "AWSManagedRulesSQLiRuleSet": 200,
    "AWSManagedRulesLinuxRuleSet": 200,
    "AWSManagedRulesUnixRuleSet": 100,
    "AWSManagedRulesWindowsRuleSet": 200,
    "AWSManagedRulesPHPRuleSet": 100,
    "AWSManagedRulesWordPressRuleSet": 100,
    "AWSManagedRulesAmazonIpReputationList": 25,
    "AWSManagedRulesAnonymousIpList": 50,
    "AWSManagedRulesBotControlRuleSet": 50,
    "AWSManagedRulesATPRuleSet": 50,
    "AWSManagedRulesACFPRuleSet": 50,
    "AWSManagedRulesAntiDDoSRuleSet": 50,
}
"""Capacity units of AWS's own groups of rules."""

_STATEMENTS = {
    "GeoMatchStatement": 1,
    "IPSetReferenceStatement": 1,
    "LabelMatchStatement": 1,
    "SizeConstraintStatement": 1,
    "AsnMatchStatement": 1,
    "SqliMatchStatement": 20,
    "XssMatchStatement": 40,
    "RegexMatchStatement": 3,
    "RegexPatternSetReferenceStatement": 25,
    "RateBasedStatement": 2,
}
_MATCHES = {"EXACTLY": 2, "STARTS_WITH": 2, "ENDS_WITH": 2, "CONTAINS": 10, "CONTAINS_WORD": 10}
_DESTINATIONS = (":log-group:aws-waf-logs-", ":s3:::aws-waf-logs-", ":deliverystream/aws-waf-logs-")


def cost_of(call: Call, statement: dict[str, Any]) -> int:
    """The capacity units of a statement, those inside it included."""
    total = 0
    for kind, inner in statement.items():
        if not isinstance(inner, dict):
            continue
        if kind == "ManagedRuleGroupStatement":
            total += _GROUPS.get(inner.get("Name", ""), 0)
        elif kind == "RuleGroupReferenceStatement":
            group = call.backend().rule_groups.get(inner.get("ARN"))
            total += int(group.capacity) if group is not None else 0
        elif kind == "ByteMatchStatement":
            total += _MATCHES.get(inner.get("PositionalConstraint", ""), 0)
        else:
            total += _STATEMENTS.get(kind, 0)
        own = [one for one in inner.get("TextTransformations") or [] if one.get("Type") != "NONE"]
        total += 10 * len(own)
        if "Body" in (inner.get("FieldToMatch") or {}) or "JsonBody" in (inner.get("FieldToMatch") or {}):
            total += 10 if kind == "ByteMatchStatement" else 0
        for name in ("Statement", "ScopeDownStatement"):
            total += cost_of(call, inner.get(name) or {})
        total += sum(cost_of(call, one) for one in inner.get("Statements") or [])
    return total


@wafv2.refuse("CreateWebACL", "UpdateWebACL", source=f"{_GUIDE}/aws-waf-capacity-units.html")
def capacity(call: Call) -> None:
    """Rules of a firewall that cost more than 5,000 capacity units together."""
    total = sum(cost_of(call, rule.get("Statement") or {}) for rule in call.get("Rules") or [])
    if total > _MOST:
        message = "AWS WAF couldn’t perform the operation because you exceeded your resource limit."  # noqa: RUF001
        raise Refused("WAFLimitsExceededException", f"{message} WCU: {total}, at most {_MOST}")


@wafv2.refuse("CreateRuleGroup", "UpdateRuleGroup", source=f"{_GUIDE}/aws-waf-capacity-units.html")
def group_capacity(call: Call) -> None:
    """Rules of a group that cost more than the capacity with which it is made."""
    rules = call.get("Rules") or []
    total, limit = sum(cost_of(call, rule.get("Statement") or {}) for rule in rules), call.get("Capacity")
    if limit is not None and (total > limit or limit > _MOST):
        message = "Error reason: Your rule group's capacity exceeds the limit., field: RULE_GROUP, parameter:"
        raise Refused("WAFLimitsExceededException", f"{message} {max(total, limit)}")


@wafv2.refuse(
    "CreateWebACL",
    "UpdateWebACL",
    "CreateRuleGroup",
    "UpdateRuleGroup",
    source="https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html",
)
def places(call: Call) -> None:
    """Two rules with one priority, one name or one metric."""
    rules = call.get("Rules") or []
    metrics = [(rule.get("VisibilityConfig") or {}).get("MetricName") for rule in rules]
    for field, found in (
        ("RULE_PRIORITY", [rule.get("Priority") for rule in rules]),
        ("RULE_NAME", [rule.get("Name") for rule in rules]),
        ("METRIC_NAME", metrics),
    ):
        twice = next((one for one in found if found.count(one) > 1), None)
        if twice is not None:
            message = "Error reason: You have used the same value for more than one rule., field:"
            raise Refused(_INVALID, f"{message} {field}, parameter: {twice}")


@wafv2.refuse("PutLoggingConfiguration", source=f"{_GUIDE}/logging-destinations.html")
def destinations(call: Call) -> None:
    """Logs of a firewall that go to a place whose name does not begin with aws-waf-logs-."""
    for arn in call["LoggingConfiguration"]["LogDestinationConfigs"]:
        if not any(part in arn for part in _DESTINATIONS):
            message = "Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other"
            told = f"{message} information separated by colons or slashes., field: LOG_DESTINATION,"
            raise Refused(_INVALID, f"{told} parameter: {arn}")


_ADDRESSES = 10000


@wafv2.refuse("CreateIPSet", "UpdateIPSet", source=f"{_GUIDE}/limits.html")
def addresses(call: Call) -> None:
    """More than 10,000 blocks of addresses, one that is none, of the other version, or of all addresses."""
    blocks = call.get("Addresses") or []
    if len(blocks) > _ADDRESSES:
        raise Refused("WAFLimitsExceededException", "Error reason: The limit of addresses was exceeded.")
    version = 6 if call.get("IPAddressVersion") == "IPV6" else 4
    for block in blocks:
        try:
            network = ip_network(block)
        except ValueError:
            right = False
        else:
            right = "/" in block and network.prefixlen > 0
            right = right and (network.version == version or not call.get("IPAddressVersion"))
        if not right:
            message = "Error reason: The parameter contains formatting that is not valid., field: IP_ADDRESS,"
            raise Refused(_INVALID, f"{message} parameter: {block}")
