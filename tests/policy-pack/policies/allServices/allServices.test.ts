import assert from "node:assert/strict";

import { TAGGED } from "../../../../policy-pack/policies/allServices/taggedTypes";
import { allowedRegions } from "../../../../policy-pack/policies/allServices/allowedRegions";
import { noStaticCredentials } from "../../../../policy-pack/policies/allServices/noStaticCredentials";
import { protectStateful } from "../../../../policy-pack/policies/allServices/protectStateful";
import { requiredTags } from "../../../../policy-pack/policies/allServices/requiredTags";
import { runtimeSupported } from "../../../../policy-pack/policies/allServices/runtimeSupported";
import { ask, UNKNOWN } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { noteTable } from "../../support/tables";

const BUCKET = "aws:s3/bucket:Bucket";

testRule(allowedRegions, {
    type: BUCKET,
    compliant: { region: "eu-west-1" },
    also: [
        { region: "" },
        { region: undefined },
        // Open to every account of China, and of the government.
        { region: "cn-north-1" },
        { region: "us-gov-west-1" },
    ],
    violating: [
        // By default only resources that are open to every account.
        [{ region: "me-south-1" }, /^region is not an allowed region/],
        [{ region: "eu-central-2" }, /^region is not/],
    ],
    unknown: { region: "fails" },
    absent: { region: "passes" },
    wrongType: { region: ["eu-west-1"] },
});

// Default providers have the region of the stack's configuration.
testRule(allowedRegions, {
    type: "pulumi:providers:aws",
    compliant: { region: "eu-west-1" },
    // The setting names all of them.
    also: [{ region: "me-south-1" }],
    violating: [
        [{ region: "us-east-1" }, /^region is not an allowed region/],
        [{ region: "us-gov-west-1" }, /^region is not an allowed region/],
    ],
    unknown: { region: "fails" },
    absent: { region: "passes" },
    wrongType: { region: 7 },
    asked: { settings: { "across-allowed-regions": { regions: ["eu-west-1", "me-south-1"] } } },
});

for (const [type, key] of [
    ["aws:dynamodb/table:Table", "regionName"],
    ["aws:secretsmanager/secret:Secret", "region"],
] as const) {
    testRule(allowedRegions, {
        type,
        compliant: { replicas: [{ [key]: "eu-west-1" }, { [key]: "eu-central-1" }] },
        violating: [
            [
                { [`replicas.1.${key}`]: "me-south-1" },
                new RegExp(`^replicas\\[1\\]\\.${key} is not an allowed`),
            ],
        ],
        unknown: { replicas: "fails", [`replicas.0.${key}`]: "fails" },
        absent: { replicas: "passes", region: "passes" },
        wrongType: { replicas: "two", [`replicas.0.${key}`]: 7 },
    });
}

describe("across-allowed-regions", () => {
    it("covers AWS resources only", async () => {
        const types = ["gcp:storage/bucket:Bucket", "plumbline:index:Network", "pulumi:providers:gcp"];
        for (const type of types)
            assert.deepEqual(await ask([allowedRegions], [{ type, props: { region: "me-south-1" } }]), []);
    });
});

const LOCAL = JSON.stringify([{ s3: "http://localhost:4566", ec2: "http://127.0.0.1:4566/" }]);

