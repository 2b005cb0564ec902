import assert from "node:assert/strict";

import { DeliveryPipeline, type DeliveryPipelineArgs } from "../../../components/pipeline/deliveryPipeline";
import { ALERTS, base, KEY, logs } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

const CONNECTION = "arn:aws:codeconnections:eu-west-1:111122223333:connection/given";
const args: DeliveryPipelineArgs = {
    ...base,
    keyArn: KEY,
    artifacts: { bucketName: "artifacts", bucketArn: "arn:aws:s3:::artifacts" },
    repository: "example/shop",
    connectionArn: CONNECTION,
    build: { buildspec: "build.yml" },
    deploy: { buildspec: "deploy.yml", timeoutMinutes: 60 },
    logs,
    alarmTopicArn: ALERTS,
};
const pipeline = async (more: Partial<DeliveryPipelineArgs>) =>
    (await record(() => new DeliveryPipeline("shop", { ...args, ...more }))).graph;
const project = (name: string) => `arn:aws:codebuild:eu-west-1:111122223333:project/${name}`;
const ARTIFACTS = [
    {
        Sid: "Artifacts",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
        Resource: ["arn:aws:s3:::artifacts/*"],
    },
    { Sid: "ArtifactKey", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [KEY] },
];

interface Stage {
    readonly name: string;
    readonly actions: readonly { readonly configuration: Readonly<Record<string, unknown>> }[];
}

