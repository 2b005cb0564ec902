"""EC2: instances, launch templates, flow logs, security-group rules."""

from types import ModuleType
from typing import Any

from emulator.registry import Call, Params, Service, walk

ec2 = Service("ec2")


@ec2.operation("MonitorInstances", "UnmonitorInstances")
def set_monitoring(call: Call) -> Params:
    """Detailed monitoring can't be turned on or off."""
    state = "enabled" if call.operation == "MonitorInstances" else "disabled"
    for instance in call["InstanceIds"]:
        call.notes("monitoring")[instance] = state
    monitoring = {"State": state}
    return {"InstanceMonitorings": [{"InstanceId": i, "Monitoring": monitoring} for i in call["InstanceIds"]]}


@ec2.after("DescribeInstances")
def complete_instances(call: Call, answer: Params) -> None:
    """An empty association reads as "has a public address"; security groups and monitoring missing."""
    for instance in walk(answer, "Reservations.Instances"):
        interfaces = instance.get("NetworkInterfaces", [])
        for interface in interfaces:
            if not interface.get("Association"):
                interface.pop("Association", None)
        if interfaces and not instance.get("SecurityGroups"):
            instance["SecurityGroups"] = interfaces[0].get("Groups", [])
        if state := call.notes("monitoring").get(instance["InstanceId"]):
            instance["Monitoring"] = {"State": state}


@ec2.after("DescribeLaunchTemplateVersions")
def drop_own_tags(_call: Call, answer: Params) -> None:
    """A launch template's own tags are answered as tags for what it launches."""
    for data in walk(answer, "LaunchTemplateVersions.LaunchTemplateData"):
        specifications = data.get("TagSpecifications", [])
        data["TagSpecifications"] = [s for s in specifications if s.get("ResourceType") != "launch-template"]


@ec2.after("CreateFlowLogs")
def remember_destination(call: Call, answer: Params) -> None:
    """DestinationOptions of a flow log are dropped (written here, answered below)."""
    for flow_log in answer.get("FlowLogIds", []):
        call.notes("flow log")[flow_log] = call.get("DestinationOptions")


@ec2.after("DescribeFlowLogs")
def answer_destination(call: Call, answer: Params) -> None:
    """DestinationOptions of a flow log are dropped, so that the next deployment replaces it."""
    for flow_log in walk(answer, "FlowLogs"):
        if options := call.notes("flow log").get(flow_log["FlowLogId"]):
            flow_log["DestinationOptions"] = options


@ec2.patch("moto.ec2.models.security_groups")
def describe_group_rules(module: ModuleType) -> None:
    """The description of a security-group rule whose source is a group is dropped."""

    def description(rule: Any) -> str | None:
        return rule.ip_range.get("Description") or rule.source_group.get("Description")

    module.SecurityGroupRule.description = property(description)


@ec2.after("ModifySecurityGroupRules")
def change_source(call: Call, _answer: Params) -> None:
    """A changed security-group rule keeps its former source beside a new one of another kind."""
    backend = call.backend()
    group = backend.get_security_group_by_name_or_id(call["GroupId"])
    for update in call["SecurityGroupRules"]:
        rule, wanted = group.get_rule(update["SecurityGroupRuleId"]), update["SecurityGroupRule"]
        description = {"Description": wanted["Description"]} if wanted.get("Description") else {}
        ranges = {"CidrIp": wanted.get("CidrIpv4"), "CidrIpv6": wanted.get("CidrIpv6")}
        known = {name: value for name, value in ranges.items() if value}
        rule.ip_range = known | description if known else {}
        rule.prefix_list_id = wanted.get("PrefixListId")
        other = wanted.get("ReferencedGroupId")
        owner = {"OwnerId": backend.account_id, "UserId": backend.account_id}
        rule.source_group = {"GroupId": other} | owner | description if other else {}


@ec2.patch("moto.ec2.models.launch_templates")
def read_script_of_versions(module: ModuleType) -> None:
    """A later version of a launch template with a script (UserData) starts no instance."""
    original = module.LaunchTemplate.create_version

    def create(template: Any, data: Params, description: str) -> Any:
        # That of the first one has been read already.
        if isinstance(data.get("UserData"), str | bytes):
            data = {**data, "UserData": module.parse_user_data(data["UserData"])}
        return original(template, data, description)

    module.LaunchTemplate.create_version = create


@ec2.patch("moto.ec2.models.instances")
def start_with_own_interface(module: ModuleType) -> None:
    """Instances of a launch template with an interface (NetworkInterfaceId) get another one."""
    start, end = module.InstanceBackend.run_instances, module.Instance.terminate

    def run(backend: Any, *args: Any, **settings: Any) -> Any:
        interfaces = []
        if (template := settings.get("launch_template")) and not settings.get("nics"):
            interfaces = backend._get_template_from_args(template).data.get("NetworkInterfaces", [])
        own = {
            one["NetworkInterfaceId"]: int(one.get("DeviceIndex", 0))
            for one in interfaces
            if one.get("NetworkInterfaceId")
        }
        if own:
            settings["nics"] = [{"DeviceIndex": own[i], "NetworkInterfaceId": i} for i in own]
        reservation = start(backend, *args, **settings)
        for instance in reservation.instances:
            instance.outlived_by = list(own)
        return reservation

    def terminate(instance: Any) -> Any:
        former = end(instance)
        for interface in list(instance.nics.values()):
            # The next instance gets it.
            if interface.id in getattr(instance, "outlived_by", []):
                instance.detach_eni(interface)
        return former

    module.InstanceBackend.run_instances = run
    module.Instance.terminate = terminate


@ec2.after("ModifyVpcEndpoint")
def route_to_endpoint(call: Call, _answer: Params) -> None:
    """A gateway endpoint gets no route in tables added later, and can't be deleted for want of it."""
    backend, identifier = call.backend(), call["VpcEndpointId"]
    (endpoint,) = backend.describe_vpc_endpoints(vpc_end_point_ids=[identifier])
    prefix_list = endpoint.destination_prefix_list_id
    if prefix_list is None:
        return
    for table in call.get("AddRouteTableIds", []):
        backend.create_route(table, None, gateway_id=identifier, destination_prefix_list_id=prefix_list)
    for table in call.get("RemoveRouteTableIds", []):
        backend.delete_route(table, prefix_list)
