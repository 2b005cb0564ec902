"""Resources that moto does not keep as objects by name."""

from collections.abc import Callable, Iterator
from typing import Any

Names = Iterator[tuple[str, str]]


def functions(backend: Any) -> Names:
    """Lambda functions with their published versions and aliases, and layers with theirs."""
    for name, stored in backend._lambdas._functions.items():
        yield "Function", name
        for version in stored["versions"]:
            yield "Version", f"{name}|{version.version}"
    for arn, aliases in backend._lambdas._aliases.items():
        for alias in aliases:
            yield "Alias", f"{arn.split(':')[6]}|{alias}"
    for name, layer in backend._layers._layers.items():
        for version in layer.layer_versions:
            yield "LayerVersion", f"{name}|{version}"


def metric_filters(backend: Any) -> Names:
    """The metric filters of log groups."""
    for stored in backend.filters.metric_filters:
        yield "MetricFilter", f"{stored['logGroupName']}|{stored['filterName']}"


def records(backend: Any) -> Names:
    """DNS records, without the NS and SOA records of a zone."""
    for zone in backend.zones.values():
        for record in zone.rrsets:
            if record.type not in ("NS", "SOA"):
                yield (
                    "RecordSet",
                    "|".join(filter(None, [zone.name, record.name, record.type, record.set_identifier])),
                )


def group_rules(backend: Any) -> Names:
    """Rules of security groups, without those of the default groups."""
    for groups in backend.groups.values():
        for group in groups.values():
            if group.name != "default":
                for rule in [*group.ingress_rules, *group.egress_rules]:
                    yield "SecurityGroupRule", f"{group.id}|{rule.id}"


SPECIAL: dict[str, Callable[[Any], Names]] = {
    "awslambda": functions,
    "ec2": group_rules,
    "logs": metric_filters,
    "route53": records,
}
