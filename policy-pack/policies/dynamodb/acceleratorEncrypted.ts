import { resourceRule } from "../../core/rule";

export const dynamodbAcceleratorEncrypted = resourceRule({
    name: "dynamodb-accelerator-encrypted",
    title: "DAX clusters encrypt at rest and in transit",
    description: "The cluster caches and sends the data of an encrypted table.",
    severity: "medium",
    catalogues: {
        fsbp: ["DynamoDB.3", "DynamoDB.7"],
        checkov: ["CKV_AWS_47", "CKV_AWS_239"],
        cdkNag: ["AwsSolutions-DDB4"],
    },
    remediation: "Set serverSideEncryption.enabled to true, and clusterEndpointEncryptionType to TLS.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-3",
    types: ["aws:dax/cluster:Cluster"],
    check(cluster) {
        if (cluster.boolean("serverSideEncryption.enabled", false) === false)
            cluster.fail("serverSideEncryption.enabled", "is not true");
        if (cluster.word("clusterEndpointEncryptionType", "none") === "none")
            cluster.fail("clusterEndpointEncryptionType", "is not TLS");
    },
});
