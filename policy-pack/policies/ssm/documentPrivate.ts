import { resourceRule } from "../../core/rule";

export const ssmDocumentPrivate = resourceRule({
    name: "ssm-document-private",
    title: "Documents of Systems Manager are not public",
    description:
        "Public documents show how servers are operated, and often contain names and addresses useful to attackers.",
    severity: "critical",
    catalogues: { fsbp: ["SSM.4"], checkov: ["CKV_AWS_303"] },
    remediation: "Set permissions to account ids, or leave them out.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ssm-controls.html#ssm-4",
    types: ["aws:ssm/document:Document"],
    check(document) {
        // Programs write it as Terraform does, or as Pulumi does.
        for (const path of ["permissions.account_ids", "permissions.accountIds"]) {
            if (document.word(path, "") === "all") document.fail(path, "is public");
        }
    },
});
