/** Types and properties with identity policies of IAM. */
import { allowed, type Statement } from "./policyDocument";
import type { View } from "../../core/reading/view";

/** Types with an identity policy. */
export const IDENTITY_POLICIES = [
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/policy:Policy",
    "aws:iam/role:Role",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/userPolicy:UserPolicy",
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
];

/** Paths of their documents, which are made of ARNs that a preview does not know. */
export const IDENTITY_DOCUMENTS = ["policy", "inlinePolicy", "inlinePolicies.policy"];

/** What a resource of these types allows. */
export function allowedToIdentity(resource: View): { readonly view: View; readonly statement: Statement }[] {
    const documents = [
        ...["policy", "inlinePolicy"].map((path) => [resource, path] as const),
        ...resource.items("inlinePolicies").map((inline) => [inline, "policy"] as const),
    ];
    return documents.flatMap(([view, path]) => allowed(view, path).map((statement) => ({ view, statement })));
}
