/** Services with a built image; services with an existing image load none of the build code. */
import assert from "node:assert/strict";

import { ContainerService, type ContainerServiceArgs } from "../../../components/service/containerService";
import { contentTag } from "../../../components/image/imageBuild";
import { base, folderOf, KEY, logs, vpc } from "../../support/fixtures";
import { recordStack } from "../../support/program";
import { record } from "../../support/recorder";

const args: ContainerServiceArgs = {
    ...base,
    cluster: { clusterArn: "arn:cluster", clusterName: "main", infrastructureRoleArn: "arn:infrastructure" },
    vpc,
    logs,
};
const service = async (more: Partial<ContainerServiceArgs>) =>
    await record(() => new ContainerService("web", { ...args, ...more }));

/** The module that builds images, if something has loaded it. */
const builder = (): string[] =>
    Object.keys(require.cache).filter((file) => /@pulumi[/\\]awsx[/\\]ecr[/\\]/.test(file));

const REPOSITORY = "arn:aws:ecr:eu-west-1:111122223333:repository/web";

describe("ContainerService with a built image", () => {
    const { folder, remove } = folderOf({ Dockerfile: "FROM scratch", "src/main.js": "1" });
    after(remove);

    it("loads the image build module only for a build", async () => {
        for (const file of builder()) Reflect.deleteProperty(require.cache, file);
        await service({ image: "nginx:1.29" });
        await recordStack("prod");
        assert.deepEqual(builder(), []);
        await service({ build: { context: folder } });
        assert.ok(builder().length > 0);
    });

    it("pushes to a repository of its own, under a tag derived from the content", async () => {
        const { graph } = await service({
            build: { context: folder, dockerfile: "Dockerfile", arguments: { VERSION: "7" } },
        });
        const { imageTag, ...image } = graph.inputs("ecr.Image", "web");
        assert.deepEqual(image, {
            repositoryUrl: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/plumbline/unit/web",
            platform: "linux/arm64",
            context: folder,
            dockerfile: `${folder}/Dockerfile`,
            args: { VERSION: "7" },
        });
        assert.match(String(imageTag), /^[0-9a-f]{16}$/);
        assert.equal(graph.inputs("ecr.Repository")["imageTagMutability"], "IMMUTABLE");
        assert.deepEqual(graph.inputs("ecr.Repository")["encryptionConfigurations"], [
            { encryptionType: "KMS", kmsKey: KEY },
        ]);
    });

    it("runs the image by its digest, and may pull from that repository only", async () => {
        const { graph } = await service({ build: { context: folder }, architecture: "x86_64" });
        const text = String(graph.inputs("ecs.TaskDefinition")["containerDefinitions"]);
        const [container] = JSON.parse(text) as { image: string }[];
        assert.equal(
            container?.image,
            "111122223333.dkr.ecr.eu-west-1.amazonaws.com/plumbline/unit/web@sha256:built",
        );
        assert.equal(graph.inputs("ecr.Image")["platform"], "linux/amd64");
        const pulls = graph
            .statements("iam.RolePolicy", "web-execution")
            .filter(({ Action }) => Action.includes("ecr:BatchGetImage"));
        assert.deepEqual(
            pulls.map(({ Resource }) => Resource),
            [[REPOSITORY]],
        );
    });

    it("is named by a digest of its content where nothing can be built, and comes after its repository", async () => {
        const { graph } = await service({ build: { context: folder, placeholder: true } });
        assert.deepEqual(graph.all("ecr.Image"), []);
        const [container] = JSON.parse(
            String(graph.inputs("ecs.TaskDefinition")["containerDefinitions"]),
        ) as { image: string }[];
        assert.match(
            container?.image ?? "",
            /^111122223333\.dkr\.ecr\.eu-west-1\.amazonaws\.com\/plumbline\/unit\/web@sha256:[0-9a-f]{64}$/,
        );
        const other = await service({
            build: { context: folder, placeholder: true, arguments: { VERSION: "8" } },
        });
        assert.notEqual(
            other.graph.inputs("ecs.TaskDefinition")["containerDefinitions"],
            graph.inputs("ecs.TaskDefinition")["containerDefinitions"],
        );
    });

    it("requires either an image or a build", async () => {
        const message = /must have either image or build/;
        await assert.rejects(service({}), message);
        await assert.rejects(service({ image: "nginx:1", build: { context: folder } }), message);
    });
});

describe("the tag of a built image", () => {
    const tagOf = (files: Record<string, string>, build: object = {}, platform = "linux/arm64"): string => {
        const { folder, remove } = folderOf({ Dockerfile: "FROM scratch", ...files });
        try {
            return contentTag({ context: folder, ...build }, platform);
        } finally {
            remove();
        }
    };
    const plain = tagOf({ "main.js": "1" });

    it("is the same for the same content, in any folder", () => {
        assert.equal(tagOf({ "main.js": "1" }), plain);
    });

    it("ignores packages and history, which differ between machines", () => {
        const others = { "node_modules/a/index.js": "x", ".git/HEAD": "y" };
        assert.equal(tagOf({ "main.js": "1", ...others }), plain);
    });

    for (const [what, tag] of [
        ["a file's content", tagOf({ "main.js": "2" })],
        ["a file's name", tagOf({ "other.js": "1" })],
        ["another file", tagOf({ "main.js": "1", "b.js": "" })],
        ["a build argument", tagOf({ "main.js": "1" }, { arguments: { A: "1" } })],
        ["the file with the instructions", tagOf({ "main.js": "1" }, { dockerfile: "Other" })],
        ["the platform", tagOf({ "main.js": "1" }, {}, "linux/amd64")],
    ] as const) {
        it(`changes with ${what}`, () => {
            assert.notEqual(tag, plain);
        });
    }
});
