"""Exercises of containers, functions, servers, APIs, pipelines and schedules."""

import json

from emulator.clients import Aws

from .exercise import Exercises, Resource

exercises = Exercises()
change, delete, add, untag = exercises.change, exercises.delete, exercises.add, exercises.untag


def function_version(aws: Aws, r: Resource) -> None:
    name = r["functionName"]
    aws("lambda").update_function_configuration(FunctionName=name, Description="drill")
    version = aws("lambda").publish_version(FunctionName=name)["Version"]
    aws("lambda").update_alias(FunctionName=name, Name=r["name"], FunctionVersion=version)


def other_principal(aws: Aws, r: Resource) -> None:
    client, name, qualifier = aws("lambda"), r["function"], r["qualifier"]
    place = {"FunctionName": name} | ({"Qualifier": qualifier} if qualifier else {})
    client.remove_permission(StatementId=r["statementId"], **place)
    client.add_permission(
        StatementId=r["statementId"], Action="lambda:InvokeFunction", Principal="*", **place
    )


def pipeline_mode(aws: Aws, r: Resource) -> None:
    pipeline = aws("codepipeline").get_pipeline(name=r["name"])["pipeline"]
    aws("codepipeline").update_pipeline(pipeline=pipeline | {"executionMode": "PARALLEL"})


def schedule(aws: Aws, r: Resource) -> None:
    known = aws("scheduler").get_schedule(Name=r["name"], GroupName=r["groupName"])
    keys = ("Name", "GroupName", "FlexibleTimeWindow", "Target", "ScheduleExpressionTimezone")
    kept = {key: known[key] for key in keys if key in known}
    aws("scheduler").update_schedule(**kept, ScheduleExpression="rate(1 minute)")


def tracking(aws: Aws, r: Resource) -> None:
    scale = {
        key[0].upper() + key[1:]: r[key] for key in ("serviceNamespace", "resourceId", "scalableDimension")
    }
    known = aws("application-autoscaling").describe_scaling_policies(ServiceNamespace=r["serviceNamespace"])
    found = next(p for p in known["ScalingPolicies"] if p["PolicyName"] == r["name"])
    settings = found["TargetTrackingScalingPolicyConfiguration"] | {"TargetValue": 11.0}
    aws("application-autoscaling").put_scaling_policy(
        PolicyName=r["name"],
        PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration=settings,
        **scale,
    )


def another_script(aws: Aws, r: Resource) -> None:
    content = json.loads(r["content"])
    content["mainSteps"][0]["inputs"]["runCommand"] = ["true"]
    changed = aws("ssm").update_document(
        Name=r.id, Content=json.dumps(content), DocumentVersion="$LATEST", DocumentFormat="JSON"
    )
    version = changed["DocumentDescription"]["DocumentVersion"]
    aws("ssm").update_document_default_version(Name=r.id, DocumentVersion=version)


def no_document(aws: Aws, r: Resource) -> None:
    """Deletes a document after its associations: Systems Manager refuses to delete it before."""
    for one in aws("ssm").list_associations()["Associations"]:
        if one["Name"] == r.id:
            aws("ssm").delete_association(AssociationId=one["AssociationId"])
    aws("ssm").delete_document(Name=r.id)


def no_routes(aws: Aws, r: Resource, member: str, value: str) -> None:
    """Deletes the routes that use something, which API Gateway refuses to delete with them."""
    for route in aws("apigatewayv2").get_routes(ApiId=r["apiId"])["Items"]:
        if route.get(member) == value:
            aws("apigatewayv2").delete_route(ApiId=r["apiId"], RouteId=route["RouteId"])


def no_integration(aws: Aws, r: Resource) -> None:
    no_routes(aws, r, "Target", f"integrations/{r.id}")
    aws("apigatewayv2").delete_integration(ApiId=r["apiId"], IntegrationId=r.id)


def no_authorizer(aws: Aws, r: Resource) -> None:
    no_routes(aws, r, "AuthorizerId", r.id)
    aws("apigatewayv2").delete_authorizer(ApiId=r["apiId"], AuthorizerId=r.id)


def scalable(r: Resource) -> dict[str, str]:
    return {
        "ServiceNamespace": r["serviceNamespace"],
        "ResourceId": r["resourceId"],
        "ScalableDimension": r["scalableDimension"],
    }


