import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { ROOT, recordStack, stackFileConfig, STACKS } from "../support/program";

interface Step {
    readonly id?: string;
    readonly if?: string;
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, string>>;
    readonly env?: Readonly<Record<string, string>>;
}

interface Job {
    readonly if?: string;
    readonly environment?: string;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly strategy?: {
        readonly matrix: { readonly include?: readonly Readonly<Record<string, string>>[] };
    };
    readonly steps: readonly Step[];
}

interface Workflow {
    readonly permissions: object;
    readonly concurrency: unknown;
    readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(ROOT, ".github/workflows");
const files = readdirSync(folder);

function read(file: string): Workflow {
    return parse(readFileSync(path.join(folder, file), "utf8")) as Workflow;
}

/** Every job that takes a role: which workflow, for which stack, with the values of its matrix. */
function jobsWithRoles() {
    return files.flatMap((file) =>
        Object.values(read(file).jobs).flatMap((job) => {
            const credentials = job.steps.find(({ uses }) => uses?.startsWith("aws-actions/"));
            return credentials === undefined
                ? []
                : (job.strategy?.matrix.include ?? []).map((values) => {
                      const fill = (text = ""): string =>
                          text.replaceAll(
                              /\$\{\{ matrix\.(\w+) \}\}/g,
                              (_, key: string) => values[key] ?? "",
                          );
                      return {
                          workflow: path.parse(file).name,
                          stack: values["stack"] ?? "",
                          job,
                          environment: fill(job.environment),
                          role: fill(credentials.with?.["role-to-assume"]),
                          region: fill(credentials.with?.["aws-region"]),
                          account: fill(credentials.with?.["allowed-account-ids"]),
                      };
                  });
        }),
    );
}

interface Trust {
    readonly Statement: readonly { readonly Condition: { readonly StringEquals: Record<string, string> } }[];
}

/** The roles of a stack's DeliveryRoles: ARN, and the subject that each of them trusts. */
async function trustedBy(stack: string): Promise<Map<string, string>> {
    const { graph } = await recordStack(stack);
    const account = String(stackFileConfig(stack)["plumbline:accountId"]);
    const roles = graph.all("iam.Role").filter(({ inputs }) => inputs["path"] === "/plumbline/delivery/");
    return new Map(
        roles.map(({ inputs }) => {
            const { Statement } = JSON.parse(String(inputs["assumeRolePolicy"])) as Trust;
            const subject = Statement[0]?.Condition.StringEquals["token.actions.githubusercontent.com:sub"];
            const arn = `arn:aws:iam::${account}:role${String(inputs["path"])}${String(inputs["name"])}`;
            return [arn, subject ?? ""];
        }),
    );
}

describe("workflows", () => {
    const jobs = jobsWithRoles();
    const real = STACKS.filter((stack) => stack !== "local");

    it("preview, deploy and detect drift in every real stack", () => {
        const seen = jobs.map(({ workflow, stack }) => `${workflow} ${stack}`).sort();
        const wanted = ["deploy", "drift", "preview"].flatMap((name) =>
            real.map((stack) => `${name} ${stack}`),
        );
        assert.deepEqual(seen, wanted.sort());
    });

    for (const { workflow, stack, environment, role, region, account, job } of jobs) {
        it(`${workflow} of ${stack} uses the role from DeliveryRoles for its environment`, async () => {
            const config = stackFileConfig(stack);
            const { repository } = config["plumbline:delivery"] as { repository: string };
            const trusted = await trustedBy(stack);
            assert.ok(role.endsWith(`-${workflow}`), role);
            assert.equal(trusted.get(role), `repo:${repository}:environment:${environment}`);
            assert.equal(region, config["plumbline:region"]);
            assert.equal(account, config["plumbline:accountId"]);
            assert.deepEqual(job.permissions, { contents: "read", "id-token": "write" });
        }).timeout(60_000);
    }

    it("grant no permission to a whole workflow, and issue access only to a job without a role", () => {
        for (const file of files) {
            const { permissions, concurrency, jobs: all } = read(file);
            assert.deepEqual(permissions, {}, file);
            assert.notEqual(concurrency, undefined, file);
            for (const { permissions: own } of Object.values(all)) {
                assert.ok(own !== undefined, file);
                assert.ok(!("issues" in own && "id-token" in own), file);
            }
        }
    });

    it("use a role on the branch main only, or for a pull request of this repository", () => {
        for (const { workflow, job } of jobs) {
            const own = "github.event.pull_request.head.repo.full_name == github.repository";
            assert.equal(job.if, workflow === "preview" ? own : "github.ref == 'refs/heads/main'", workflow);
        }
    });

    it("state whether a drift report is urgent", async () => {
        const { steps } = read("drift.yml").jobs["scan"] ?? { steps: [] };
        const script = steps.find(({ id }) => id === "drift")?.run ?? "";
        assert.ok(steps.some((step) => step.if === "steps.drift.outputs.pages == 'true'" && step.run));
        const folder = await mkdtemp(path.join(tmpdir(), "plumb-unit-"));
        try {
            const output = path.join(folder, "output");
            await mkdir(path.join(folder, "drift-report"));
            await writeFile(path.join(folder, "plumb"), '#!/bin/sh\nexit "$CODE"\n', { mode: 0o755 });
            const outputs = async (code: number, report?: object): Promise<string> => {
                const file = path.join(folder, "drift-report", "drift.json");
                await rm(file, { force: true });
                if (report) await writeFile(file, JSON.stringify(report));
                await writeFile(output, "");
                const env = { ...process.env, CODE: String(code), GITHUB_OUTPUT: output, STACK: "prod" };
                // As GitHub runs it.
                await promisify(execFile)("bash", ["-e", "-c", script], { cwd: folder, env });
                return readFile(output, "utf8");
            };
            const findings = [{ pages: false }, { pages: true }];
            assert.equal(await outputs(7, { findings }), "exit-code=7\npages=true\n");
            assert.equal(await outputs(7, { findings: findings.slice(0, 1) }), "exit-code=7\npages=false\n");
            assert.equal(await outputs(0, { findings: [] }), "exit-code=0\npages=false\n");
            assert.equal(await outputs(1), "exit-code=1\npages=false\n");
        } finally {
            await rm(folder, { recursive: true });
        }
    });

    it("pin every action to a commit, the same one everywhere", () => {
        const uses = files.flatMap((file) =>
            Object.values(read(file).jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? [])),
        );
        assert.ok(uses.length > 10);
        for (const action of uses) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
        const names = new Set(uses.map((action) => action.split("@")[0]));
        assert.equal(new Set(uses).size, names.size);
    });

    it("enforce the policy pack in every preview and deployment", () => {
        const commands = files.flatMap((file) =>
            Object.values(read(file).jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? [])),
        );
        const judged = commands.filter((run) => /plumb (up|preview)/.test(run));
        assert.equal(judged.length, 2);
        for (const run of judged) assert.match(run, /--policy-pack policy-pack/);
    });
});
