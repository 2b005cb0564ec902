import { codepipelineCustomerKey } from "../../../../policy-pack/policies/codepipeline/customerKey";
import { testRule } from "../../support/fixtures";

testRule(codepipelineCustomerKey, {
    compliant: { artifactStores: [{ location: "b", encryptionKey: { id: "arn:key" } }] },
    violating: [
        [{ "artifactStores.0.encryptionKey": undefined }, /^artifactStores\[0\].encryptionKey.id is not set/],
        [{ "artifactStores.0.encryptionKey.id": "alias/aws/s3" }, /is AWS's own key/],
    ],
    unknown: { artifactStores: "fails", "artifactStores.0.encryptionKey.id": "passes" },
    absent: { "artifactStores.0.encryptionKey": "fails", artifactStores: "passes" },
    wrongType: { artifactStores: 7 },
});
