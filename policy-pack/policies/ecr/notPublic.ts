import { resourceRule } from "../../core/rule";
import { allowed } from "../shared/policyDocument";
import { isPublic } from "../shared/publicStatement";

export const ecrNotPublic = resourceRule({
    name: "ecr-not-public",
    title: "Image repositories are not public",
    description: "Images contain code, and often configuration and secrets.",
    severity: "critical",
    catalogues: { checkov: ["CKV_AWS_32"], cdkNag: ["AwsSolutions-ECR1"] },
    remediation: "Set policy to a policy that names the accounts with pull access.",
    url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
    deferred: ["policy"],
    types: ["aws:ecr/repositoryPolicy:RepositoryPolicy", "aws:ecrpublic/repository:Repository"],
    check(resource) {
        if (resource.type === "aws:ecrpublic/repository:Repository") {
            resource.fail("repositoryName", "names a public repository");
            return;
        }
        for (const statement of allowed(resource, "policy").filter(isPublic)) {
            resource.fail(statement.path, "allows public access");
        }
    },
});
