import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { Clone, type Ran } from "./support/clone";

/** In TypeScript, which a task's code may be, too. */
const TASK = `export const handler = async (event: { readonly fails?: boolean }) => {
    console.log("Preparing", process.env["TABLE_PROJECTS_NAME"]);
    if (event.fails) throw new Error("nothing to prepare");
};
`;
const HANDLER = `exports.handler = async () => ({ table: process.env.TABLE_PROJECTS_NAME });\n`;

/** The projects by name, in another order than that of deployment; one of them makes a VPC, in which another one stands. */
const PROJECTS: Readonly<Record<string, string>> = {
    api: `
  plumbline:from: { images: images, tables: tables/local }
  plumbline:functions:
    shop: { code: code, uses: ["tables:table/projects:read", "images:function/resize"] }
`,
    images: `
  plumbline:from: { tables: tables }
  plumbline:network: tables
  plumbline:functions:
    resize: { code: code, uses: ["tables:table/projects", "tables:cache/sessions"] }
  plumbline:tasks:
    prepare: { code: task, before: deployment, uses: ["tables:table/projects"] }
`,
    tables: `
  plumbline:network: { cidr: 10.20.0.0/16, zones: [a, b] }
  plumbline:caches: { sessions: {} }
  plumbline:tables:
    projects: { partitionKey: id }
`,
};