describe("DeliveryPipeline", () => {
    const recording = recordOnce(() => new DeliveryPipeline("shop", args));

    it("runs one execution after the other, with encrypted artefacts", () => {
        assert.partialDeepStrictEqual(recording().graph.inputs("codepipeline.Pipeline"), {
            pipelineType: "V2",
            executionMode: "QUEUED",
            artifactStores: [{ location: "artifacts", type: "S3", encryptionKey: { id: KEY, type: "KMS" } }],
        });
    });

    it("fetches, builds, waits for approval, deploys", () => {
        const stages = recording().graph.inputs("codepipeline.Pipeline")["stages"] as Stage[];
        assert.deepEqual(
            stages.map(({ name, actions }) => [name, actions[0]?.configuration]),
            [
                [
                    "Source",
                    {
                        ConnectionArn: CONNECTION,
                        FullRepositoryId: "example/shop",
                        BranchName: "main",
                        OutputArtifactFormat: "CODE_ZIP",
                        DetectChanges: "false",
                    },
                ],
                ["Build", { ProjectName: "shop-build-0a1b2c3" }],
                ["Approve", { NotificationArn: ALERTS }],
                ["Deploy", { ProjectName: "shop-deploy-0a1b2c3" }],
            ],
        );
    });

    it("deploys without approval only if configured", async () => {
        const graph = await pipeline({ approval: false });
        const stages = graph.inputs("codepipeline.Pipeline")["stages"] as Stage[];
        assert.deepEqual(
            stages.map(({ name }) => name),
            ["Source", "Build", "Deploy"],
        );
    });

    it("starts on changes of its branch, and of its paths if configured", async () => {
        const triggers = (filters: object) => [
            {
                providerType: "CodeStarSourceConnection",
                gitConfiguration: { sourceActionName: "Source", pushes: [filters] },
            },
        ];
        const { graph } = recording();
        assert.deepEqual(
            graph.inputs("codepipeline.Pipeline")["triggers"],
            triggers({ branches: { includes: ["main"] } }),
        );
        const some = await pipeline({ branch: "release", paths: ["apps/shop/**"] });
        assert.deepEqual(
            some.inputs("codepipeline.Pipeline")["triggers"],
            triggers({ branches: { includes: ["release"] }, filePaths: { includes: ["apps/shop/**"] } }),
        );
    });

    it("builds on small ARM machines, logged and encrypted, without privileged mode", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("codebuild.Project", "shop-build"), {
            serviceRole: "arn:aws:iam:eu-west-1:111122223333:role/shop-build",
            encryptionKey: KEY,
            buildTimeout: 30,
            source: { type: "CODEPIPELINE", buildspec: "build.yml" },
            artifacts: { type: "CODEPIPELINE" },
            environment: {
                type: "ARM_CONTAINER",
                computeType: "BUILD_GENERAL1_SMALL",
                image: "aws/codebuild/amazonlinux-aarch64-standard:3.0",
                privilegedMode: false,
                environmentVariables: [],
            },
            logsConfig: { cloudwatchLogs: { groupName: "shop-build-0a1b2c3" } },
        });
        assert.equal(graph.inputs("codebuild.Project", "shop-deploy")["buildTimeout"], 60);
        for (const { inputs } of graph.all("cloudwatch.LogGroup")) {
            assert.deepEqual(inputs, { retentionInDays: 30, kmsKeyId: KEY });
        }
    });

    it("gives privileged mode for images to the build only, and variables to both steps", async () => {
        const graph = await pipeline({ docker: true, environment: { STAGE: "prod" } });
        const settings = (name: string) =>
            graph.inputs("codebuild.Project", name)["environment"] as Record<string, unknown>;
        assert.deepEqual(
            ["shop-build", "shop-deploy"].map((name) => settings(name)["privilegedMode"]),
            [true, false],
        );
        for (const name of ["shop-build", "shop-deploy"]) {
            assert.deepEqual(settings(name)["environmentVariables"], [{ name: "STAGE", value: "prod" }]);
        }
    });

    it("lets the build write its own log and the artefacts only", () => {
        assert.deepEqual(recording().graph.statements("iam.RolePolicy", "shop-build"), [
            {
                Sid: "Logs",
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: ["arn:aws:cloudwatch:eu-west-1:111122223333:loggroup/shop-build:*"],
            },
            ...ARTIFACTS,
        ]);
    });

    it("lets the build push to its own repositories only, whose addresses it gets", async () => {
        const repositoryArn = "arn:aws:ecr:eu-west-1:111122223333:repository/unit/shop-web";
        const repositoryUrl = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/unit/shop-web";
        const graph = await pipeline({
            docker: true,
            repositories: { "shop-web": { repositoryArn, repositoryUrl } },
        });
        const images = (role: string) =>
            graph
                .statements("iam.RolePolicy", role)
                .filter(({ Action }) => Action.some((action) => action.startsWith("ecr:")));
        assert.deepEqual(images("shop-build"), [
            {
                Sid: "Images",
                Effect: "Allow",
                Action: [
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:BatchGetImage",
                    "ecr:CompleteLayerUpload",
                    "ecr:InitiateLayerUpload",
                    "ecr:PutImage",
                    "ecr:UploadLayerPart",
                ],
                Resource: [repositoryArn],
            },
            { Sid: "Registry", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
        ]);
        const variables = (name: string) =>
            (graph.inputs("codebuild.Project", name)["environment"] as Record<string, unknown>)[
                "environmentVariables"
            ];
        assert.deepEqual(variables("shop-build"), [
            { name: "REPOSITORY_SHOP_WEB_URL", value: repositoryUrl },
        ]);
        assert.deepEqual(variables("shop-deploy"), []);
    });

    it("lists the deployment role among the protected roles, which no deployment may change", () => {
        const { graph } = recording();
        const paths = graph.all("iam.Role").map(({ name, inputs }) => [name, inputs["path"]]);
        assert.deepEqual(paths, [
            ["shop", undefined],
            ["shop-build", undefined],
            ["shop-deploy", "/plumbline/delivery/"],
        ]);
        const [denied] = graph
            .statements("iam.RolePolicy", "shop-deploy")
            .filter(({ Sid }) => Sid === "NotDelivery");
        assert.deepEqual(denied?.Resource, ["arn:aws:iam::111122223333:role/plumbline/delivery/*"]);
        assert.ok(denied.Action.includes("iam:Put*"));
    });

    it("gives deployment permissions to the deploy step, and none to the build", () => {
        const deploy = recording().graph.statements("iam.RolePolicy", "shop-deploy");
        assert.deepEqual(
            deploy.map(({ Sid }) => Sid),
            [
                "Logs",
                "Artifacts",
                "ArtifactKey",
                "Platform",
                "Roles",
                "ReadAccount",
                "Account",
                "NotPeople",
                "NotDelivery",
                "NotAlmighty",
            ],
        );
    });

    it("may start its own two projects, read from its own connection, and publish to its own topic", () => {
        assert.deepEqual(recording().graph.statements("iam.RolePolicy", "shop"), [
            ...ARTIFACTS,
            {
                Sid: "Builds",
                Effect: "Allow",
                Action: ["codebuild:StartBuild", "codebuild:BatchGetBuilds"],
                Resource: [project("shop-build"), project("shop-deploy")],
            },
            {
                Sid: "Source",
                Effect: "Allow",
                Action: ["codestar-connections:UseConnection", "codeconnections:UseConnection"],
                Resource: [CONNECTION],
            },
            { Sid: "Approvals", Effect: "Allow", Action: ["sns:Publish"], Resource: [ALERTS] },
        ]);
    });

    it("publishes failed executions", () => {
        const { graph } = recording();
        assert.deepEqual(JSON.parse(String(graph.inputs("cloudwatch.EventRule")["eventPattern"])), {
            source: ["aws.codepipeline"],
            "detail-type": ["CodePipeline Pipeline Execution State Change"],
            detail: { pipeline: ["shop-0a1b2c3"], state: ["FAILED"] },
        });
        assert.deepEqual(graph.inputs("cloudwatch.EventTarget"), { rule: "shop-0a1b2c3", arn: ALERTS });
    });

    it("shows duration and failures of its steps, and registers its name", async () => {
        const row = recording().made.dashboardRow();
        assert.deepEqual([row.title, row.widgets.length], ["Pipeline shop", 2]);
        await assertRegistered(recording(), "DeliveryPipeline", ["pipelineName"]);
    });
});
