"""Checks of the corrections in emulator/services for autoscaling."""

from typing import Any

from .support import aws, check, network


def group(name: str, **settings: Any) -> Any:
    """A group without instances, as it is answered."""
    client = aws("autoscaling")
    client.create_launch_configuration(
        LaunchConfigurationName=name, ImageId="ami-12c6146b", InstanceType="t3.micro"
    )
    client.create_auto_scaling_group(
        AutoScalingGroupName=name,
        LaunchConfigurationName=name,
        MinSize=0,
        MaxSize=0,
        VPCZoneIdentifier=network()["subnets"][0],
        **settings,
    )
    return client.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]


@check("autoscaling")
def groups_keep_how_instances_are_replaced() -> None:
    policy = {"MinHealthyPercentage": 100, "MaxHealthyPercentage": 200}
    found = group(
        "kept", MaxInstanceLifetime=86400, DefaultInstanceWarmup=60, InstanceMaintenancePolicy=policy
    )
    assert (found["MaxInstanceLifetime"], found["DefaultInstanceWarmup"]) == (86400, 60)
    assert found["InstanceMaintenancePolicy"] == policy


@check("autoscaling")
def groups_use_no_reservation() -> None:
    reservation = {"CapacityReservationPreference": "default"}
    assert group("unreserved")["CapacityReservationSpecification"] == reservation


@check("autoscaling")
def instances_can_be_refreshed() -> None:
    group("refreshed")
    client = aws("autoscaling")
    started = client.start_instance_refresh(AutoScalingGroupName="refreshed")["InstanceRefreshId"]
    found = client.describe_instance_refreshes(AutoScalingGroupName="refreshed")["InstanceRefreshes"]
    assert [(one["InstanceRefreshId"], one["Status"]) for one in found] == [(started, "Successful")]


@check("autoscaling")
def scaling_policies_have_no_empty_prediction() -> None:
    client = aws("autoscaling")
    group("asg")
    tracking = {
        "TargetValue": 50.0,
        "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"},
    }
    client.put_scaling_policy(
        AutoScalingGroupName="asg",
        PolicyName="cpu",
        PolicyType="TargetTrackingScaling",
        TargetTrackingConfiguration=tracking,
    )
    policy = client.describe_policies(AutoScalingGroupName="asg")["ScalingPolicies"][0]
    assert policy["Enabled"] is True
    assert "PredictiveScalingConfiguration" not in policy