testRule(noStaticCredentials, {
    compliant: { region: "eu-west-1", profile: "shop" },
    also: [
        { accessKey: "test", secretKey: "test", endpoints: LOCAL },
        { accessKey: "test", secretKey: "test", endpoints: [{ s3: "http://[::1]:4566" }] },
        { assumeRoles: [{ roleArn: "arn:aws:iam::111122223333:role/deploy" }] },
    ],
    violating: [
        [{ accessKey: "AKIA" }, /^accessKey is set/],
        [{ secretKey: "s" }, /^secretKey is set/],
        [{ token: "t" }, /^token is set/],
        // One emulated service does not make the others so.
        [
            { secretKey: "s", endpoints: '[{"s3":"http://localhost:4566","ec2":"https://ec2.example"}]' },
            /is set/,
        ],
        [{ secretKey: "s", endpoints: '[{"s3":"http://localhost.example:4566"}]' }, /^secretKey is set/],
        [
            { secretKey: "s", endpoints: '[{"s3":"https://s3.example/http://localhost"}]' },
            /^secretKey is set/,
        ],
        [{ secretKey: "s", endpoints: "[]" }, /^secretKey is set/],
        // An AWS value is valid for every service that is not emulated.
        [{ accessKey: "AKIA", secretKey: "s", endpoints: LOCAL }, /^accessKey is set/],
        [{ accessKey: "ASIA", secretKey: "s", token: "t", endpoints: LOCAL }, /^token is set/m],
        [{ secretKey: "s", endpoints: LOCAL }, /^secretKey is set/],
    ],
    unknown: { accessKey: "fails", secretKey: "fails", token: "fails", endpoints: "fails" },
    absent: { accessKey: "passes", secretKey: "passes", token: "passes", endpoints: "passes" },
    wrongType: { accessKey: 7, endpoints: 7 },
});

describe("across-protect-stateful", () => {
    // Only the type matters, and no property: no table of properties.
    noteTable(protectStateful);
    const rule = [protectStateful];

    for (const type of [BUCKET, "aws:s3/bucketV2:BucketV2", "aws:rds/cluster:Cluster", "aws:kms/key:Key"]) {
        it(`refuses an unprotected ${type}, and accepts a protected one`, async () => {
            const [finding, ...others] = await ask(rule, [{ type, props: {} }]);
            assert.match(finding?.message ?? "", /^protect is not true/);
            assert.ok(finding?.message.endsWith(protectStateful.remediation));
            assert.deepEqual(others, []);
            assert.deepEqual(await ask(rule, [{ type, props: {}, protect: true }]), []);
        });
    }

    it("reads its types from the configuration, in either spelling", async () => {
        const types = ["aws:sqs/queue:Queue", "aws:s3/bucketV2:BucketV2"];
        const asked = { settings: { [protectStateful.name]: { types } } };
        const found = await ask(
            rule,
            ["aws:sqs/queue:Queue", BUCKET, "aws:kms/key:Key"].map((type) => ({ type, props: {} })),
            asked,
        );
        assert.deepEqual(
            found.map(({ urn }) => urn.split("::")[2]),
            ["aws:sqs/queue:Queue", BUCKET],
        );
    });
});

const OTHERS = { Project: "shop", Environment: "prod", CostCenter: "7" };
const TAGS = { ...OTHERS, Owner: "shop" };

testRule(requiredTags, {
    type: BUCKET,
    compliant: { tags: TAGS },
    also: [
        { tags: OTHERS, tagsAll: { Owner: "shop" } },
        // Only its presence matters.
        { "tags.Owner": UNKNOWN },
    ],
    violating: [
        [{ "tags.Owner": undefined }, /^tags has no Owner/],
        [{ "tags.Owner": null }, /^tags has no Owner/],
        [{ "tags.Owner": "" }, /^tags has no Owner/],
        [{ tags: undefined }, /^tags has no Project, Environment, Owner, CostCenter\. [^\n]*$/],
    ],
    unknown: {
        tags: "fails",
        tagsAll: "fails",
        "tags.Project": "passes",
        "tags.Environment": "passes",
        "tags.Owner": "passes",
        "tags.CostCenter": "passes",
        "tagsAll.Owner": "passes",
    },
    absent: { tags: "fails", tagsAll: "passes", "tags.CostCenter": "fails" },
    wrongType: { tags: "Owner", tagsAll: ["Owner"] },
});

testRule(requiredTags, {
    type: "aws:sqs/queue:Queue",
    compliant: { tags: { Team: "shop" } },
    also: [{ tags: undefined, tagsAll: { Team: "shop" } }],
    violating: [[{ tags: { team: "shop" } }, /^tags has no Team/]],
    unknown: { tags: "fails", "tags.Team": "passes", "tagsAll.Team": "passes" },
    absent: { tags: "fails" },
    wrongType: { tags: 7 },
    asked: { settings: { "across-required-tags": { tags: ["Team"] } } },
});

