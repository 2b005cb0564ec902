import type { StackResource } from "../../core/reading/stackView";
import { stackRule } from "../../core/rule";

const TARGET = "aws:appautoscaling/target:Target";
const POLICY = "aws:appautoscaling/policy:Policy";

export const dynamodbScales = stackRule({
    name: "dynamodb-scales",
    title: "Tables scale with their load",
    description: "A table with fixed capacity throttles peaks and costs the same when idle.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["DynamoDB.1"], checkov: ["CKV2_AWS_16"] },
    remediation:
        "Set billingMode to PAY_PER_REQUEST, or give the table an appautoscaling Target with a Policy.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-1",
    check(stack) {
        const [targets, policies] = [TARGET, POLICY].map((type) => stack.all(type)) as [
            StackResource[],
            StackResource[],
        ];
        for (const table of stack.all("aws:dynamodb/table:Table")) {
            if (table.word("billingMode", "provisioned") !== "provisioned") continue;
            const own = targets.filter((target) => isOf(target, table));
            if (own.length === 0) table.fail("billingMode", "is PROVISIONED, without scaling");
            // A target only says how far; what scales is a policy.
            else if (
                !policies.some((policy) => isOf(policy, table) || own.some((one) => follows(policy, one)))
            )
                table.fail("billingMode", "is PROVISIONED, with a Target, but without a Policy");
        }
    },
});

/** Targets and policies name a table within a text; `table/<name>/index/<name>` is an index, not the table. */
function isOf(scaling: StackResource, table: StackResource): boolean {
    if (scaling.isUnknown("resourceId")) return scaling.refersTo("resourceId", table);
    const [kind, name = "", ...index] = scaling.string("resourceId", "")?.split("/") ?? [];
    return kind === "table" && index.length === 0 && table.identities().includes(name);
}

function follows(policy: StackResource, target: StackResource): boolean {
    return policy.refersTo("resourceId", target);
}