change(
    "aws:ecs/cluster:Cluster",
    "Container Insights",
    lambda aws, r: aws("ecs").update_cluster(
        cluster=r.id,
        settings=[
            {
                "name": "containerInsights",
                "value": "disabled" if r["settings"][0]["value"] != "disabled" else "enabled",
            }
        ],
    ),
)
change(
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    "Spot taken away",
    lambda aws, r: aws("ecs").put_cluster_capacity_providers(
        cluster=r["clusterName"], capacityProviders=["FARGATE"], defaultCapacityProviderStrategy=[]
    ),
)
change(
    "aws:ecs/service:Service",
    "ECS Exec on",
    lambda aws, r: aws("ecs").update_service(
        cluster=r["cluster"],
        service=r["name"],
        enableExecuteCommand=not r.outputs.get("enableExecuteCommand"),
    ),
)
change(
    "aws:ecs/taskDefinition:TaskDefinition",
    "tagged",
    lambda aws, r: aws("ecs").tag_resource(resourceArn=r["arn"], tags=[{"key": "Owner", "value": "drill"}]),
)
change(
    "aws:ecr/repository:Repository",
    "tags may be overwritten",
    lambda aws, r: aws("ecr").put_image_tag_mutability(
        repositoryName=r["name"], imageTagMutability="MUTABLE"
    ),
)
change(
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "keeps one image",
    lambda aws, r: aws("ecr").put_lifecycle_policy(
        repositoryName=r["repository"],
        lifecyclePolicyText=json.dumps(
            {
                "rules": [
                    {
                        "rulePriority": 1,
                        "selection": {
                            "tagStatus": "any",
                            "countType": "imageCountMoreThan",
                            "countNumber": 1,
                        },
                        "action": {"type": "expire"},
                    }
                ]
            }
        ),
    ),
)
change(
    "aws:lambda/function:Function",
    "memory",
    lambda aws, r: aws("lambda").update_function_configuration(FunctionName=r["name"], MemorySize=1769),
)
untag(
    "aws:lambda/function:Function",
    lambda aws, r, key: aws("lambda").untag_resource(Resource=r["arn"], TagKeys=[key]),
)
change("aws:lambda/alias:Alias", "another version", function_version)
change(
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    "no retries",
    lambda aws, r: aws("lambda").put_function_event_invoke_config(
        FunctionName=r["functionName"], Qualifier=r["qualifier"], MaximumRetryAttempts=0
    ),
)
change("aws:lambda/permission:Permission", "everybody may call", other_principal)
change(
    "aws:autoscaling/group:Group",
    "at most 9 instances",
    lambda aws, r: aws("autoscaling").update_auto_scaling_group(AutoScalingGroupName=r["name"], MaxSize=9),
)
change(
    "aws:autoscaling/schedule:Schedule",
    "another time",
    lambda aws, r: aws("autoscaling").put_scheduled_update_group_action(
        AutoScalingGroupName=r["autoscalingGroupName"],
        ScheduledActionName=r["scheduledActionName"],
        Recurrence="0 0 * * *",
        MinSize=r.outputs["minSize"],
        MaxSize=r.outputs["maxSize"],
        DesiredCapacity=r.outputs["desiredCapacity"],
    ),
)
change(
    "aws:ssm/association:Association",
    "all instances at once",
    lambda aws, r: aws("ssm").update_association(
        AssociationId=r.id,
        DocumentVersion=r["documentVersion"],
        Parameters={key: [value] for key, value in r["parameters"].items()},
        MaxConcurrency="100%",
        MaxErrors="100%",
    ),
)
change("aws:ssm/document:Document", "another script", another_script)
change(
    "aws:appautoscaling/target:Target",
    "at most 99",
    lambda aws, r: aws("application-autoscaling").register_scalable_target(MaxCapacity=99, **scalable(r)),
)
change("aws:appautoscaling/policy:Policy", "target value", tracking)
change(
    "aws:appautoscaling/scheduledAction:ScheduledAction",
    "another time",
    lambda aws, r: aws("application-autoscaling").put_scheduled_action(
        ScheduledActionName=r["name"], Schedule="cron(0 0 * * ? *)", **scalable(r)
    ),
)
change("aws:scheduler/schedule:Schedule", "every minute", schedule)
change(
    "aws:codebuild/project:Project",
    "time out",
    lambda aws, r: aws("codebuild").update_project(name=r["name"], timeoutInMinutes=479),
)
change("aws:codepipeline/pipeline:Pipeline", "runs side by side", pipeline_mode)
change(
    "aws:apigatewayv2/api:Api",
    "open to every origin",
    lambda aws, r: aws("apigatewayv2").update_api(ApiId=r.id, CorsConfiguration={"AllowOrigins": ["*"]}),
)
change(
    "aws:apigatewayv2/route:Route",
    "without a token",
    lambda aws, r: aws("apigatewayv2").update_route(
        ApiId=r["apiId"], RouteId=r.id, AuthorizationType="AWS_IAM"
    ),
)
change(
    "aws:apigatewayv2/integration:Integration",
    "payload format",
    lambda aws, r: aws("apigatewayv2").update_integration(
        ApiId=r["apiId"], IntegrationId=r.id, PayloadFormatVersion="1.0"
    ),
)
change(
    "aws:apigatewayv2/authorizer:Authorizer",
    "identity source",
    lambda aws, r: aws("apigatewayv2").update_authorizer(
        ApiId=r["apiId"], AuthorizerId=r.id, IdentitySource=["$request.querystring.token"]
    ),
)
change(
    "aws:apigatewayv2/stage:Stage",
    "throttling",
    lambda aws, r: aws("apigatewayv2").update_stage(
        ApiId=r["apiId"],
        StageName=r["name"],
        DefaultRouteSettings={"ThrottlingBurstLimit": 9999, "ThrottlingRateLimit": 9999.0},
    ),
)