interface Resource {
    readonly urn: string;
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
        await waive("tables");
    });

    after(async () => {
        await clone.remove();
    });

    async function write(name: string, settings: string): Promise<void> {
        const folder = path.join(clone.folder, "systems", name);
        for (const part of ["code", "task"]) await mkdir(path.join(folder, part), { recursive: true });
        const files = {
            "Pulumi.yaml": `name: ${name}\nruntime:\n  name: nodejs\n  options: { packagemanager: npm, tsconfig: ../../tsconfig.run.json }\n`,
            "index.ts": 'import program = require("plumbline/program");\nexport = program;\n',
            "code/index.js": HANDLER,
            "task/index.ts": TASK,
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

    /** The exception that every project with a network needs: ACLs keep no state. */
    async function waive(project: string): Promise<void> {
        const waiver = `- rule: vpc-nacl-admin-ports
  urn: urn:pulumi:*::${project}::plumbline:index:Network$aws:ec2/networkAcl:NetworkAcl::network-p*
  reason: ACLs keep no state, and NAT gateways await answers at any port from 1024
  owner: platform
  expires: "2099-01-01"
`;
        await writeFile(path.join(clone.folder, "systems", project, "waivers.yaml"), waiver);
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

    async function named(project: string, type: string, name: string): Promise<Resource> {
        const all = await resourcesOf(project);
        const found = all.find((one) => one.type === type && one.urn.endsWith(`::${name}`));
        assert.ok(found, `${project}: no ${type} ${name}`);
        return found;
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

    it("is rehearsed after what it uses, in the same scratch account", async () => {
        const { exitCode, stdout, all } = await clone.plumb(
            ...["rehearse", "local", "--cwd", "systems/images", "--json", "--destroy"],
        );
        assert.equal(exitCode, 0, all);
        assert.match(all, /Deploying tables\/local first, which the stack uses/);
        const { created, resources } = JSON.parse(stdout) as {
            created: number;
            resources: { service: string; type: string; id: string }[];
        };
        // What it has made itself is a small part of what is there, and has gone before the rest.
        assert.ok(created < resources.length, `${created} of ${resources.length}`);
        const has = (type: string, name: string): boolean =>
            resources.some((one) => one.type === type && one.id.includes(name));
        assert.ok(has("Table", "projects") && has("Function", "resize"));
        const [image, table] = ["aws:lambda:Function", "aws:dynamodb:Table"].map((type) =>
            all.search(new RegExp(` ${type} \\S+ deleted `)),
        ) as [number, number];
        assert.ok(0 < image && image < table, all);
    });

    it("is deployed from one command, each after those that it uses", async () => {
        const ran = await plumb("up", "systems");
        assert.equal(ran.exitCode, 0, ran.all);
        assert.deepEqual(summary(ran), ["tables/local done", "images/local done", "api/local done"]);
    });

    it("may do with a part what it would within one stack, and nothing else", async () => {
        const table = await only("tables", "aws:dynamodb/table:Table");
        const resize = await named("images", "aws:lambda/function:Function", "resize");
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

    it("stands in the VPC of the one that it uses, and opens the port of its cache to itself", async () => {
        const [sessions, resize] = await Promise.all([
            only("tables", "aws:elasticache/replicationGroup:ReplicationGroup"),
            named("images", "aws:lambda/function:Function", "resize"),
        ]);
        const vpcs = (await resourcesOf("images")).filter(({ type }) => type === "aws:ec2/vpc:Vpc");
        assert.deepEqual(vpcs, []);
        const { subnetIds, securityGroupIds } = resize.inputs?.["vpcConfig"] as {
            subnetIds: string[];
            securityGroupIds: string[];
        };
        const subnets = (await resourcesOf("tables")).filter(({ type }) => type === "aws:ec2/subnet:Subnet");
        assert.ok(subnetIds.length > 1);
        for (const id of subnetIds) assert.ok(subnets.some(({ outputs }) => outputs?.["id"] === id));
        const rules = (await resourcesOf("images"))
            .filter(({ type }) => type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
            .map(({ inputs }) => inputs);
        assert.partialDeepStrictEqual(rules, [
            {
                fromPort: sessions.outputs?.["port"],
                referencedSecurityGroupId: securityGroupIds[0],
                securityGroupId: (sessions.inputs?.["securityGroupIds"] as string[])[0],
            },
        ]);
        const { variables } = resize.inputs?.["environment"] as { variables: Record<string, string> };
        assert.equal(variables["CACHE_SESSIONS_HOST"], sessions.outputs?.["primaryEndpointAddress"]);
    });

    it("runs a task that is code before the rest changes, and goes no further than one that fails", async () => {
        const ran = await plumb("run", "systems/images", "task/prepare");
        assert.equal(ran.exitCode, 0, ran.all);
        assert.match(ran.all, /Preparing projects-\w+/);
        const code = path.join(clone.folder, "systems/images/task/index.ts");
        await writeFile(code, TASK.replace("event.fails", "true"));
        const handler = path.join(clone.folder, "systems/images/code/index.js");
        await writeFile(handler, `${HANDLER}// changed\n`);
        // With credentials for the account of this project.
        const environment = 'environment=$(../../plumb env) && eval "$environment"';
        const failed = await clone.shell(
            `cd systems/images && ${environment} && pulumi up --yes --skip-preview --stack local --non-interactive`,
        );
        assert.notEqual(failed.exitCode, 0);
        assert.match(failed.all, /nothing to prepare/);
        assert.doesNotMatch(failed.all, /aws:lambda:Function resize/);
        await writeFile(code, TASK);
        await writeFile(handler, HANDLER);
    });

    it("is updated from one command, and has no change after that", async () => {
        await write("tables", `${PROJECTS["tables"]}  plumbline:queues: { jobs: {} }\n`);
        await write(
            "images",
            (PROJECTS["images"] ?? "").replace(
                '"tables:cache/sessions"]',
                '"tables:cache/sessions", "tables:queue/jobs"]',
            ),
        );
        // Too large for a call of Lambda.
        await writeFile(path.join(clone.folder, "systems/api/code/data"), Buffer.alloc(46 * 1024 * 1024));
        const ran = await plumb("up", "systems");
        assert.equal(ran.exitCode, 0, ran.all);
        const shop = await only("api", "aws:lambda/function:Function");
        const archive = await only("api", "aws:s3/bucketObjectv2:BucketObjectv2");
        assert.deepEqual(
            [shop.inputs?.["s3Key"], shop.inputs?.["code"]],
            [archive.inputs?.["key"], undefined],
        );
        const resize = await named("images", "aws:lambda/function:Function", "resize");
        const { variables } = resize.inputs?.["environment"] as { variables: Record<string, string> };
        assert.match(variables["QUEUE_JOBS_URL"] ?? "", /\/jobs-/);
        const again = await plumb("preview", "systems", "--expect-no-changes");
        assert.equal(again.exitCode, 0, again.all);
    });

    for (const [command, ...args] of [["drift"], ["policy"], ["cost", "--deployed"]] as const) {
        it(`is looked after from one command: ${command}`, async () => {
            const ran = await plumb(command, "systems", ...args);
            assert.equal(ran.exitCode, 0, ran.all);
            assert.deepEqual(summary(ran), ["tables/local done", "images/local done", "api/local done"]);
        });
    }

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

    it("is not taken away from a real backend while a stack of any project uses it", async () => {
        const backend = `file://${path.join(clone.folder, "backend")}`;
        await mkdir(path.join(clone.folder, "backend"));
        const file = path.join(clone.folder, "systems/tables/Pulumi.yaml");
        const before = await readFile(file, "utf8");
        await writeFile(file, `${before}backend: { url: ${backend} }\n`);
        const local = path.join(clone.folder, "systems/tables/Pulumi.local.yaml");
        const real = (await readFile(local, "utf8")).replace(
            /plumbline:emulator: .*/,
            "plumbline:emulator: none",
        );
        await writeFile(
            path.join(clone.folder, "systems/tables/Pulumi.dev.yaml"),
            real.replace("tier: local", "tier: dev"),
        );
        // Somebody else's, whose files are not here.
        const elsewhere = path.join(clone.folder, "elsewhere");
        await mkdir(elsewhere);
        await writeFile(path.join(elsewhere, "Pulumi.yaml"), "name: billing\nruntime: yaml\n");
        const stack = "urn:pulumi:dev::billing::pulumi:pulumi:Stack::billing-dev";
        const reference = "organization/tables/dev";
        const resources = [
            { urn: stack, type: "pulumi:pulumi:Stack", custom: false },
            {
                urn: `urn:pulumi:dev::billing::pulumi:pulumi:StackReference::${reference}`,
                ...{ type: "pulumi:pulumi:StackReference", custom: true, external: true },
                ...{ id: reference, inputs: { name: reference }, parent: stack },
            },
        ];
        const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
        await writeFile(
            path.join(elsewhere, "state.json"),
            JSON.stringify({ version: 3, deployment: { manifest, resources } }),
        );
        const commands = [
            `export PULUMI_BACKEND_URL=${JSON.stringify(backend)}`,
            "pulumi stack init dev --cwd systems/tables",
            "pulumi stack init dev --cwd elsewhere",
            "pulumi stack import --stack dev --file state.json --cwd elsewhere",
            "unset PULUMI_BACKEND_URL",
            "./plumb destroy --cwd systems/tables --stack dev --yes",
        ];
        const ran = await clone.shell(commands.join(" && "));
        await writeFile(file, before);
        assert.equal(ran.exitCode, 2, ran.all);
        assert.match(
            ran.all,
            /Stack tables\/dev is used by billing\/dev, which is deployed; nothing was changed/,
        );
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
