import { resourceRule } from "../../core/rule";

export const ecrImmutableTags = resourceRule({
    name: "ecr-immutable-tags",
    title: "Image tags are immutable",
    description:
        "A movable tag can deploy another image later, and a rollback may not find the previous image.",
    severity: "medium",
    catalogues: { fsbp: ["ECR.2"], checkov: ["CKV_AWS_51"] },
    remediation: "Set imageTagMutability to IMMUTABLE.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-2",
    types: ["aws:ecr/repository:Repository"],
    check(repository) {
        const value = repository.string("imageTagMutability", "MUTABLE");
        if (value !== undefined && !value.startsWith("IMMUTABLE")) {
            repository.fail("imageTagMutability", "is not IMMUTABLE");
        }
    },
});
