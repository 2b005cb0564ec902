import { resourceRule } from "../../core/rule";

export const ecrNoForceDelete = resourceRule({
    name: "ecr-no-force-delete",
    title: "Image repositories with images refuse deletion",
    description: "Without images, tasks cannot restart or roll back.",
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
