import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { componentPage, fileOf, indexPage, kebab } from "../../../operations/generate/componentPages";
import { type ComponentPage, readComponents } from "../../../operations/generate/readSources";

const root = join(__dirname, "..", "..", "..");

describe("component pages", function () {
    this.timeout(60_000);
    let pages: ComponentPage[];
    const page = (name: string): ComponentPage => pages.find((one) => one.name === name)!;

    before(() => {
        pages = readComponents(root);
    });

    it("contain every component, each under its own file", () => {
        assert.ok(pages.length > 30);
        assert.equal(new Set(pages.map(fileOf)).size, pages.length);
        assert.equal(fileOf(page("ServerlessApi")), "serverless-api.md");
        assert.deepEqual(
            readdirSync(join(root, "docs/reference/components")).sort(),
            ["README.md", ...pages.map(fileOf)].sort(),
            "a page of a component that is gone",
        );
    });

    it("have an example for each component that is usable alone", () => {
        const parts = [
            ...["Cluster", "CodeBucket", "DomainElsewhere", "SecretRotation", "SigningKeys"],
            "createProvider",
        ];
        const without = pages
            .filter((one) => !existsSync(join(root, "examples/components", fileOf(one).replace(".md", ""))))
            .map(({ name }) => name);
        assert.deepEqual(without.sort(), parts);
    });

    it("describe every component, every argument's default and every choice", () => {
        const silent = pages.filter(({ meaning }) => meaning === "").map(({ name }) => name);
        assert.deepEqual(silent, []);
        const withoutDefault = pages.flatMap((one) =>
            one.arguments
                .filter(({ optional, fallback }) => optional && fallback === "")
                .map(({ name }) => `${one.name}.${name}`),
        );
        assert.deepEqual(withoutDefault, []);
    });

    it("have arguments of other interfaces, of every engine, and their types", () => {
        const names = (of: string): string[] => page(of).arguments.map(({ name }) => name);
        // Of TaskArgs and ScalingArgs, which ContainerServiceArgs extends.
        for (const name of ["cpu", "minTasks", "image"]) assert.ok(names("ContainerService").includes(name));
        // Of Aurora and of single instances, of which DatabaseArgs is one.
        for (const name of ["readers", "storageGib"]) assert.ok(names("Database").includes(name));
        const types = page("ContainerService").types.map(({ name }) => name);
        for (const name of ["DeploymentArgs", "Exposure", "NamedLink"]) assert.ok(types.includes(name), name);
    });

    it("have outputs, but no private members", () => {
        assert.deepEqual(
            page("Bucket").outputs.map(({ name }) => name),
            ["bucketName", "readyName", "openedName", "bucketArn", "regionalDomainName"],
        );
        assert.match(page("Bucket").links ?? "", /BUCKET_<NAME>_NAME/);
        assert.equal(page("Network").links, undefined);
    });

    it("are Markdown: a row for each argument, lines of a table unbroken, the example's own text", () => {
        const text = componentPage(page("Queue"), [{ name: "queue", text: "new Queue();\n" }]);
        assert.match(text, /^# Queue\n\nAn encrypted queue/);
        assert.match(text, /\| `fifo` \| `boolean` \| false \| Keep the order within a group/);
        assert.match(text, /```ts\nnew Queue\(\);\n```\n$/);
        assert.match(
            componentPage(page("Network"), []),
            /^`"none" \| "instance" \| "single" \| "perZone"`$/m,
        );
        assert.match(componentPage(page("StaticSite"), []), /`readonly \(string \\\| ForeignHost\)\[\]`/);
        assert.match(indexPage(pages), /\| \[Queue\]\(queue\.md\) \|/);
    });

    it("are found by names of several words", () => {
        assert.deepEqual(["kmsKey", "Bucket", "ServerlessApi"].map(kebab), [
            "kms-key",
            "bucket",
            "serverless-api",
        ]);
    });
});
