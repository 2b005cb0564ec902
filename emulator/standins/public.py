"""Certificates and load balancers. AWS chooses their ARNs."""

import time

from emulator.clients import Aws

from .making import Making
from .network import groups_of, subnets_of_servers


def certificates(making: Making) -> None:
    """For what they are named by, and for the domains of the stacks, so that every host has one."""
    seen: set[tuple[str, str]] = set()
    for key, aws in (("regional", making.aws), ("cloudFront", making.edge)):
        for given in making.named("certificates", key):
            # In us-east-1 both places are the same.
            place = (given, aws("acm").meta.region_name)
            if place in seen:
                continue
            seen.add(place)
            arn = _certificate(making, given, aws)
            if given.startswith("arn:"):
                making.ids[given] = arn


def load_balancers(making: Making) -> None:
    """Each with a listener for HTTPS: an ARN tells neither its protocol nor its port."""
    elbv2 = making.aws("elbv2")
    for index, (given, same) in enumerate(making.named("loadBalancers", "listenerArn").items()):
        balancer = elbv2.create_load_balancer(
            Name=f"stand-in-{index}",
            Subnets=subnets_of_servers(making),
            SecurityGroups=groups_of(making, same),
        )["LoadBalancers"][0]
        answer = {"StatusCode": "404", "ContentType": "text/plain"}
        listener = elbv2.create_listener(
            LoadBalancerArn=balancer["LoadBalancerArn"],
            Protocol="HTTPS",
            Port=443,
            Certificates=[{"CertificateArn": _certificate(making, "stand-in.example.com", making.aws)}],
            DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": answer}],
        )["Listeners"][0]
        making.ids[given] = listener["ListenerArn"]


def _certificate(making: Making, given: str, aws: Aws) -> str:
    """Issued within a second or two."""
    acm = aws("acm")
    names: list[str] = []
    wanted = [*making.domains] if given.startswith("arn:") else [given, *making.domains]
    for domain in wanted or ["stand-in.example.com"]:
        plain = domain.removeprefix("*.")
        names += [one for one in (domain, plain, f"*.{plain}") if one not in names]
    arn: str = acm.request_certificate(
        DomainName=names[0], SubjectAlternativeNames=names, ValidationMethod="DNS"
    )["CertificateArn"]
    for _ in range(50):
        if acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED":
            break
        time.sleep(0.2)
    return arn
