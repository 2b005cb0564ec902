import { resourceRule } from "../../core/rule";
import { statements } from "../shared/policyDocument";
import { isPublic } from "../shared/publicStatement";

const PERMISSION = "aws:cloudwatch/eventPermission:EventPermission";

export const eventsBusNotPublic = resourceRule({
    name: "events-bus-not-public",
    title: "Event buses are not open to every AWS account",
    description: "Every AWS account could send events, which start functions and tasks of this one.",
    severity: "critical",
    catalogues: { cdkNag: ["AwsSolutions-EVB1"] },
    remediation: "Name principals in the policy, or limit * with a condition such as aws:PrincipalOrgID.",
    url: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html",
    // The policy names the bus, whose ARN is known once it exists.
    deferred: ["policy"],
    types: ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", PERMISSION],
    check(resource) {
        if (resource.type === PERMISSION) {
            // The one condition that it takes is on the organisation.
            if (resource.string("principal", "") === "*" && !resource.isSet("condition"))
                resource.fail("principal", "is public");
            return;
        }
        for (const statement of statements(resource, "policy").filter(isPublic)) {
            resource.fail(statement.path, "allows public access");
        }
    },
});
