import { resourceRule } from "../../core/rule";

export const ecrScan = resourceRule({
    name: "ecr-scan",
    title: "Images are scanned when they are pushed",
    description: "Known holes in an image are found before somebody uses them.",
    severity: "high",
    catalogues: { fsbp: ["ECR.1"], checkov: ["CKV_AWS_163"] },
    mend: "Set imageScanningConfiguration.scanOnPush to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1",
    types: ["aws:ecr/repository:Repository"],
    check(repository) {
        const path = "imageScanningConfiguration.scanOnPush";
        if (repository.boolean(path, false) === false) repository.fail(path, "is not true");
    },
});
