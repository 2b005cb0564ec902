"""Exercises of VPCs, load balancers, DNS and certificates."""

from emulator.clients import Aws

from .exercise import Act, Exercises, Resource

exercises = Exercises()
change, delete, add, untag = exercises.change, exercises.delete, exercises.add, exercises.untag


def tag(aws: Aws, r: Resource) -> None:
    aws("ec2").create_tags(Resources=[r.id], Tags=[{"Key": "Name", "Value": "drill"}])


def open_port(aws: Aws, group: str, port: int = 22) -> None:
    rule = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    aws("ec2").authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])


def acl_entry(aws: Aws, acl: str) -> None:
    aws("ec2").create_network_acl_entry(
        NetworkAclId=acl,
        RuleNumber=90,
        Protocol="6",
        RuleAction="allow",
        Egress=False,
        CidrBlock="0.0.0.0/0",
        PortRange={"From": 22, "To": 22},
    )


def add_route(aws: Aws, table: str) -> None:
    gateway = aws("ec2").describe_internet_gateways()["InternetGateways"][0]["InternetGatewayId"]
    aws("ec2").create_route(RouteTableId=table, DestinationCidrBlock="203.0.113.0/24", GatewayId=gateway)


def rule_of(kind: str) -> Act:
    def act(aws: Aws, r: Resource) -> None:
        call = getattr(aws("ec2"), f"revoke_security_group_{kind}")
        call(GroupId=r["securityGroupId"], SecurityGroupRuleIds=[r.id])

    return act


def other_ports(aws: Aws, r: Resource) -> None:
    rule = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 65535, "CidrIpv4": "0.0.0.0/0"}
    rules = [{"SecurityGroupRuleId": r.id, "SecurityGroupRule": rule}]
    aws("ec2").modify_security_group_rules(GroupId=r["securityGroupId"], SecurityGroupRules=rules)


def other_subnet_table(aws: Aws, r: Resource) -> None:
    tables = aws("ec2").describe_route_tables()["RouteTables"]
    other = next(t["RouteTableId"] for t in tables if t["RouteTableId"] != r["routeTableId"])
    aws("ec2").replace_route_table_association(AssociationId=r.id, RouteTableId=other)


def record_set(aws: Aws, r: Resource, action: str, **other: object) -> None:
    sets = aws("route53").list_resource_record_sets(HostedZoneId=r["zoneId"])["ResourceRecordSets"]
    found = next(s for s in sets if s["Name"].rstrip(".") == r["fqdn"].rstrip(".") and s["Type"] == r["type"])
    changed = {"Name": found["Name"], "Type": found["Type"]} | other if other else found
    batch = {"Changes": [{"Action": action, "ResourceRecordSet": changed}]}
    aws("route53").change_resource_record_sets(HostedZoneId=r["zoneId"], ChangeBatch=batch)


