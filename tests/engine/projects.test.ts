import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { Clone, type Ran } from "./support/clone";

const HANDLER = `exports.handler = async () => ({ table: process.env.TABLE_PROJECTS_NAME });\n`;

/** The projects by name, in another order than that of deployment; each without a VPC. */
const PROJECTS: Readonly<Record<string, string>> = {
    api: `
  plumbline:from: { images: images, tables: tables/local }
  plumbline:functions:
    shop: { code: code, uses: ["tables:table/projects:read", "images:function/resize"] }
`,
    images: `
  plumbline:from: { tables: tables }
  plumbline:functions:
    resize: { code: code, uses: ["tables:table/projects"] }
`,
    tables: `
  plumbline:tables:
    projects: { partitionKey: id }
`,
};

interface Resource {
    readonly type: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Each step starts where the one before has ended. */
describe("three projects of which one uses the other", () => {
    let clone: Clone;

    before(async () => {
        clone = await Clone.create("clone of projects");
        for (const [name, settings] of Object.entries(PROJECTS)) await write(name, settings);
    });

    after(async () => {
        await clone.remove();
    });

    async function write(name: string, settings: string): Promise<void> {
        const folder = path.join(clone.folder, "systems", name);
        await mkdir(path.join(folder, "code"), { recursive: true });
        const files = {
            "Pulumi.yaml": `name: ${name}\nruntime:\n  name: nodejs\n  options: { packagemanager: npm, tsconfig: ../../tsconfig.run.json }\n`,
            "index.ts": 'import program = require("plumbline/program");\nexport = program;\n',
            "code/index.js": HANDLER,
            "Pulumi.local.yaml": `config:
  plumbline:tier: local
  plumbline:region: eu-west-1
  plumbline:accountId: "000000000000"
  plumbline:owner: platform
  plumbline:costCenter: "1000"
  plumbline:security: { mode: skip }
  plumbline:budget: { anomalies: { mode: skip } }
  plumbline:emulator: http://127.0.0.1:${clone.port}${settings}`,
        };
        for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
    }

    async function resourcesOf(project: string): Promise<readonly Resource[]> {
        const file = path.join(clone.folder, ".plumb/state/.pulumi/stacks", project, "local.json");
        const { checkpoint } = JSON.parse(await readFile(file, "utf8")) as {
            checkpoint: { latest: { resources?: Resource[] } };
        };
        return checkpoint.latest.resources ?? [];
    }

    async function only(project: string, type: string): Promise<Resource> {
        const found = (await resourcesOf(project)).filter((resource) => resource.type === type);
        assert.equal(found.length, 1, `${project}: ${found.length} of ${type}`);
        return found[0] as Resource;
    }

    const plumb = async (command: string, folder: string, ...more: string[]): Promise<Ran> =>
        clone.plumb(command, "--cwd", folder, "--stack", "local", ...more);
    /** The lines of the table at the end. */
    const summary = ({ all }: Ran): string[] =>
        [...all.matchAll(/^((?:api|images|tables)\/local) +(\w+(?: \w+)?)/gm)].map(
            ([, name, result]) => `${name} ${result}`,
        );

    it("is told which stack to deploy first, before anything starts", async () => {
        const ran = await plumb("up", "systems/images");
        assert.equal(ran.exitCode, 2, ran.all);
        assert.match(
            ran.all,
            /plumbline:from\.tables: organization\/tables\/local is not deployed; deploy it first: \.\/plumb up --cwd systems\/tables --stack local/,
        );
    });

    it("is deployed from one command, each after those that it uses", async () => {
        const ran = await plumb("up", "systems");
        assert.equal(ran.exitCode, 0, ran.all);
        assert.deepEqual(summary(ran), ["tables/local done", "images/local done", "api/local done"]);
    });

    it("may do with a part what it would within one stack, and nothing else", async () => {
        const table = await only("tables", "aws:dynamodb/table:Table");
        const resize = await only("images", "aws:lambda/function:Function");
        const shop = await only("api", "aws:lambda/function:Function");
        const { variables } = shop.inputs?.["environment"] as { variables: Record<string, string> };
        assert.equal(variables["TABLE_PROJECTS_NAME"], table.outputs?.["name"]);
        const policies = (await resourcesOf("api"))
            .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
            .map(({ inputs }) => String(inputs?.["policy"]));
        const statements = policies.flatMap(
            (policy) =>
                (JSON.parse(policy) as { Statement: { Action: string[]; Resource: string | string[] }[] })
                    .Statement,
        );
        const actionsOn = (arn: unknown): string[] =>
            statements
                .filter(({ Resource }) => [Resource].flat().includes(String(arn)))
                .flatMap(({ Action }) => Action)
                .sort();
        assert.deepEqual(actionsOn(table.outputs?.["arn"]), [
            "dynamodb:BatchGetItem",
            "dynamodb:DescribeTable",
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:Scan",
        ]);
        const alias = variables["FUNCTION_RESIZE_ARN"];
        assert.ok(alias?.startsWith(String(resize.outputs?.["arn"])), alias);
        assert.deepEqual(actionsOn(alias), ["lambda:InvokeFunction"]);
    });

    it("is updated from one command, and has no change after that", async () => {
        await write("tables", `${PROJECTS["tables"]}  plumbline:queues: { jobs: {} }\n`);
        await write(
            "images",
            (PROJECTS["images"] ?? "").replace(
                '["tables:table/projects"]',
                '["tables:table/projects", "tables:queue/jobs"]',
            ),
        );
        const ran = await plumb("up", "systems");
        assert.equal(ran.exitCode, 0, ran.all);
        const resize = await only("images", "aws:lambda/function:Function");
        const { variables } = resize.inputs?.["environment"] as { variables: Record<string, string> };
        assert.match(variables["QUEUE_JOBS_URL"] ?? "", /\/jobs-/);
        const again = await plumb("preview", "systems", "--expect-no-changes");
        assert.equal(again.exitCode, 0, again.all);
    });

    it("is not taken away while another one uses it, neither with its resources nor with the emulator", async () => {
        const ran = await plumb("destroy", "systems/tables", "--yes");
        assert.equal(ran.exitCode, 2, ran.all);
        assert.match(ran.all, /Stack tables\/local is used by api\/local, images\/local/);
        const down = await plumb("down", "systems/tables");
        assert.equal(down.exitCode, 2, down.all);
        assert.match(down.all, /systems\/api\/local/);
    });

    it("is removed from one command, each before those that it uses", async () => {
        const ran = await plumb("destroy", "systems", "--yes");
        assert.equal(ran.exitCode, 0, ran.all);
        assert.deepEqual(summary(ran), ["api/local done", "images/local done", "tables/local done"]);
        for (const project of Object.keys(PROJECTS)) assert.deepEqual(await resourcesOf(project), []);
    });

    it("is told the same by plain pulumi, and creates nothing", async () => {
        const ran = await clone.shell(
            "cd systems/images && pulumi up --yes --skip-preview --stack local --non-interactive",
        );
        assert.notEqual(ran.exitCode, 0);
        assert.match(ran.all, /organization\/tables\/local is not deployed; deploy it first/);
        assert.doesNotMatch(ran.all, /at .*\.ts:\d+/);
        assert.deepEqual(
            (await resourcesOf("images")).filter(({ type }) => type.startsWith("aws:")),
            [],
        );
    });

    it("is forgotten with the emulator by one command", async () => {
        const ran = await plumb("down", "systems");
        assert.equal(ran.exitCode, 0, ran.all);
        assert.deepEqual(summary(ran), ["api/local done", "images/local done", "tables/local done"]);
    });
});
