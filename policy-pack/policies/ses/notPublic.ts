import { resourceRule } from "../../core/rule";
import { statements } from "../shared/policyDocument";
import { isPublic } from "../shared/publicStatement";

export const sesNotPublic = resourceRule({
    name: "ses-not-public",
    title: "Identities of SES are not open to every AWS account",
    description: "Anyone could send mail in the domain's name, signed with its key.",
    severity: "critical",
    catalogues: {},
    remediation: "Name principals in the policy, or limit * with aws:SourceArn or aws:SourceAccount.",
    url: "https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policies.html",
    // The policy names the identity, whose ARN is known once it exists.
    deferred: ["policy"],
    types: ["aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy", "aws:ses/identityPolicy:IdentityPolicy"],
    check(identity) {
        for (const statement of statements(identity, "policy").filter(isPublic)) {
            identity.fail(statement.path, "allows public access");
        }
    },
});
