import { type StackResource, stackRule } from "../../core/rule";
import { covers } from "../shared/policyDocument";

const SWITCH = "imageScanningConfiguration.scanOnPush";

export const ecrScan = stackRule({
    name: "ecr-scan",
    title: "Images are scanned on push",
    description: "The scan reports known vulnerabilities before the image runs.",
    severity: "high",
    catalogues: { fsbp: ["ECR.1"], checkov: ["CKV_AWS_163"] },
    remediation: "Set imageScanningConfiguration.scanOnPush to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1",
    // Names that Pulumi chooses are known later.
    deferred: ["name"],
    check(stack) {
        const registries = stack.all("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration");
        for (const repository of stack.all("aws:ecr/repository:Repository")) {
            if (repository.boolean(SWITCH, false) !== false) continue;
            const filters = registries.filter((one) => isInRegionOf(one, repository)).flatMap(scanned);
            if (filters.includes("*")) continue;
            const name = filters.length === 0 ? "" : repository.string("name", "");
            if (name === undefined) continue;
            // A filter without a wildcard is a part of the name.
            const isScanned = filters.some((one) => covers([one.includes("*") ? one : `*${one}*`], name));
            if (!isScanned) repository.fail(SWITCH, "is not true");
        }
    },
});

/** Filters of the repositories whose images a registry scans by itself. */
function scanned(registry: StackResource): string[] {
    return registry
        .items("rules")
        .filter((rule) => ["scan_on_push", "continuous_scan"].includes(rule.word("scanFrequency", "") ?? ""))
        .flatMap((rule) => rule.items("repositoryFilters"))
        .flatMap((filter) => filter.string("filter", "") ?? [])
        .filter((filter) => filter !== "");
}

/** A registry belongs to one region; without a region property, both are in the provider's region. */
function isInRegionOf(registry: StackResource, repository: StackResource): boolean {
    if (registry.isUnknown("region") || repository.isUnknown("region")) return true;
    return registry.string("region", "") === repository.string("region", "");
}
