import assert from "node:assert/strict";

import { ecrCustomerKey } from "../../../../policy-pack/policies/ecr/customerKey";
import { ecrImmutableTags } from "../../../../policy-pack/policies/ecr/immutableTags";
import { ecrLifecycle } from "../../../../policy-pack/policies/ecr/lifecycle";
import { ecrNoForceDelete } from "../../../../policy-pack/policies/ecr/noForceDelete";
import { ecrNotPublic } from "../../../../policy-pack/policies/ecr/notPublic";
import { ecrScan } from "../../../../policy-pack/policies/ecr/scan";
import { document } from "../../support/documents";
import { ask, type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

testRule(ecrCustomerKey, {
    compliant: { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:aws:kms:::key/1" }] },
    also: [{ "encryptionConfigurations.0.encryptionType": "KMS_DSSE" }],
    violating: [
        [{ "encryptionConfigurations.0.encryptionType": "AES256" }, /\[0\]\.encryptionType is not KMS/],
        [{ "encryptionConfigurations.0.kmsKey": "" }, /\[0\]\.kmsKey is not set/],
        [{ "encryptionConfigurations.0.kmsKey": "alias/aws/ecr" }, /is AWS's own key/],
        [{ encryptionConfigurations: [] }, /^encryptionConfigurations is not set/],
    ],
    unknown: {
        encryptionConfigurations: "fails",
        "encryptionConfigurations.0.encryptionType": "fails",
        // Only the presence of a key matters.
        "encryptionConfigurations.0.kmsKey": "passes",
    },
    absent: {
        encryptionConfigurations: "fails",
        "encryptionConfigurations.0.encryptionType": "fails",
        "encryptionConfigurations.0.kmsKey": "fails",
    },
    wrongType: { encryptionConfigurations: "KMS", "encryptionConfigurations.0.encryptionType": 1 },
});

testRule(ecrImmutableTags, {
    compliant: { imageTagMutability: "IMMUTABLE" },
    also: [{ imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }],
    violating: [[{ imageTagMutability: "MUTABLE" }, /^imageTagMutability is not IMMUTABLE/]],
    unknown: { imageTagMutability: "fails" },
    absent: { imageTagMutability: "fails" },
    wrongType: { imageTagMutability: true },
});

testRule(ecrNoForceDelete, {
    compliant: { forceDelete: false },
    violating: [[{ forceDelete: true }, /^forceDelete is true/]],
    unknown: { forceDelete: "fails" },
    absent: { forceDelete: "passes" },
    wrongType: { forceDelete: 1 },
});

const pull = { Action: "ecr:BatchGetImage" };

testRule(ecrNotPublic, {
    compliant: { policy: document({ ...pull, Principal: { AWS: "arn:aws:iam::999999999999:root" } }) },
    also: [
        {
            policy: document({
                ...pull,
                Principal: "*",
                Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
            }),
        },
        { policy: document({ ...pull, Effect: "Deny", Principal: "*" }) },
    ],
    violating: [
        [{ policy: document({ ...pull, Principal: "*" }) }, /^policy\.Statement\[0\] allows public access/],
        [{ policy: document({ ...pull, Principal: { AWS: ["*"] } }) }, /public access/],
        [{ policy: document({ ...pull, NotPrincipal: { AWS: "999999999999" } }) }, /public access/],
    ],
    unknown: { policy: "deferred" },
    absent: { policy: "passes" },
    wrongType: { policy: 7 },
});

it("ecr-not-public refuses any repository of the public registry", async () => {
    const shop: Sent = { type: "aws:ecrpublic/repository:Repository", props: { repositoryName: "shop" } };
    const [first, ...others] = await ask([ecrNotPublic], [shop]);
    assert.match(first?.message ?? "", /^repositoryName names a public repository/);
    assert.deepEqual(others, []);
});

const repository: Sent = {
    type: "aws:ecr/repository:Repository",
    name: "images",
    props: { name: "shop", id: "shop" },
};
const images = (props: object = {}): Sent => ({
    ...repository,
    props: { ...repository.props, imageScanningConfiguration: { scanOnPush: false }, ...props },
});
/** A registry's action for repositories with matching names, if it has one. */
const registry = (filter: unknown, scanFrequency = "SCAN_ON_PUSH", props: object = {}): Sent => ({
    type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    name: "registry",
    props: {
        scanType: "BASIC",
        rules: [{ scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] }],
        ...props,
    },
});

testStackRule(ecrScan, {
    satisfied: {
        "a repository with scanning": [images({ imageScanningConfiguration: { scanOnPush: true } })],
        "a registry that scans everything": [images(), registry("*")],
        "one that scans all the time": [images(), registry("sho*", "CONTINUOUS_SCAN")],
        "one that names a part of it": [images({ name: "team/shop/web" }), registry("shop")],
        "a repository without a word, in such a registry": [repository, registry("*")],
        "an unknown name, if the registry scans all": [images({ name: UNKNOWN }), registry("*")],
    },
    broken: {
        "a repository that does not": [[images()], /^imageScanningConfiguration\.scanOnPush is not true/],
        "one without a word": [[repository], /scanOnPush is not true/, "images"],
        "a registry that scans others": [[images(), registry("bill*")], /is not true/, "images"],
        "one that scans when it is asked": [[images(), registry("*", "MANUAL")], /is not true/, "images"],
        "one without rules": [[images(), registry("*", "", { rules: [] })], /is not true/, "images"],
        "the registry of another region": [
            [images({ region: "eu-west-1" }), registry("*", "SCAN_ON_PUSH", { region: "us-east-1" })],
            /is not true/,
            "images",
        ],
    },
    unknown: {
        "the switch is": [[images({ imageScanningConfiguration: { scanOnPush: UNKNOWN } })], "fails"],
        "a configuration is": [[images({ imageScanningConfiguration: UNKNOWN })], "fails"],
        "the name is, and not every one is scanned": [
            [images({ name: UNKNOWN }), registry("shop*")],
            "deferred",
        ],
        "the registry's scan setting is": [[images(), registry(UNKNOWN)], "fails"],
        "a region is": [[images({ region: UNKNOWN }), registry("*")], "passes"],
    },
});

const policy = (props: object, dependencies = {}): Sent => ({
    type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    name: "policy",
    props: { repository: "shop", policy: "{}", ...props },
    dependencies,
});

testStackRule(ecrLifecycle, {
    satisfied: { "a repository with its policy": [repository, policy({})] },
    broken: {
        "a repository without": [[repository], /is the repository of no LifecyclePolicy/, "images"],
        "a policy of another": [[repository, policy({ repository: "other" })], /no Lifecycle/, "images"],
        "a policy of none": [[repository, policy({ repository: null })], /no Lifecycle/, "images"],
    },
    unknown: {
        "the repository's name is, but not that it is this one": [
            [repository, policy({ repository: UNKNOWN }, { repository: [urnOf(repository)] })],
            "passes",
        ],
        "the policy's repository is unknown": [[repository, policy({ repository: UNKNOWN })], "fails"],
    },
});