change(
    "aws:ec2/vpc:Vpc",
    "DNS host names off",
    lambda aws, r: aws("ec2").modify_vpc_attribute(VpcId=r.id, EnableDnsHostnames={"Value": False}),
)
change(
    "aws:ec2/subnet:Subnet",
    "public addresses on launch",
    lambda aws, r: aws("ec2").modify_subnet_attribute(SubnetId=r.id, MapPublicIpOnLaunch={"Value": True}),
)
change("aws:ec2/internetGateway:InternetGateway", "renamed", tag)
change("aws:ec2/natGateway:NatGateway", "renamed", tag)
change("aws:ec2/eip:Eip", "renamed", tag)
change(
    "aws:ec2/networkInterface:NetworkInterface",
    "forwards what others send",
    lambda aws, r: aws("ec2").modify_network_interface_attribute(
        NetworkInterfaceId=r.id, SourceDestCheck={"Value": False}
    ),
)
change("aws:ec2/routeTable:RouteTable", "renamed", tag)
change(
    "aws:ec2/securityGroup:SecurityGroup",
    "tagged",
    lambda aws, r: aws("ec2").create_tags(Resources=[r.id], Tags=[{"Key": "Owner", "Value": "drill"}]),
)
change("aws:ec2/networkAcl:NetworkAcl", "SSH let in", lambda aws, r: acl_entry(aws, r.id))
change("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "SSH let in", lambda aws, r: acl_entry(aws, r.id))
change("aws:ec2/defaultRouteTable:DefaultRouteTable", "a route added", lambda aws, r: add_route(aws, r.id))
change(
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "SSH from everywhere",
    lambda aws, r: open_port(aws, r.id),
)
change(
    "aws:ec2/route:Route",
    "led to an internet gateway",
    lambda aws, r: aws("ec2").replace_route(
        RouteTableId=r["routeTableId"],
        DestinationCidrBlock=r["destinationCidrBlock"],
        GatewayId=aws("ec2").create_internet_gateway()["InternetGateway"]["InternetGatewayId"],
    ),
)
change("aws:ec2/routeTableAssociation:RouteTableAssociation", "another table", other_subnet_table)
change("aws:ec2/flowLog:FlowLog", "renamed", tag)
change(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "policy",
    lambda aws, r: aws("ec2").modify_vpc_endpoint(
        VpcEndpointId=r.id,
        PolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}',
    ),
)
change(
    "aws:ec2/launchTemplate:LaunchTemplate",
    "a version with another instance type",
    lambda aws, r: aws("ec2").create_launch_template_version(
        LaunchTemplateId=r.id, SourceVersion="1", LaunchTemplateData={"InstanceType": "m7g.4xlarge"}
    ),
)
change(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "every port, from everywhere", other_ports
)
change("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "every port, to everywhere", other_ports)
change(
    "aws:ebs/encryptionByDefault:EncryptionByDefault",
    "turned off",
    lambda aws, r: aws("ec2").disable_ebs_encryption_by_default(),
)
add(
    "aws:ec2/securityGroup:SecurityGroup",
    "a rule for SSH from everywhere",
    lambda aws, r: open_port(aws, r.id),
)
add("aws:ec2/routeTable:RouteTable", "a route", lambda aws, r: add_route(aws, r.id))
untag(
    "aws:ec2/subnet:Subnet", lambda aws, r, key: aws("ec2").delete_tags(Resources=[r.id], Tags=[{"Key": key}])
)

change(
    "aws:lb/loadBalancer:LoadBalancer",
    "invalid headers let through",
    lambda aws, r: aws("elbv2").modify_load_balancer_attributes(
        LoadBalancerArn=r.id,
        Attributes=[{"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": "false"}],
    ),
)
change(
    "aws:lb/listener:Listener",
    "port",
    lambda aws, r: aws("elbv2").modify_listener(ListenerArn=r.id, Port=8443),
)
change(
    "aws:lb/listenerRule:ListenerRule",
    "paths",
    lambda aws, r: aws("elbv2").modify_rule(
        RuleArn=r.id, Conditions=[{"Field": "path-pattern", "Values": ["/drill"]}]
    ),
)
change(
    "aws:lb/targetGroup:TargetGroup",
    "health check",
    lambda aws, r: aws("elbv2").modify_target_group(TargetGroupArn=r.id, HealthCheckPath="/drill"),
)

change(
    "aws:route53/zone:Zone",
    "comment",
    lambda aws, r: aws("route53").update_hosted_zone_comment(Id=r.id, Comment="drill"),
)
change(
    "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec",
    "signatures switched off",
    lambda aws, r: aws("route53").disable_hosted_zone_dnssec(HostedZoneId=r["hostedZoneId"]),
)
change(
    "aws:route53/record:Record",
    "another address",
    lambda aws, r: record_set(
        aws,
        r,
        "UPSERT",
        TTL=60,
        ResourceRecords=[
            {
                "Value": "203.0.113.9"
                if r["type"] == "A"
                else "2001:db8::9"
                if r["type"] == "AAAA"
                else "drill.example.com"
            }
        ],
    ),
)
change(
    "aws:acm/certificate:Certificate",
    "tagged",
    lambda aws, r: aws("acm").add_tags_to_certificate(
        CertificateArn=r.id, Tags=[{"Key": "Owner", "Value": "drill"}]
    ),
)
change(
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
    "tagged",
    lambda aws, r: aws("servicediscovery").tag_resource(
        ResourceARN=r["arn"], Tags=[{"Key": "Owner", "Value": "drill"}]
    ),
)
change(
    "aws:servicediscovery/service:Service",
    "records' time to live",
    lambda aws, r: aws("servicediscovery").update_service(
        Id=r.id, Service={"DnsConfig": {"DnsRecords": [{"Type": "A", "TTL": 300}]}}
    ),
)

delete("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", rule_of("ingress"))
delete("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", rule_of("egress"))
delete(
    "aws:ec2/route:Route",
    lambda aws, r: aws("ec2").delete_route(
        RouteTableId=r["routeTableId"], DestinationCidrBlock=r["destinationCidrBlock"]
    ),
)
delete(
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    lambda aws, r: aws("ec2").disassociate_route_table(AssociationId=r.id),
)
delete(
    "aws:ec2/vpcEndpoint:VpcEndpoint", lambda aws, r: aws("ec2").delete_vpc_endpoints(VpcEndpointIds=[r.id])
)
delete("aws:ec2/flowLog:FlowLog", lambda aws, r: aws("ec2").delete_flow_logs(FlowLogIds=[r.id]))
delete("aws:ec2/natGateway:NatGateway", lambda aws, r: aws("ec2").delete_nat_gateway(NatGatewayId=r.id))
delete(
    "aws:ec2/launchTemplate:LaunchTemplate",
    lambda aws, r: aws("ec2").delete_launch_template(LaunchTemplateId=r.id),
)
delete(
    "aws:route53/queryLog:QueryLog",
    lambda aws, r: aws("route53").delete_query_logging_config(Id=r.id),
)
delete("aws:route53/record:Record", lambda aws, r: record_set(aws, r, "DELETE"))
delete("aws:lb/listenerRule:ListenerRule", lambda aws, r: aws("elbv2").delete_rule(RuleArn=r.id))
delete("aws:lb/listener:Listener", lambda aws, r: aws("elbv2").delete_listener(ListenerArn=r.id))
delete("aws:lb/targetGroup:TargetGroup", lambda aws, r: aws("elbv2").delete_target_group(TargetGroupArn=r.id))
delete(
    "aws:lb/loadBalancer:LoadBalancer", lambda aws, r: aws("elbv2").delete_load_balancer(LoadBalancerArn=r.id)
)
delete("aws:servicediscovery/service:Service", lambda aws, r: aws("servicediscovery").delete_service(Id=r.id))
