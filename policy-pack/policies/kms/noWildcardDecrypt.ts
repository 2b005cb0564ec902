import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";
import { covers } from "../shared/policyDocument";

/** `*`, or all keys of an account or region. */
const isEveryKey = (resource: string) =>
    resource === "*" || /^arn:[^:]*:kms:[^:]*:[^:]*:(\*|key\/\*)$/.test(resource);

export const kmsNoWildcardDecrypt = resourceRule({
    name: "kms-no-wildcard-decrypt",
    title: "Policies do not allow decryption with every key",
    description: "Permission to decrypt with all keys exposes all data, of this and other systems.",
    severity: "medium",
    catalogues: { fsbp: ["KMS.1", "KMS.2"] },
    remediation: "Set Resource to the ARNs of the required keys.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1",
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            const decrypts = ["kms:Decrypt", "kms:ReEncryptFrom"].some((action) =>
                covers(statement.actions, action),
            );
            const limited = statement.conditions.some(({ key }) =>
                /^kms:(viaservice|resourcealiases|encryptioncontext)/.test(key),
            );
            if (decrypts && !limited && statement.resources.some(isEveryKey)) {
                view.fail(statement.path, "allows decryption with every key");
            }
        }
    },
});
