import { resourceRule } from "../../core/rule";

export const ssmAssociationLimits = resourceRule({
    name: "ssm-association-limits",
    title: "An association stops at errors, and does not run on all instances at once",
    description:
        "A script that breaks what it changes would break every instance before anybody knows; without limits AWS runs it on all.",
    severity: "medium",
    catalogues: {},
    remediation: "Set maxErrors and maxConcurrency to less than 100%.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-state-manager-targets-and-rate-controls.html",
    types: ["aws:ssm/association:Association"],
    check(association) {
        for (const path of ["maxConcurrency", "maxErrors"]) {
            if (association.string(path, "100%") === "100%") association.fail(path, "is 100%, or not set");
        }
    },
});
