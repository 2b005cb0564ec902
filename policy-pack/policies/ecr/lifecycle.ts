import { stackRule } from "../../core/rule";

export const ecrLifecycle = stackRule({
    name: "ecr-lifecycle",
    title: "Image repositories have a lifecycle policy",
    description: "Old images with known vulnerabilities cost money, and can be started by mistake.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["ECR.3"] },
    remediation: "Add a LifecyclePolicy for the repository.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-3",
    check(stack) {
        for (const repository of stack.all("aws:ecr/repository:Repository")) {
            const policies = stack.referring(
                "aws:ecr/lifecyclePolicy:LifecyclePolicy",
                "repository",
                repository,
            );
            if (policies.length === 0) repository.fail("name", "is the repository of no LifecyclePolicy");
        }
    },
});
