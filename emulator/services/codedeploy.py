"""CodeDeploy: deployment configurations, and deleting applications and groups."""

import uuid

from emulator.clock import now
from emulator.registry import Call, Params, Service

codedeploy = Service("codedeploy")
MISSING = "DeploymentConfigDoesNotExistException"


@codedeploy.operation("CreateDeploymentConfig")
def create_config(call: Call) -> Params:
    """Deployment configurations of one's own are not implemented."""
    config = {**call.params, "deploymentConfigId": str(uuid.uuid4()), "createTime": now()}
    call.records("deployment config")[call["deploymentConfigName"]] = config
    return {"deploymentConfigId": config["deploymentConfigId"]}


@codedeploy.operation("GetDeploymentConfig")
def get_config(call: Call) -> Params:
    """Deployment configurations of one's own are not implemented."""
    config = call.records("deployment config").find(call["deploymentConfigName"], MISSING)
    return {"deploymentConfigInfo": config}


@codedeploy.operation("DeleteDeploymentConfig")
def delete_config(call: Call) -> Params:
    """Deployment configurations of one's own are not implemented."""
    call.records("deployment config").pop(call["deploymentConfigName"], None)
    return {}


@codedeploy.operation("DeleteApplication")
def delete_application(call: Call) -> Params:
    """Applications can't be deleted."""
    call.backend().applications.pop(call["applicationName"], None)
    call.backend().deployment_groups.pop(call["applicationName"], None)
    return {}


@codedeploy.operation("DeleteDeploymentGroup")
def delete_group(call: Call) -> Params:
    """Deployment groups can't be deleted."""
    groups = call.backend().deployment_groups.get(call["applicationName"], {})
    groups.pop(call["deploymentGroupName"], None)
    return {}