// The tags of the provider, before the engine has put them there.
testRule(requiredTags, {
    type: BUCKET,
    compliant: { tags: { Owner: "shop" } },
    violating: [[{ tags: undefined }, /^tags has no Owner/]],
    unknown: { tags: "fails", "tags.Owner": "passes" },
    absent: { tags: "fails" },
    wrongType: { tags: 7 },
    provider: { defaultTags: JSON.stringify({ tags: OTHERS }) },
});

const onDay = (today: string) => ({ settings: { "across-runtime-supported": { today } } });

testRule(runtimeSupported, {
    type: "aws:lambda/function:Function",
    compliant: { runtime: "nodejs24.x" },
    also: [{ runtime: undefined, packageType: "Image" }, { runtime: "of-next-year" }],
    violating: [
        [{ runtime: "nodejs22.x" }, /^runtime is one of which its support ends on 2027-04-30, in 89 days/],
        [{ runtime: "nodejs20.x" }, /AWS creates none since 2026-08-31/],
    ],
    unknown: { runtime: "fails", packageType: "fails" },
    absent: { runtime: "passes" },
    wrongType: { runtime: 7 },
    asked: onDay("2027-01-31"),
});

testRule(runtimeSupported, {
    type: "aws:synthetics/canary:Canary",
    compliant: { runtimeVersion: "syn-nodejs-5.2" },
    violating: [[{ runtimeVersion: "syn-nodejs-3.1" }, /^runtimeVersion is one of which AWS creates none/]],
    unknown: { runtimeVersion: "fails" },
    absent: { runtimeVersion: "passes" },
    wrongType: { runtimeVersion: 7 },
    asked: onDay("2026-11-30"),
});

testRule(runtimeSupported, {
    type: "aws:rds/cluster:Cluster",
    compliant: { engine: "aurora-postgresql", engineVersion: "16.4" },
    also: [{ engine: "neptune", engineVersion: "1" }],
    violating: [
        [{ engineVersion: "13.9" }, /^engineVersion is one of which its support ended on 2026-02-28/],
    ],
    unknown: { engine: "fails", engineVersion: "fails" },
    absent: { engine: "passes", engineVersion: "passes" },
    wrongType: { engineVersion: 7 },
    asked: onDay("2026-11-30"),
});

const list = (tags: object) => Object.entries(tags).map(([key, value]) => ({ key, value: String(value) }));

// The provider's tags don't reach groups of servers.
testRule(requiredTags, {
    type: "aws:autoscaling/group:Group",
    compliant: { tags: list(TAGS) },
    violating: [
        [{ tags: list(OTHERS) }, /^tags has no Owner/],
        [{ tags: list({ ...TAGS, Owner: "" }) }, /^tags has no Owner/],
        [{ tags: [] }, /tags has no Project/],
    ],
    unknown: {
        tags: "fails",
        "tags.0.key": "fails",
        // Only its presence matters.
        "tags.0.value": "passes",
        "tags.1.value": "passes",
        "tags.2.value": "passes",
        "tags.3.value": "passes",
    },
    absent: { tags: "fails" },
    wrongType: { tags: 7, "tags.0.key": 7 },
    provider: { defaultTags: { tags: TAGS } },
});

describe("across-required-tags", () => {
    it("requires the tags of each type that costs money or stores data", async () => {
        for (const type of TAGGED) {
            const found = await ask([requiredTags], [{ type, props: {} }]);
            // One finding for all of them: they have one cause.
            assert.deepEqual([type, found.length], [type, 1]);
            assert.match(found[0]?.message ?? "", /^tags has no Project, Environment, Owner, CostCenter\./);
        }
    });

    it("fails if the provider's tags are unknown", async () => {
        const provider = { defaultTags: UNKNOWN };
        const [finding] = await ask([requiredTags], [{ type: BUCKET, props: { tags: TAGS }, provider }]);
        assert.match(finding?.message ?? "", /^provider\.defaultTags is not known before deployment/);
    });
});
