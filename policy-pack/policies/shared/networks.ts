/** Types that rules about networks name, twins of one another: AWS makes a default one of each in every account. */

export const VPCS = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"];

export const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";

export const SUBNETS = ["aws:ec2/subnet:Subnet", DEFAULT_SUBNET];

/** Rules of security groups that are resources of their own. */
export const SEPARATE_RULES = [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
];

export const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
