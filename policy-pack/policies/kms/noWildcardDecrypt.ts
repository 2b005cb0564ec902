import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";
import { isEverything, isLimitedBy, isOfService } from "../shared/policyDocument";

/** Everything, or all keys of an account or region. */
const isEveryKey = (resource: string) =>
    (isEverything(resource) && isOfService(resource, "kms")) ||
    /^arn:[^:]*:kms:[^:]*:[^:]*:(key\/?)?[*?]*\*[*?]*$/.test(resource);

const LIMITING = /^(kms:(viaservice|resourcealiases|encryptioncontext.*)|aws:resourcetag\/.+)$/;

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
                statement.actions.covers(action),
            );
            if (decrypts && !isLimitedBy(statement, LIMITING) && statement.resources.some(isEveryKey)) {
                view.fail(statement.path, "allows decryption with every key");
            }
        }
    },
});
