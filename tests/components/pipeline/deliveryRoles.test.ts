import assert from "node:assert/strict";

import { DeliveryRoles, type DeliveryRolesArgs } from "../../../components/pipeline/deliveryRoles";
import { base, KEY } from "../../support/fixtures";
import type { PolicyStatement } from "../../support/graph";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

const args: DeliveryRolesArgs = {
    ...base,
    keyArn: KEY,
    awsName: "shop-prod",
    repository: "example/shop",
    environments: { preview: "prod-preview", deploy: "prod", drift: "prod-drift" },
    provider: "create",
};
const roles = async (more: Partial<DeliveryRolesArgs>) =>
    (await record(() => new DeliveryRoles("delivery", { ...args, ...more }))).graph;
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const GITHUB = "token.actions.githubusercontent.com";
const withSid = (statements: readonly PolicyStatement[], sid: string) =>
    statements.filter(({ Sid }) => Sid === sid);

describe("DeliveryRoles", () => {
    const recording = recordOnce(() => new DeliveryRoles("delivery", args));

    it("trust GitHub's OIDC provider, for tokens with AWS as audience", () => {
        assert.deepEqual(recording().graph.inputs("iam.OpenIdConnectProvider"), {
            url: `https://${GITHUB}`,
            clientIdLists: ["sts.amazonaws.com"],
        });
    });

    for (const [role, environment] of Object.entries(args.environments)) {
        it(`${role} can be taken by jobs of one repository in one environment only, for an hour`, () => {
            const { graph } = recording();
            const name = `delivery-${role}`;
            assert.partialDeepStrictEqual(graph.inputs("iam.Role", name), {
                name: `shop-prod-${role}`,
                path: "/plumbline/delivery/",
                maxSessionDuration: 3600,
            });
            assert.deepEqual(graph.statements("iam.Role", name, "assumeRolePolicy"), [
                {
                    Effect: "Allow",
                    Principal: {
                        Federated: ["arn:aws:iam:eu-west-1:111122223333:openidconnectprovider/delivery"],
                    },
                    Action: ["sts:AssumeRoleWithWebIdentity"],
                    Condition: {
                        StringEquals: {
                            [`${GITHUB}:aud`]: "sts.amazonaws.com",
                            [`${GITHUB}:sub`]: `repo:example/shop:environment:${environment}`,
                        },
                    },
                },
            ]);
        });
    }

    it("for previews have AWS's read-only policy, without access to stored data", () => {
        const { graph } = recording();
        assert.deepEqual(
            graph.all("iam.RolePolicyAttachment").map(({ name, inputs }) => [name, inputs["policyArn"]]),
            [
                ["delivery-drift", READ_ONLY],
                ["delivery-preview", READ_ONLY],
            ],
        );
        assert.deepEqual(
            graph.statements("iam.RolePolicy", "delivery-preview").map(({ Sid, Effect }) => [Sid, Effect]),
            [
                ["NotOthers", "Deny"],
                ["NotData", "Deny"],
                ["NotObjects", "Deny"],
                ["NotSecrets", "Deny"],
            ],
        );
    });

    it("trust tokens with the repository's ids as well, if they are given, and no wildcard", async () => {
        const graph = await roles({ repositoryIds: { owner: 123456, repository: 456789 } });
        for (const [role, environment] of Object.entries(args.environments)) {
            const [trust] = graph.statements("iam.Role", `delivery-${role}`, "assumeRolePolicy");
            assert.deepEqual(trust?.Condition, {
                StringEquals: {
                    [`${GITHUB}:aud`]: "sts.amazonaws.com",
                    [`${GITHUB}:sub`]: [
                        `repo:example/shop:environment:${environment}`,
                        `repo:example@123456/shop@456789:environment:${environment}`,
                    ],
                },
            });
        }
    });

    it("for drift may also read the platform's own secrets and variables, to compare them", () => {
        const drift = recording().graph.statements("iam.RolePolicy", "delivery-drift");
        assert.deepEqual(
            drift.filter(({ Effect }) => Effect === "Allow"),
            [
                {
                    Sid: "SecretVersions",
                    Effect: "Allow",
                    Action: ["secretsmanager:GetSecretValue"],
                    Resource: ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:*"],
                    Condition: { StringEquals: { "aws:ResourceTag/ManagedBy": "pulumi" } },
                },
                {
                    Sid: "ValueKey",
                    Effect: "Allow",
                    Action: ["kms:Decrypt"],
                    Resource: [KEY],
                    Condition: {
                        StringEquals: {
                            "kms:ViaService": [
                                "secretsmanager.eu-west-1.amazonaws.com",
                                "ssm.eu-west-1.amazonaws.com",
                                "lambda.eu-west-1.amazonaws.com",
                            ],
                        },
                    },
                },
            ],
        );
    });

    it("for deployment may act in their own region and on CloudFront only", () => {
        const [platform] = withSid(
            recording().graph.statements("iam.RolePolicy", "delivery-deploy"),
            "Platform",
        );
        assert.deepEqual(platform?.Condition, {
            StringEquals: { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] },
        });
        assert.ok(platform?.Action.every((action) => /^[a-z0-9-]+:\*$/.test(action)));
        assert.ok(!platform?.Action.some((action) => /^(iam|sts|organizations|account):/.test(action)));
    });

    it("for deployment can change neither users nor delivery roles, and grant no administrator access", () => {
        const denied = recording()
            .graph.statements("iam.RolePolicy", "delivery-deploy")
            .filter(({ Effect }) => Effect === "Deny");
        assert.deepEqual(
            denied.map(({ Sid }) => Sid),
            ["NotPeople", "NotDelivery", "NotAlmighty"],
        );
        const [people, delivery, almighty] = denied;
        for (const action of ["iam:*User*", "iam:*AccessKey*", "organizations:*", "sts:AssumeRole"]) {
            assert.ok(people?.Action.includes(action), action);
        }
        assert.deepEqual(delivery?.Resource, ["arn:aws:iam::111122223333:role/plumbline/delivery/*"]);
        assert.ok(delivery?.Action.includes("iam:PassRole"));
        assert.match(JSON.stringify(almighty?.Condition), /AdministratorAccess.*IAMFullAccess/);
    });

    it("read the state in S3, which only the deployment role may change", async () => {
        const graph = await roles({ state: { bucket: "states", keyArn: KEY } });
        const [preview, deploy] = ["preview", "deploy"].map((role) =>
            graph
                .statements("iam.RolePolicy", `delivery-${role}`)
                .filter(({ Sid }) => Sid?.startsWith("State"))
                .map(({ Action, Resource }) => [Action, Resource]),
        );
        assert.deepEqual(preview, [
            [["s3:GetObject"], ["arn:aws:s3:::states/*"]],
            [["s3:ListBucket"], ["arn:aws:s3:::states"]],
            [["kms:Decrypt"], [KEY]],
        ]);
        assert.deepEqual(deploy, [
            [["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], ["arn:aws:s3:::states/*"]],
            [["s3:ListBucket"], ["arn:aws:s3:::states"]],
            [["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], [KEY]],
        ]);
    });

    it("have the configured permissions boundary and session duration", async () => {
        const boundary = "arn:aws:iam::111122223333:policy/boundary";
        const graph = await roles({ permissionsBoundaryArn: boundary, maxSessionSeconds: 7200 });
        for (const { inputs } of graph.all("iam.Role")) {
            assert.deepEqual([inputs["permissionsBoundary"], inputs["maxSessionDuration"]], [boundary, 7200]);
        }
    });

    it("let a deployment create only roles with the configured boundary, which it cannot change", async () => {
        const boundary = "arn:aws:iam::111122223333:policy/workloads";
        const graph = await roles({ roleBoundaryArn: boundary });
        const statements = graph.statements("iam.RolePolicy", "delivery-deploy");
        assert.deepEqual(
            statements.filter(({ Sid }) => /Bound|Unbound|Unbinding/.test(Sid ?? "")),
            [
                {
                    Sid: "Bound",
                    Effect: "Allow",
                    Action: ["iam:PutRolePermissionsBoundary"],
                    Resource: ["arn:aws:iam::111122223333:role/*"],
                },
                {
                    Sid: "NotUnbound",
                    Effect: "Deny",
                    Action: [
                        "iam:AttachRolePolicy",
                        "iam:CreateRole",
                        "iam:PutRolePermissionsBoundary",
                        "iam:PutRolePolicy",
                    ],
                    Resource: ["*"],
                    Condition: { StringNotEquals: { "iam:PermissionsBoundary": boundary } },
                },
                {
                    Sid: "NotUnbinding",
                    Effect: "Deny",
                    Action: ["iam:DeleteRolePermissionsBoundary"],
                    Resource: ["*"],
                },
                {
                    Sid: "NotBoundary",
                    Effect: "Deny",
                    Action: [
                        "iam:CreatePolicyVersion",
                        "iam:DeletePolicy",
                        "iam:DeletePolicyVersion",
                        "iam:SetDefaultPolicyVersion",
                    ],
                    Resource: [boundary],
                },
            ],
        );
        for (const { inputs } of graph.all("iam.Role")) assert.ok(!("permissionsBoundary" in inputs));
    });

    it("adopt the account's existing OIDC provider", async () => {
        const graph = await roles({ provider: "adopt" });
        const arn = `arn:aws:iam::111122223333:oidc-provider/${GITHUB}`;
        assert.deepEqual(graph.all("iam.OpenIdConnectProvider"), []);
        assert.deepEqual(graph.adopted, [{ kind: "iam.OpenIdConnectProvider", name: "delivery", id: arn }]);
    });

    it("register their outputs", async () => {
        await assertRegistered(recording(), "DeliveryRoles", [
            "providerArn",
            "previewRoleArn",
            "deployRoleArn",
            "driftRoleArn",
        ]);
    });
});
