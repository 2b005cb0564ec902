"""Checks of the corrections in emulator/services for codedeploy."""

from .support import ROLE, aws, check


@check("codedeploy")
def deployment_configs_are_kept() -> None:
    client = aws("codedeploy")
    routing = {
        "type": "TimeBasedCanary",
        "timeBasedCanary": {"canaryPercentage": 10, "canaryInterval": 5},
    }
    client.create_deployment_config(
        deploymentConfigName="c", computePlatform="ECS", trafficRoutingConfig=routing
    )
    found = client.get_deployment_config(deploymentConfigName="c")["deploymentConfigInfo"]
    assert found["trafficRoutingConfig"] == routing
    client.delete_deployment_config(deploymentConfigName="c")


@check("codedeploy")
def applications_and_groups_can_be_deleted() -> None:
    client = aws("codedeploy")
    client.create_application(applicationName="app", computePlatform="Server")
    client.create_deployment_group(applicationName="app", deploymentGroupName="g", serviceRoleArn=ROLE)
    client.delete_deployment_group(applicationName="app", deploymentGroupName="g")
    assert client.list_deployment_groups(applicationName="app")["deploymentGroups"] == []
    client.delete_application(applicationName="app")
    assert client.list_applications()["applications"] == []
