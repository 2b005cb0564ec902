"""Checks of the corrections in emulator/services for ec2."""

import base64

from .support import TAGS, aws, check, network


def instance() -> str:
    image = aws("ec2").describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    made = aws("ec2").run_instances(
        ImageId=image,
        MinCount=1,
        MaxCount=1,
        InstanceType="t3.micro",
        NetworkInterfaces=[
            {"DeviceIndex": 0, "SubnetId": network()["subnets"][0], "AssociatePublicIpAddress": False}
        ],
    )
    return made["Instances"][0]["InstanceId"]


@check("ec2")
def instances_can_be_monitored() -> None:
    client, identifier = aws("ec2"), instance()
    client.monitor_instances(InstanceIds=[identifier])
    found = client.describe_instances(InstanceIds=[identifier])["Reservations"][0]["Instances"][0]
    assert found["Monitoring"]["State"] == "enabled"
    client.unmonitor_instances(InstanceIds=[identifier])


@check("ec2")
def private_instances_look_private() -> None:
    found = aws("ec2").describe_instances(InstanceIds=[instance()])["Reservations"][0]["Instances"][0]
    assert "Association" not in found["NetworkInterfaces"][0]
    assert found["SecurityGroups"]


@check("ec2")
def launch_templates_keep_their_own_tags_apart() -> None:
    client = aws("ec2")
    client.create_launch_template(
        LaunchTemplateName="template",
        LaunchTemplateData={"InstanceType": "t3.micro"},
        TagSpecifications=[{"ResourceType": "launch-template", "Tags": TAGS}],
    )
    found = client.describe_launch_template_versions(LaunchTemplateName="template")["LaunchTemplateVersions"][
        0
    ]
    assert not found["LaunchTemplateData"].get("TagSpecifications")


@check("ec2")
def flow_logs_keep_their_options() -> None:
    client = aws("ec2")
    aws("s3").create_bucket(Bucket="flow")
    options = {"FileFormat": "parquet", "HiveCompatiblePartitions": True, "PerHourPartition": True}
    made = client.create_flow_logs(
        ResourceIds=[network()["vpc"]],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination="arn:aws:s3:::flow",
        DestinationOptions=options,
    )["FlowLogIds"]
    assert client.describe_flow_logs(FlowLogIds=made)["FlowLogs"][0]["DestinationOptions"] == options


@check("ec2")
def rules_between_groups_keep_descriptions() -> None:
    client = aws("ec2")
    groups = [
        client.create_security_group(GroupName=name, Description="d", VpcId=network()["vpc"])["GroupId"]
        for name in ("one", "two")
    ]
    pair = {"GroupId": groups[1], "Description": "from the other"}
    client.authorize_security_group_ingress(
        GroupId=groups[0],
        IpPermissions=[{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "UserIdGroupPairs": [pair]}],
    )
    rules = client.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [groups[0]]}])
    found = [rule for rule in rules["SecurityGroupRules"] if not rule["IsEgress"]]
    assert found[0]["Description"] == "from the other"


@check("ec2")
def changed_rules_have_one_source() -> None:
    client = aws("ec2")
    group, other = (
        client.create_security_group(GroupName=name, Description="d", VpcId=network()["vpc"])["GroupId"]
        for name in ("changed", "source")
    )
    made = client.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "UserIdGroupPairs": [{"GroupId": other}]}
        ],
    )["SecurityGroupRules"][0]["SecurityGroupRuleId"]

    def sources(**source: str) -> tuple[list[str], list[str]]:
        rule = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, **source}
        changed = [{"SecurityGroupRuleId": made, "SecurityGroupRule": rule}]
        client.modify_security_group_rules(GroupId=group, SecurityGroupRules=changed)
        (found,) = client.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"]
        ranges, groups = found["IpRanges"], found["UserIdGroupPairs"]
        return [r["CidrIp"] for r in ranges], [g["GroupId"] for g in groups]

    assert sources(CidrIpv4="0.0.0.0/0") == (["0.0.0.0/0"], [])
    assert sources(ReferencedGroupId=other) == ([], [other])


@check("ec2")
def later_versions_of_launch_templates_have_scripts() -> None:
    client = aws("ec2")
    data = {"ImageId": "ami-12c6146b", "UserData": base64.b64encode(b"#!/bin/sh").decode()}
    made = client.create_launch_template(LaunchTemplateName="scripted", LaunchTemplateData=data)
    template = made["LaunchTemplate"]["LaunchTemplateId"]
    client.create_launch_template_version(LaunchTemplateId=template, LaunchTemplateData=data)
    specification = {"LaunchTemplateId": template, "Version": "2"}
    aws("autoscaling").create_auto_scaling_group(
        AutoScalingGroupName="scripted",
        MinSize=1,
        MaxSize=1,
        VPCZoneIdentifier=network()["subnets"][0],
        LaunchTemplate=specification,
    )
    groups = aws("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=["scripted"])
    assert len(groups["AutoScalingGroups"][0]["Instances"]) == 1


@check("ec2")
def gateway_endpoints_reach_tables_added_later() -> None:
    client, vpc = aws("ec2"), network()["vpc"]
    first, later = (client.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
    made = client.create_vpc_endpoint(
        VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3", VpcEndpointType="Gateway", RouteTableIds=[first]
    )["VpcEndpoint"]["VpcEndpointId"]

    def routed(table: str) -> bool:
        routes = client.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
        return any(route.get("GatewayId") == made for route in routes)

    client.modify_vpc_endpoint(VpcEndpointId=made, AddRouteTableIds=[later], RemoveRouteTableIds=[first])
    assert (routed(first), routed(later)) == (False, True)
    client.delete_vpc_endpoints(VpcEndpointIds=[made])
    assert not routed(later)


@check("ec2")
def instances_of_a_group_get_the_interface_of_their_template() -> None:
    client, scaling = aws("ec2"), aws("autoscaling")
    subnet = network()["subnets"][0]
    card = client.create_network_interface(SubnetId=subnet)["NetworkInterface"]
    template = client.create_launch_template(
        LaunchTemplateName="fixed",
        LaunchTemplateData={
            "ImageId": "ami-12c6146b",
            "InstanceType": "t3.micro",
            "NetworkInterfaces": [{"DeviceIndex": 0, "NetworkInterfaceId": card["NetworkInterfaceId"]}],
        },
    )["LaunchTemplate"]
    scaling.create_auto_scaling_group(
        AutoScalingGroupName="fixed",
        LaunchTemplate={"LaunchTemplateId": template["LaunchTemplateId"]},
        MinSize=1,
        MaxSize=1,
        AvailabilityZones=[card["AvailabilityZone"]],
    )
    group = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=["fixed"])["AutoScalingGroups"][0]
    ids = [one["InstanceId"] for one in group["Instances"]]
    (instance,) = client.describe_instances(InstanceIds=ids)["Reservations"][0]["Instances"]
    assert instance["SubnetId"] == subnet
    assert [one["NetworkInterfaceId"] for one in instance["NetworkInterfaces"]] == [
        card["NetworkInterfaceId"]
    ]
    # The next instance gets it as well.
    for size in (0, 1):
        scaling.update_auto_scaling_group(
            AutoScalingGroupName="fixed", MinSize=size, MaxSize=size, DesiredCapacity=size
        )
    found = client.describe_network_interfaces(NetworkInterfaceIds=[card["NetworkInterfaceId"]])
    attachment = found["NetworkInterfaces"][0]["Attachment"]
    assert attachment["Status"] == "attached" and attachment["InstanceId"] not in ids
