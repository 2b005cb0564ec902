"""Checks of emulator/refusals for ec2 and elbv2: what AWS refuses is refused."""

from typing import Any

from .support import aws, check, network, refuses


def group(name: str) -> str:
    created = aws("ec2").create_security_group(GroupName=name, Description="d", VpcId=network()["vpc"])
    return str(created["GroupId"])


@check("ec2")
def group_names_and_descriptions_have_their_characters() -> None:
    client, vpc = aws("ec2"), network()["vpc"]
    for name, description in (("sg-mine", "d"), ("mine", "für alle"), ("größe", "d"), ("semi", "a?b")):
        refuses(
            "InvalidParameterValue",
            client.create_security_group,
            GroupName=name,
            Description=description,
            VpcId=vpc,
        )


def rule(**settings: Any) -> dict[str, Any]:
    return {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443} | settings


@check("ec2")
def rules_have_valid_ports_sources_and_descriptions() -> None:
    client, identifier = aws("ec2"), group("strict")
    source = {"CidrIp": "10.0.0.0/8"}
    wrong = [
        rule(IpRanges=[source | {"Description": "für alle"}]),
        rule(IpRanges=[source], FromPort=444),
        rule(IpRanges=[source], ToPort=65536),
    ]
    for permission in wrong:
        refuses(
            "InvalidParameterValue",
            client.authorize_security_group_ingress,
            GroupId=identifier,
            IpPermissions=[permission],
        )


@check("ec2")
def interfaces_have_at_most_5_groups() -> None:
    groups, subnet = [group(f"of-six-{number}") for number in range(6)], network()["subnets"][0]
    refuses(
        "SecurityGroupsPerInterfaceLimitExceeded",
        lambda: aws("ec2").create_network_interface(SubnetId=subnet, Groups=groups),
    )


@check("ec2")
def endpoints_share_no_private_name() -> None:
    client, settings = aws("ec2"), network()
    client.modify_vpc_attribute(VpcId=settings["vpc"], EnableDnsSupport={"Value": True})
    endpoint = {
        "VpcId": settings["vpc"],
        "ServiceName": "com.amazonaws.us-east-1.sqs",
        "VpcEndpointType": "Interface",
        "SubnetIds": settings["subnets"][:1],
        "PrivateDnsEnabled": True,
    }
    client.create_vpc_endpoint(**endpoint)
    refuses("InvalidParameter", lambda: client.create_vpc_endpoint(**endpoint))


@check("ec2")
def scripts_of_instances_have_at_most_16_kib() -> None:
    refuses(
        "InvalidParameterValue",
        lambda: aws("ec2").run_instances(
            ImageId="ami-12c6146b", MinCount=1, MaxCount=1, UserData="#" * 16385
        ),
    )


@check("ec2")
def network_acls_have_at_most_20_entries_each_way() -> None:
    client = aws("ec2")
    acl = client.create_network_acl(VpcId=network()["vpc"])["NetworkAcl"]["NetworkAclId"]

    def add(number: int) -> None:
        client.create_network_acl_entry(
            NetworkAclId=acl,
            RuleNumber=number,
            Protocol="-1",
            RuleAction="allow",
            Egress=False,
            CidrBlock="10.0.0.0/8",
        )

    for number in range(1, 21):
        add(number)
    refuses("NetworkAclEntryLimitExceeded", lambda: add(21))


@check("ec2")
def tags_of_aws_are_reserved() -> None:
    tags = [{"ResourceType": "vpc", "Tags": [{"Key": "aws:mine", "Value": "v"}]}]
    refuses(
        "InvalidParameterValue",
        lambda: aws("ec2").create_vpc(CidrBlock="10.9.0.0/16", TagSpecifications=tags),
    )


def balancer(name: str, **settings: Any) -> str:
    defaults = {"Subnets": network()["subnets"]}
    created = aws("elbv2").create_load_balancer(Name=name, **(defaults | settings))
    return str(created["LoadBalancers"][0]["LoadBalancerArn"])


def listener(arn: str, port: int) -> str:
    fixed = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}
    created = aws("elbv2").create_listener(
        LoadBalancerArn=arn, Port=port, Protocol="HTTP", DefaultActions=[fixed]
    )
    return str(created["Listeners"][0]["ListenerArn"])


def routed(arn: str, priority: int, conditions: list[dict[str, Any]]) -> None:
    fixed = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}
    aws("elbv2").create_rule(ListenerArn=arn, Priority=priority, Conditions=conditions, Actions=[fixed])


@check("elbv2")
def listeners_share_no_port() -> None:
    arn = balancer("ports")
    listener(arn, 80)
    other = listener(arn, 81)
    refuses("DuplicateListener", lambda: aws("elbv2").modify_listener(ListenerArn=other, Port=80))


@check("elbv2")
def balancers_have_at_most_100_rules() -> None:
    arn = listener(balancer("rules"), 80)
    path = [{"Field": "path-pattern", "Values": ["/a"]}]
    for priority in range(1, 101):
        routed(arn, priority, path)
    refuses("TooManyRules", lambda: routed(arn, 101, path))


@check("elbv2")
def rules_have_at_most_5_short_values() -> None:
    arn = listener(balancer("values"), 80)
    five = [{"Field": "path-pattern", "Values": [f"/{n}" for n in range(5)]}]
    host = {"Field": "host-header", "Values": ["example.com"]}
    refuses("ValidationError", lambda: routed(arn, 1, [*five, host]))
    refuses("ValidationError", lambda: routed(arn, 1, [host | {"Values": ["a" * 129]}]))
    refuses("ValidationError", lambda: routed(arn, 1, [host | {"Values": ["a_b c"]}]))
    refuses(
        "ValidationError",
        lambda: routed(arn, 1, [{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/ü"]}}]),
    )


@check("elbv2")
def names_have_their_form() -> None:
    for name in ("n" * 33, "internal-mine", "-mine", "under_score"):
        refuses("ValidationError", balancer, name)
        if not name.startswith("internal-"):
            refuses(
                "ValidationError",
                aws("elbv2").create_target_group,
                Name=name,
                Protocol="HTTP",
                Port=80,
                VpcId=network()["vpc"],
            )


@check("elbv2")
def balancers_are_in_two_zones() -> None:
    client, one = aws("ec2"), network()["subnets"][0]
    other = client.create_subnet(
        VpcId=network()["vpc"], CidrBlock="10.0.99.0/24", AvailabilityZone="us-east-1a"
    )["Subnet"]["SubnetId"]
    refuses("ValidationError", lambda: balancer("lonely", Subnets=[one]))
    refuses("InvalidConfigurationRequest", lambda: balancer("close", Subnets=[one, other]))
