import { resourceRule } from "../../core/rule";

const SETTINGS: Readonly<Record<string, string>> = {
    "aws:apigatewayv2/stage:Stage": "defaultRouteSettings",
    "aws:apigateway/methodSettings:MethodSettings": "settings",
};

export const apiGatewayThrottling = resourceRule({
    name: "apigateway-throttling",
    title: "API stages set throttling limits",
    description:
        "Without its own limits, one API can exhaust the account's limit, and one caller the database.",
    severity: "medium",
    catalogues: {},
    remediation: "Set throttlingRateLimit and throttlingBurstLimit of the stage's default route settings.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
    types: Object.keys(SETTINGS),
    check(stage) {
        for (const limit of ["throttlingRateLimit", "throttlingBurstLimit"]) {
            const path = `${SETTINGS[stage.type] ?? ""}.${limit}`;
            // In REST APIs, -1 means no limit.
            const value = stage.number(path, 0);
            if (value !== undefined && value <= 0) stage.fail(path, "is not set");
        }
    },
});
