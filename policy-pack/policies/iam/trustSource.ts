import { resourceRule } from "../../core/rule";
import { allowed, isLimitedBy } from "../shared/policyDocument";

const LIMITING = /^aws:source(account|arn|orgid|orgpaths)$/;

export const iamTrustSource = resourceRule({
    name: "iam-trust-source",
    title: "Service roles are limited to this account",
    description:
        "Another AWS customer who knows the role's ARN could make the service use it (confused deputy).",
    severity: "medium",
    catalogues: {},
    remediation: "Add a condition on aws:SourceAccount or aws:SourceArn to the trust policy.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    settings: {
        services: {
            type: "array",
            items: { type: "string" },
            default: [
                ...["codebuild", "ecs-tasks", "monitoring.rds", "pipes", "scheduler", "vpc-flow-logs"].map(
                    (service) => `${service}.amazonaws.com`,
                ),
            ],
            description: "Services that send aws:SourceAccount when they assume a role.",
        },
    },
    // Made of ARNs, which a preview may not know.
    deferred: ["assumeRolePolicy"],
    types: ["aws:iam/role:Role"],
    check(role, settings) {
        const services = settings.strings("services");
        for (const statement of allowed(role, "assumeRolePolicy")) {
            if (!statement.principals.named.some((principal) => services.includes(principal))) continue;
            if (!isLimitedBy(statement, LIMITING))
                role.fail(`${statement.path}.Condition`, "has no aws:SourceAccount or aws:SourceArn");
        }
    },
});
