import { resourceRule } from "../../core/rule";

export const apiGatewayAccessLogs = resourceRule({
    name: "apigateway-access-logs",
    title: "Stages log requests",
    description: "Access logs record the caller, the route and the error of each request.",
    severity: "medium",
    profile: "shared",
    catalogues: {
        fsbp: ["APIGateway.9", "APIGateway.1"],
        checkov: ["CKV_AWS_76"],
        cdkNag: ["AwsSolutions-APIG1"],
    },
    remediation: "Set accessLogSettings.destinationArn and format.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-9",
    types: ["aws:apigatewayv2/stage:Stage", "aws:apigateway/stage:Stage"],
    check(stage) {
        if (!stage.isSet("accessLogSettings.destinationArn")) {
            stage.fail("accessLogSettings.destinationArn", "is not set");
        }
    },
});
