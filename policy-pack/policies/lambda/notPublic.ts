import { resourceRule } from "../../core/rule";

const LIMITS = ["sourceArn", "sourceAccount", "principalOrgId", "organizationId", "eventSourceToken"];

export const lambdaNotPublic = resourceRule({
    name: "lambda-not-public",
    title: "Functions and layers are not open to every AWS account",
    description: "Every AWS account could call the function, at the owner's cost and with the owner's data.",
    severity: "critical",
    catalogues: { fsbp: ["Lambda.1"], checkov: ["CKV_AWS_301"] },
    remediation:
        "Set principal to a service or an account, or limit it with sourceAccount or principalOrgId.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1",
    types: ["aws:lambda/permission:Permission", "aws:lambda/layerVersionPermission:LayerVersionPermission"],
    check(permission) {
        if (permission.string("principal", "") !== "*") return;
        if (!LIMITS.some((limit) => permission.isSet(limit))) permission.fail("principal", "is public");
    },
});
