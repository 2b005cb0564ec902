import { canonicalType } from "../../core/reading/types";
import { resourceRule } from "../../core/rule";

/** Resources with irreplaceable content: data, user accounts, keys to both. */
const STATEFUL = [
    "aws:backup/vault:Vault",
    "aws:cognito/userPool:UserPool",
    "aws:docdb/cluster:Cluster",
    "aws:dynamodb/table:Table",
    "aws:ebs/volume:Volume",
    "aws:efs/fileSystem:FileSystem",
    "aws:kms/key:Key",
    "aws:neptune/cluster:Cluster",
    "aws:opensearch/domain:Domain",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
    "aws:redshift/cluster:Cluster",
    "aws:s3/bucket:Bucket",
];

export const protectStateful = resourceRule({
    name: "across-protect-stateful",
    title: "Resources with data set the option protect",
    description: "Without protect, a rename or an accidental destroy deletes the data.",
    severity: "high",
    profile: "prod",
    catalogues: {},
    remediation: "Set the resource option protect to true.",
    url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    settings: {
        types: {
            type: "array",
            items: { type: "string" },
            default: [...STATEFUL],
            description: "Types that require protect.",
        },
    },
    types: ["*"],
    check(resource, settings) {
        if (!resource.protect && settings.strings("types").map(canonicalType).includes(resource.type)) {
            resource.fail("protect", "is not true");
        }
    },
});
