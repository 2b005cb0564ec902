"""EC2: security groups, interfaces, endpoints, network ACLs, scripts, tags."""

import base64
import re
from typing import Any

from emulator.registry import Call, Service, walk
from emulator.state import Refused

from .support import tags_in

ec2 = Service("ec2")
_USER_GUIDE = "https://docs.aws.amazon.com/vpc/latest/userguide"
_API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference"
_NAME = re.compile(r"[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]{1,255}")
_DESCRIPTION = re.compile(r"[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]{0,255}")
_RULES, _GROUPS, _ENTRIES, _SCRIPT = 60, 5, 20, 16384
_NUMBERS = {"tcp", "udp", "6", "17"}


@ec2.refuse("CreateSecurityGroup", source=f"{_API}/API_CreateSecurityGroup.html")
def group_names(call: Call) -> None:
    """A group whose name begins with sg-, or whose name or description has characters AWS does not take."""
    name, description = call["GroupName"], call["Description"]
    if name.lower().startswith("sg-"):
        message = f"Invalid value '{name}' for groupName. Group names may not be in the format sg-*."
        raise Refused("InvalidParameterValue", message)
    for parameter, value in (("GroupName", name), ("GroupDescription", description)):
        if not _NAME.fullmatch(value):
            message = f"Value ({value}) for parameter {parameter} is invalid. Character sets beyond ASCII are"
            raise Refused("InvalidParameterValue", f"{message} not supported.")


def sources_of(permission: dict[str, Any]) -> list[dict[str, Any]]:
    """The sources of a permission: each is a rule of its own."""
    kinds = ("IpRanges", "Ipv6Ranges", "UserIdGroupPairs", "PrefixListIds")
    return [source for kind in kinds for source in permission.get(kind) or []]


def permissions_of(call: Call) -> list[dict[str, Any]]:
    """The permissions of a request, whichever way it names them."""
    given = call.get("IpPermissions")
    if given:
        return list(given)
    single = {"IpProtocol": call.get("IpProtocol"), **call.pick("FromPort", "ToPort")}
    return [single | {"IpRanges": [{"CidrIp": call.get("CidrIp")}]}] if call.get("IpProtocol") else []


@ec2.refuse(
    "AuthorizeSecurityGroupIngress",
    "AuthorizeSecurityGroupEgress",
    source=f"{_API}/API_IpPermission.html",
)
def rule_values(call: Call) -> None:
    """A rule with a port beyond 65535, a reversed range, or characters AWS does not take."""
    for permission in permissions_of(call):
        first: Any = permission.get("FromPort")
        last: Any = permission.get("ToPort")
        protocol = str(permission.get("IpProtocol"))
        numbered = protocol in _NUMBERS and first is not None and last is not None
        if numbered and not -1 <= first <= last <= 65535:
            message = f"Invalid {protocol.upper()} port range ({first}-{last})"
            raise Refused("InvalidParameterValue", message)
        for source in sources_of(permission):
            if not _DESCRIPTION.fullmatch(source.get("Description") or ""):
                message = (
                    "Invalid rule description. Valid descriptions are strings less than 256 characters from "
                    "the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
                )
                raise Refused("InvalidParameterValue", message)


@ec2.refuse(
    "AuthorizeSecurityGroupIngress",
    "AuthorizeSecurityGroupEgress",
    source=f"{_USER_GUIDE}/amazon-vpc-limits.html#vpc-limits-security-groups",
)
def rules_per_group(call: Call) -> None:
    """More than 60 rules of a group for one direction, each source and each version of IP counted."""
    group = call.backend().get_security_group_from_id(call.get("GroupId"))
    if group is None:
        return
    held = group.ingress_rules if call.operation.endswith("Ingress") else group.egress_rules
    added = sum(len(sources_of(permission)) for permission in permissions_of(call))
    if added and len(held) + added > _RULES:
        message = "The maximum number of rules per security group has been reached."
        raise Refused("RulesPerSecurityGroupLimitExceeded", message)


@ec2.refuse(
    "CreateNetworkInterface",
    "ModifyNetworkInterfaceAttribute",
    "RunInstances",
    "CreateVpcEndpoint",
    source=f"{_USER_GUIDE}/amazon-vpc-limits.html#vpc-limits-security-groups",
)
def groups_per_interface(call: Call) -> None:
    """More than five security groups of a network interface."""
    lists = [call.get("Groups"), call.get("SecurityGroupIds")]
    lists += [interface.get("Groups") for interface in call.get("NetworkInterfaces") or []]
    if any(len(groups or []) > _GROUPS for groups in lists):
        message = "You have reached the maximum number of security groups that you can assign to a network"
        raise Refused("SecurityGroupsPerInterfaceLimitExceeded", f"{message} interface.")


@ec2.refuse(
    "CreateVpcEndpoint",
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html",
)
def private_names(call: Call) -> None:
    """A second endpoint of a VPC with the private name of the same service."""
    if not call.get("PrivateDnsEnabled"):
        return
    vpc, service = call["VpcId"], call["ServiceName"]
    for endpoint in call.backend().vpc_end_points.values():
        same = (endpoint.vpc_id, endpoint.service_name) == (vpc, service)
        if same and endpoint.private_dns_enabled and endpoint.state != "deleted":
            name = ".".join([service.split(".")[-1], *service.split(".")[2:3], "amazonaws.com"])
            message = (
                "private-dns-enabled cannot be set because there is already a conflicting DNS domain for"
            )
            raise Refused("InvalidParameter", f"{message} {name} in the VPC {vpc}")


@ec2.refuse(
    "CreateNetworkAclEntry",
    source=f"{_USER_GUIDE}/amazon-vpc-limits.html#vpc-limits-nacls",
)
def entries_per_network_acl(call: Call) -> None:
    """More than 20 entries of a network ACL for one direction."""
    for acl in call.backend().network_acls.values():
        if acl.id == call["NetworkAclId"]:
            egress = bool(call["Egress"])
            held = [
                entry
                for entry in acl.network_acl_entries
                if (str(entry.egress).lower() == "true") == egress and str(entry.rule_number) != "32767"
            ]
            if len(held) >= _ENTRIES:
                message = f"Network acl {acl.id} already has the maximum number of entries ({_ENTRIES})."
                raise Refused("NetworkAclEntryLimitExceeded", message)


@ec2.refuse(
    "RunInstances",
    "CreateLaunchTemplate",
    "CreateLaunchTemplateVersion",
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
)
def script_size(call: Call) -> None:
    """A script of an instance (user data) of more than 16 KiB."""
    given = call.get("UserData") or (call.get("LaunchTemplateData") or {}).get("UserData") or ""
    try:
        size = len(base64.b64decode(given, validate=True))
    except ValueError:
        size = len(given)
    if size > _SCRIPT:
        raise Refused("InvalidParameterValue", f"User data is limited to {_SCRIPT} bytes")


@ec2.refuse(
    "CreateTags",
    "CreateVpc",
    "CreateSubnet",
    "CreateSecurityGroup",
    "CreateVpcEndpoint",
    "CreateFlowLogs",
    "RunInstances",
    "CreateLaunchTemplate",
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions",
)
def reserved_tags(call: Call) -> None:
    """A tag whose key begins with aws:, or more than 50 tags."""
    specified = [tag for one in walk(call.params, "TagSpecifications") for tag in one.get("Tags") or []]
    keys = list(tags_in([*(call.get("Tags") or []), *specified]))
    if any(key.lower().startswith("aws:") for key in keys):
        raise Refused("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use")
    if len(keys) > 50:
        raise Refused("TagLimitExceeded", "More than 50 tags specified")
