import { resourceRule } from "../../core/rule";
import { statements } from "../shared/policyDocument";
import { isPublic } from "../shared/publicStatement";

export const logsNotPublic = resourceRule({
    name: "logs-not-public",
    title: "Log resource policies are not open to every AWS account",
    description: "Other accounts could write forged log lines or redirect the logs.",
    severity: "high",
    catalogues: {},
    remediation: "Name principals in the policy, or limit services with aws:SourceArn or aws:SourceAccount.",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html",
    // Made of ARNs of log groups, which a preview may not know.
    deferred: ["policyDocument", "accessPolicy"],
    types: [
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy",
    ],
    check(policy) {
        for (const path of ["policyDocument", "accessPolicy"]) {
            for (const statement of statements(policy, path).filter(isPublic)) {
                policy.fail(statement.path, "allows public access");
            }
        }
    },
});
