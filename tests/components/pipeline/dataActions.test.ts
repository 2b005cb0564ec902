/** What the roles of previews and drift detection read: no data of people and workloads, and all that refresh needs. */
import assert from "node:assert/strict";

import { CONFIGURATION_ONLY, DATA_ACTIONS } from "../../../components/pipeline/dataActions";
import { DeliveryRoles } from "../../../components/pipeline/deliveryRoles";
import { SERVICES } from "../../../components/pipeline/services";
import { matchesIamPattern } from "../../../model/text";
import { base, KEY } from "../../support/fixtures";
import type { PolicyStatement } from "../../support/graph";
import { recordOnce } from "../../support/recorder";
import { recordStack, STACKS } from "../../support/program";
import { DATA_READS, NEEDED_READS } from "./readActions";

type Denial = Omit<PolicyStatement, "Action"> & {
    readonly Action?: readonly string[];
    readonly NotAction?: readonly string[];
    readonly NotResource?: readonly string[];
};

const FILES = "arn:aws:s3:::site-1a2b/releases/*";

/** Whether a policy denies an action on a resource. */
function denies(statements: readonly Denial[], action: string, resource: string): boolean {
    return statements.some(({ Effect, Action, NotAction = [], Resource, NotResource = [] }) => {
        const isAction = Action
            ? Action.some((pattern) => matchesIamPattern(pattern, action))
            : !NotAction.some((pattern) => matchesIamPattern(pattern, action));
        const isResource = Resource
            ? Resource.some((pattern) => matchesIamPattern(pattern, resource))
            : !NotResource.some((pattern) => matchesIamPattern(pattern, resource));
        return Effect === "Deny" && isAction && isResource;
    });
}

describe("data that previews and drift detection do not get", () => {
    const recording = recordOnce(
        () =>
            new DeliveryRoles("delivery", {
                ...base,
                keyArn: KEY,
                awsName: "shop-prod",
                repository: "example/shop",
                environments: { preview: "prod-preview", deploy: "prod", drift: "prod-drift" },
                provider: "create",
                objectArns: [FILES],
                state: { bucket: "states", keyArn: KEY },
            }),
    );
    const policyOf = (role: string): Denial[] =>
        recording().graph.statements("iam.RolePolicy", `delivery-${role}`);

    for (const role of ["preview", "drift"]) {
        it(`${role} is denied every action that returns data`, () => {
            const policy = policyOf(role);
            const open = Object.entries(DATA_READS).flatMap(([service, actions]) =>
                actions
                    .map((action) => `${service}:${action}`)
                    .filter((action) => !denies(policy, action, "arn:aws:any:eu-west-1:111122223333:it")),
            );
            assert.deepEqual(open, []);
        });

        it(`${role} may do all that reads of configuration need`, () => {
            const policy = policyOf(role);
            const closed = NEEDED_READS.filter((action) => denies(policy, action, "*"));
            assert.deepEqual(closed, []);
        });

        it(`${role} reads the program's own objects and the state, and no others`, () => {
            const policy = policyOf(role);
            const reads = (object: string) => !denies(policy, "s3:GetObject", `arn:aws:s3:::${object}`);
            assert.ok(reads("site-1a2b/releases/7f3a/index.html"));
            assert.ok(reads("states/.pulumi/stacks/prod.json"));
            assert.ok(reads("shop-trust-1a2b/truststore.pem"));
            for (const other of [
                "logs/s3/2026",
                "uploads/incoming/1.jpg",
                "site-1a2b/other",
                "any/states/x",
            ]) {
                assert.ok(!reads(other), other);
            }
        });
    }

    it("include whatever services hold that no deployment can touch", () => {
        // Of `ReadOnlyAccess`, version 190: what services outside of the platform have stored for others.
        const others = [
            ...[
                "cassandra:Select",
                "codecommit:GetFile",
                "dax:GetItem",
                "es:ESHttpGet",
                "glacier:GetJobOutput",
            ],
            ...[
                "healthlake:SearchWithGet",
                "kendra:Query",
                "mediastore:GetObject",
                "mobiletargeting:GetUserEndpoints",
            ],
            ...["s3vectors:QueryVectors", "sdb:Select", "states:GetExecutionHistory", "workmail:ListUsers"],
            ...["codeartifact:GetAuthorizationToken", "cognito-identity:GetCredentialsForIdentity"],
        ];
        for (const role of ["preview", "drift"]) {
            assert.deepEqual(
                others.filter((action) => !denies(policyOf(role), action, "*")),
                [],
            );
        }
    });

    it("includes secrets, of which only drift detection compares the platform's own", () => {
        const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:any";
        assert.ok(denies(policyOf("preview"), "secretsmanager:GetSecretValue", secret));
        assert.ok(denies(policyOf("preview"), "secretsmanager:BatchGetSecretValue", secret));
        assert.ok(!denies(policyOf("drift"), "secretsmanager:GetSecretValue", secret));
    });

    it("is decided for every service of the platform", () => {
        const decided = [...Object.keys(DATA_ACTIONS), ...CONFIGURATION_ONLY];
        assert.deepEqual(
            SERVICES.filter((service) => !decided.includes(service)),
            [],
        );
        assert.equal(new Set(decided).size, decided.length);
    });
});

for (const stack of STACKS) {
    it(`the inline policies of the delivery roles of ${stack} fit IAM's limit, and name the objects of sites`, async () => {
        const { graph } = await recordStack(stack);
        for (const { name, inputs } of graph.all("iam.RolePolicy")) {
            if (!name.startsWith("delivery-")) continue;
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
            const length = String(inputs["policy"]).replace(/\s/g, "").length;
            assert.ok(length < 10_240, `${name} has ${length} characters`);
        }
        const objects = graph.all("s3.BucketObjectv2").map(({ inputs }) => inputs);
        const policy: Denial[] = graph.statements("iam.RolePolicy", "delivery-preview");
        assert.ok(objects.length > 0);
        for (const { bucket, key } of objects) {
            const arn = `arn:aws:s3:::${String(bucket)}/${String(key)}`;
            assert.ok(!denies(policy, "s3:GetObject", arn), arn);
        }
    }).timeout(60_000);
}
