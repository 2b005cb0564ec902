"""ECS: services."""

from ..registry import Service

ecs = Service("ecs")

ecs.echo(
    [
        "enableExecuteCommand",
        "healthCheckGracePeriodSeconds",
        "availabilityZoneRebalancing",
        "enableECSManagedTags",
        "propagateTags",
    ],
    writes=["CreateService", "UpdateService"],
    reads={"CreateService": "service", "UpdateService": "service", "DescribeServices": "services"},
    key="serviceArn",
    why="ECS Exec, the grace period, zone rebalancing and tag propagation of a service are dropped.",
)
