"""Checks of the corrections in emulator/services for autoscaling."""

from .support import aws, check, network


@check("autoscaling")
def scaling_policies_have_no_empty_prediction() -> None:
    client = aws("autoscaling")
    client.create_launch_configuration(
        LaunchConfigurationName="lc", ImageId="ami-12c6146b", InstanceType="t3.micro"
    )
    client.create_auto_scaling_group(
        AutoScalingGroupName="asg",
        LaunchConfigurationName="lc",
        MinSize=0,
        MaxSize=0,
        VPCZoneIdentifier=network()["subnets"][0],
    )
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