delete(
    "aws:ecs/service:Service",
    lambda aws, r: aws("ecs").delete_service(cluster=r["cluster"], service=r["name"], force=True),
)
delete(
    "aws:ecs/taskDefinition:TaskDefinition",
    lambda aws, r: aws("ecs").deregister_task_definition(taskDefinition=r["arn"]),
)
delete(
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    lambda aws, r: aws("ecr").delete_lifecycle_policy(repositoryName=r["repository"]),
)
delete(
    "aws:ecr/repository:Repository",
    lambda aws, r: aws("ecr").delete_repository(repositoryName=r["name"], force=True),
)
delete(
    "aws:lambda/permission:Permission",
    lambda aws, r: aws("lambda").remove_permission(
        FunctionName=r["function"],
        StatementId=r["statementId"],
        **({"Qualifier": r["qualifier"]} if r["qualifier"] else {}),
    ),
)
delete(
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    lambda aws, r: aws("lambda").delete_function_event_invoke_config(
        FunctionName=r["functionName"], Qualifier=r["qualifier"]
    ),
)
delete(
    "aws:lambda/alias:Alias",
    lambda aws, r: aws("lambda").delete_alias(FunctionName=r["functionName"], Name=r["name"]),
)
delete(
    "aws:lambda/layerVersion:LayerVersion",
    lambda aws, r: aws("lambda").delete_layer_version(
        LayerName=r["layerName"], VersionNumber=int(r["version"])
    ),
)
delete("aws:lambda/function:Function", lambda aws, r: aws("lambda").delete_function(FunctionName=r["name"]))
delete(
    "aws:autoscaling/group:Group",
    lambda aws, r: aws("autoscaling").delete_auto_scaling_group(
        AutoScalingGroupName=r["name"], ForceDelete=True
    ),
)
delete("aws:ssm/association:Association", lambda aws, r: aws("ssm").delete_association(AssociationId=r.id))
delete("aws:ssm/document:Document", no_document)
delete(
    "aws:autoscaling/schedule:Schedule",
    lambda aws, r: aws("autoscaling").delete_scheduled_action(
        AutoScalingGroupName=r["autoscalingGroupName"], ScheduledActionName=r["scheduledActionName"]
    ),
)
delete(
    "aws:appautoscaling/scheduledAction:ScheduledAction",
    lambda aws, r: aws("application-autoscaling").delete_scheduled_action(
        ScheduledActionName=r["name"], **scalable(r)
    ),
)
delete(
    "aws:appautoscaling/policy:Policy",
    lambda aws, r: aws("application-autoscaling").delete_scaling_policy(PolicyName=r["name"], **scalable(r)),
)
delete(
    "aws:appautoscaling/target:Target",
    lambda aws, r: aws("application-autoscaling").deregister_scalable_target(**scalable(r)),
)
delete(
    "aws:scheduler/schedule:Schedule",
    lambda aws, r: aws("scheduler").delete_schedule(Name=r["name"], GroupName=r["groupName"]),
)
delete("aws:codebuild/project:Project", lambda aws, r: aws("codebuild").delete_project(name=r["name"]))
delete(
    "aws:codepipeline/pipeline:Pipeline", lambda aws, r: aws("codepipeline").delete_pipeline(name=r["name"])
)
delete(
    "aws:apigatewayv2/route:Route",
    lambda aws, r: aws("apigatewayv2").delete_route(ApiId=r["apiId"], RouteId=r.id),
)
delete("aws:apigatewayv2/integration:Integration", no_integration)
delete("aws:apigatewayv2/authorizer:Authorizer", no_authorizer)
delete(
    "aws:apigatewayv2/apiMapping:ApiMapping",
    lambda aws, r: aws("apigatewayv2").delete_api_mapping(ApiMappingId=r.id, DomainName=r["domainName"]),
)
delete(
    "aws:apigatewayv2/domainName:DomainName",
    lambda aws, r: aws("apigatewayv2").delete_domain_name(DomainName=r["domainName"]),
)
delete(
    "aws:apigatewayv2/stage:Stage",
    lambda aws, r: aws("apigatewayv2").delete_stage(ApiId=r["apiId"], StageName=r["name"]),
)
