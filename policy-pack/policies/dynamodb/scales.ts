import type { StackResource } from "../../core/reading/stackView";
import { stackRule } from "../../core/rule";

export const dynamodbScales = stackRule({
    name: "dynamodb-scales",
    title: "Tables scale with their load",
    description: "A table with fixed capacity throttles peaks and costs the same when idle.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["DynamoDB.1"], checkov: ["CKV2_AWS_16"] },
    remediation: "Set billingMode to PAY_PER_REQUEST, or give the table an appautoscaling Target.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-1",
    check(stack) {
        const targets = stack.all("aws:appautoscaling/target:Target");
        for (const table of stack.all("aws:dynamodb/table:Table")) {
            if (table.word("billingMode", "provisioned") !== "provisioned") continue;
            if (!targets.some((target) => scales(target, table)))
                table.fail("billingMode", "is PROVISIONED, without scaling");
        }
    },
});

/** Targets name a table within a text. */
function scales(target: StackResource, table: StackResource): boolean {
    if (target.refersTo("resourceId", table)) return true;
    if (target.isUnknown("resourceId")) return false;
    const [kind, name = ""] = target.string("resourceId", "")?.split("/") ?? [];
    return kind === "table" && table.identities().includes(name);
}
