import { resourceRule } from "../../core/rule";

export const ecrNoForceDelete = resourceRule({
    name: "ecr-no-force-delete",
    title: "Repositories refuse to go with their images",
    description: "With the images goes what runs: nothing can be started again, or rolled back.",
    severity: "medium",
    profile: "prod",
    catalogues: {},
    remediation: "Set forceDelete to false, or leave it out.",
    url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-delete.html",
    types: ["aws:ecr/repository:Repository"],
    check(repository) {
        if (repository.boolean("forceDelete", false) === true) repository.fail("forceDelete", "is true");
    },
});
