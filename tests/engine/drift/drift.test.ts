import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { type DriftReport, driftReport } from "../../../operations/drift/report/report";
import { type Emulator, stopEmulator } from "../../../operations/emulator";
import { callAws } from "../support/aws";
import { Clone, type Ran } from "../support/clone";
import { scan } from "../support/drift";
import { secretsIn } from "../support/secrets";
import { startThrottling } from "../support/throttle";

const driftingStack = path.join(__dirname, "../fixtures/drifting.yaml");

/** Given to a secret by hand. */
const FRESH = "another-value-that-nobody-may-see";

/** Findings of one scan at several places. */
interface Several {
    /** Values of secrets before. */
    readonly known: readonly string[];
    readonly ran: Ran;
    /** The report in each format. */
    readonly written: readonly string[];
    readonly report: DriftReport;
}

/** One stack, changed behind Pulumi's back; each step leaves it as the next one needs it. */
describe("drift", () => {
    let clone: Clone;
    let emulator: Emulator;
    let exported: Exported;
    /** Undoes the change of the secret, which several tests look at. */
    let putBack: () => Promise<unknown>;
    let several: Promise<Several> | undefined;

    before(async () => {
        clone = await Clone.create("drifting clone", driftingStack);
        const { exitCode, all } = await clone.plumb("up");
        assert.equal(exitCode, 0, all);
        emulator = await clone.emulator();
        exported = await exportState();
    });

    after(async () => {
        await clone.remove();
    });

    it("is absent right after a deployment, rotated secret included, and the state stays unchanged", async () => {
        const there = await clone.temporary();
        const before = await clone.shell("pulumi stack export --stack local | sha256sum");
        const { report, ran } = await scan(clone);
        assert.equal(ran.exitCode, 0, ran.all);
        assert.equal(report.verdict, "clean");
        assert.deepEqual(report.findings, []);
        const rotated = exported.find("aws:secretsmanager/secretVersion:SecretVersion", "webhooks").outputs;
        const { secretId: SecretId } = rotated;
        const { VersionIdsToStages: stages } = (await callAws(emulator, "secretsmanager", "describe_secret", {
            SecretId,
        })) as { VersionIdsToStages: Record<string, string[]> };
        assert.deepEqual(stages[String(rotated["versionId"])], ["AWSPREVIOUS"], "it was rotated at once");
        assert.ok(report.codeCompared);
        assert.equal(report.account, "123456789012");
        assert.equal(report.state.before, report.state.after);
        const after = await clone.shell("pulumi stack export --stack local | sha256sum");
        assert.equal(before.stdout, after.stdout);
        const left = (await clone.temporary()).filter((name) => name.startsWith("plumb-drift-"));
        assert.deepEqual(
            left.filter((name) => !there.includes(name)),
            [],
            "the copy of the state is gone",
        );
    });

    it("is delegated within a band", async () => {
        await scale(3);
        const accepted = await scan(clone, "--no-code", "--accept", "delegatedOrWaived");
        assert.equal(accepted.ran.exitCode, 0, accepted.ran.all);
        assert.deepEqual(verdictOfService(accepted.report), [
            "delegatedOrWaived",
            "delegatedOrWaived",
            "1 to 4, by Application Auto Scaling",
        ]);
        await scale(1);
    });

    it("is drift outside of a band", async () => {
        const { report } = await severalChanges();
        assert.deepEqual(verdictOfService(report), [
            "drifted",
            "drifted",
            "out of band: 1 to 4, by Application Auto Scaling",
        ]);
    });

    it("of a secret is reported without the old or the new value, in every format", async () => {
        const { known, ran, written, report } = await severalChanges();
        assert.ok(known.length >= 3);
        assert.equal(report.verdict, "drifted", ran.all);
        const { urn } = exported.find("aws:secretsmanager/secretVersion:SecretVersion", "session");
        assert.ok(report.findings.some((finding) => finding.urn === urn));
        assert.equal(written.length, 4);
        assert.match(ran.stdout, /session/, "the table");
        for (const text of [...written, ran.all]) {
            for (const value of [...known, FRESH]) {
                assert.ok(!text.includes(value), "a secret is shown");
            }
        }
    });

    it("breaks a rule where a port is opened by hand, and is urgent", async () => {
        const { ran, report } = await severalChanges();
        const { urn } = exported.find("aws:ec2/securityGroup:SecurityGroup", "admin");
        const finding = report.findings.find((each) => each.urn === urn);
        assert.ok(finding, ran.all);
        assert.deepEqual([finding.verdict, finding.pages], ["drifted", true]);
        assert.ok(finding.rules.some(({ rule }) => rule === "vpc-no-admin-from-world"));
    });

    it("is excepted by a valid waiver; an expired or unused one is an error", async () => {
        const waivers = path.join(clone.folder, "waivers.yaml");
        const original = await readFile(waivers, "utf8");
        const waiver = (rule: string, urn: string, expires: string): string =>
            `- { rule: "${rule}", urn: "${urn}", reason: "A test of waivers", owner: tests, expires: ${expires} }\n`;
        const session = "urn:pulumi:local::*SecretVersion::session";
        await writeFile(waivers, waiver("drift/*", session, "2999-01-01"));
        const holding = await scan(clone, "--no-code");
        assert.equal(holding.report.verdict, "delegatedOrWaived", holding.ran.all);
        assert.equal(holding.ran.exitCode, 4);
        assert.ok(holding.report.findings.some((each) => each.waiver?.owner === "tests"));

        const nowhere = waiver("drift/tags", "urn:pulumi:local::*Bucket::nowhere", "2999-01-01");
        await writeFile(waivers, waiver("drift/*", session, "2020-01-01") + nowhere);
        const wrong = await scan(clone, "--no-code");
        assert.equal(wrong.ran.exitCode, 7, "that it has drifted comes first");
        assert.equal(wrong.report.verdict, "drifted");
        assert.deepEqual(
            wrong.report.waivers.map(({ problem }) => problem),
            ["expired", "unused"],
        );
        await putBack();
        await writeFile(waivers, original);
    });

    it("is corrected by --repair; then the stack is clean, and `up` has no change", async () => {
        const { bucket } = exported.find("aws:s3/bucketVersioning:BucketVersioning", "uploads").outputs;
        const secret = exported.find("aws:secretsmanager/secret:Secret", "payment");
        await callAws(emulator, "s3", "put_bucket_versioning", {
            Bucket: bucket,
            VersioningConfiguration: { Status: "Suspended" },
        });
        await callAws(emulator, "secretsmanager", "update_secret", {
            SecretId: secret.id,
            Description: "changed",
        });
        const unasked = await clone.plumb("drift", "--no-code", "--repair");
        assert.equal(unasked.exitCode, 2, unasked.all);
        const { exitCode, all } = await clone.plumb("drift", "--repair", "--yes");
        assert.match(all, /To be reverted/);
        for (const name of ["payment", "uploads"]) assert.match(all, new RegExp(`\\b${name}\\b`));
        assert.equal(exitCode, 0, all);
        const again = await clone.plumb("up");
        assert.match(again.all, /0 created, 0 updated, \d+ unchanged/);
    });

    it("is distinguished from undeployed code", async () => {
        await clone.editStackFile("local", (text) =>
            text.replace("description: Signs the sessions", "description: Keeps the sessions"),
        );
        const { report, ran } = await scan(clone);
        await clone.git("checkout", "--quiet", "Pulumi.local.yaml");
        assert.equal(ran.exitCode, 5, ran.all);
        const ahead = report.findings.filter(({ change }) => change === "undeployed");
        assert.deepEqual(
            ahead.map(({ name, properties }) => [name, properties[0]?.path]),
            [["session", "description"]],
        );
    });

    it("is the same in two runs at once", async () => {
        await scale(3);
        const [one, two] = await Promise.all([scan(clone, "--no-code"), scan(clone, "--no-code")]);
        assert.deepEqual(one.report.findings, two.report.findings);
        assert.equal(one.report.findings.length, 1);
        assert.equal(one.ran.exitCode, 4);
        assert.equal(two.ran.exitCode, 4);
    });

    it("is found from a state alone, for a stack without code", async () => {
        const file = await stateFile("other", (text) =>
            text.replaceAll("urn:pulumi:local::", "urn:pulumi:elsewhere::"),
        );
        // The test sets no passphrase here: as for any Pulumi stack, the caller's environment contains it.
        const ran = await clone.shell(`./plumb drift --json --state '${file}'`);
        await scale(1);
        assert.equal(ran.exitCode, 4, ran.all);
        const report = driftReport.parse(JSON.parse(ran.stdout));
        assert.equal(report.stack, "elsewhere");
        assert.ok(!report.codeCompared);
    });

    it("is inconclusive with credentials of another account", async () => {
        const file = await stateFile("account", (text) =>
            text.replaceAll("urn:pulumi:local::", "urn:pulumi:elsewhere::"),
        );
        const ran = await clone.shell(
            `AWS_ACCESS_KEY_ID=210987654321 ./plumb drift --json --state '${file}'`,
        );
        assert.equal(ran.exitCode, 9, ran.all);
        const report = driftReport.parse(JSON.parse(ran.stdout));
        assert.match(report.reasons.join(), /account 210987654321, and the stack to 123456789012/);
        assert.deepEqual(report.findings, []);
    });

    it("is inconclusive while an operation is pending", async () => {
        const file = await stateFile("pending", (text) => {
            const state = JSON.parse(text) as {
                deployment: { resources: unknown[]; pending_operations?: unknown[] };
            };
            state.deployment.pending_operations = [
                { type: "updating", resource: state.deployment.resources[3] },
            ];
            return JSON.stringify(state);
        });
        const { report, ran } = await scan(clone, "--state", file);
        assert.equal(ran.exitCode, 9, ran.all);
        assert.match(report.reasons.join(), /1 pending operation/);
    });

    for (const [status, says] of [
        [429, /throttles/],
        [500, /errors of its own|throttles/],
    ] as const) {
        it(`is inconclusive when AWS answers ${status}`, async () => {
            const { url } = emulator;
            const proxy = await startThrottling(url, status);
            try {
                const file = await stateFile(String(status), (text) => text.replaceAll(url, proxy.url));
                const { report, ran } = await scan(clone, "--state", file);
                assert.equal(ran.exitCode, 9, ran.all);
                assert.match(report.reasons.join(), says);
                assert.ok(report.findings.every(({ change }) => change !== "missing"));
            } finally {
                await proxy.stop();
            }
        });
    }

    it("of 2,000 resources is detected within two minutes", async () => {
        const file = await stateFile("large", (text) => {
            const state = JSON.parse(text) as { deployment: { resources: Raw[] } };
            const { resources } = state.deployment;
            const password = resources.find(
                ({ type }) => type === "random:index/randomPassword:RandomPassword",
            );
            assert.ok(password);
            const others = resources.filter(({ type }) => /^pulumi:|^random:/.test(type));
            const many = Array.from({ length: 2000 }, (_, at) => ({
                ...password,
                parent: undefined,
                urn: `urn:pulumi:local::plumbline::random:index/randomPassword:RandomPassword::copy-${at}`,
            }));
            state.deployment.resources = [
                ...others.filter(({ type }) => !type.startsWith("random:")),
                ...many,
            ] as Raw[];
            return JSON.stringify(state);
        });
        const { report, ran } = await scan(clone, "--no-code", "--state", file);
        assert.equal(ran.exitCode, 0, ran.all.slice(-2000));
        assert.equal(report.resources.scanned, 2000);
        assert.ok(report.durationMs < 120_000, `${report.durationMs} ms`);
    });

    it("is inconclusive, and no mass deletion, when the emulator stops", async () => {
        await stopEmulator(clone.emulatorFolder);
        const { report, ran } = await scan(clone);
        assert.equal(ran.exitCode, 9, ran.all);
        assert.match(report.reasons.join(), /No emulator runs/);
        assert.deepEqual(report.findings, []);
    });

    async function scale(desiredCount: number): Promise<void> {
        const { cluster, name } = exported.find("aws:ecs/service:Service", "admin").outputs;
        await callAws(emulator, "ecs", "update_service", { cluster, service: name, desiredCount });
    }

    /** Of the whole stack and of the service's first property, and why. */
    function verdictOfService({ verdict, findings }: DriftReport): unknown[] {
        const { urn } = exported.find("aws:ecs/service:Service", "admin");
        const [property] = findings.find((finding) => finding.urn === urn)?.properties ?? [];
        return [verdict, property?.verdict, property?.reason];
    }

    /** Findings of changes at several places at once; of those, that of the secret stays. */
    function severalChanges(): Promise<Several> {
        return (several ??= makeSeveral());
    }

    async function makeSeveral(): Promise<Several> {
        await scale(9);
        const known = await configuredSecrets();
        putBack = await changeSecret(FRESH);
        const opened = {
            GroupId: exported.find("aws:ec2/securityGroup:SecurityGroup", "admin").id,
            IpPermissions: [
                { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
            ],
        };
        await callAws(emulator, "ec2", "authorize_security_group_ingress", opened);
        const folder = path.join(clone.folder, ".plumb", "reports");
        const formats = ["--format", "json,md,junit,sarif", "--output", folder];
        const ran = await clone.plumb("drift", "--no-code", ...formats);
        await callAws(emulator, "ec2", "revoke_security_group_ingress", opened);
        await scale(1);
        const names = await readdir(folder);
        const written = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
        const json = written[names.findIndex((name) => name.endsWith(".json"))];
        assert.ok(json !== undefined, ran.all);
        return { known, ran, written, report: driftReport.parse(JSON.parse(json)) };
    }

    async function configuredSecrets(): Promise<string[]> {
        const { stdout } = await clone.shell("pulumi stack export --stack local --show-secrets");
        clone.printed.pop();
        return secretsIn(stdout);
    }

    /** Makes another version of a secret the current one. @returns the reverse operation */
    async function changeSecret(SecretString: string): Promise<() => Promise<unknown>> {
        const SecretId = exported.find("aws:secretsmanager/secret:Secret", "session").id;
        const version = exported.find("aws:secretsmanager/secretVersion:SecretVersion", "session");
        const put = { SecretId, SecretString, VersionStages: ["drill"] };
        const { VersionId: added } = await callAws(emulator, "secretsmanager", "put_secret_value", put);
        const makeCurrent = async (
            MoveToVersionId: unknown,
            RemoveFromVersionId: unknown,
        ): Promise<unknown> =>
            callAws(emulator, "secretsmanager", "update_secret_version_stage", {
                ...{ SecretId, VersionStage: "AWSCURRENT", MoveToVersionId, RemoveFromVersionId },
            });
        await makeCurrent(added, version.outputs["versionId"]);
        return async () => makeCurrent(version.outputs["versionId"], added);
    }

    async function exportState(): Promise<Exported> {
        const { stdout } = await clone.shell("pulumi stack export --stack local");
        return new Exported(stdout);
    }

    async function stateFile(name: string, edit: (text: string) => string): Promise<string> {
        const file = path.join(clone.folder, ".plumb", `state-${name}.json`);
        await writeFile(file, edit(exported.text));
        return file;
    }
});

interface Raw {
    readonly urn: string;
    readonly type: string;
    readonly id: string;
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** An exported state. */
class Exported {
    private readonly resources: readonly Raw[];

    constructor(readonly text: string) {
        this.resources = (JSON.parse(text) as { deployment: { resources: Raw[] } }).deployment.resources;
    }

    find(type: string, name: string): Raw {
        const found = this.resources.find((each) => each.type === type && each.urn.endsWith(`::${name}`));
        assert.ok(found, `${type} ${name}`);
        return found;
    }
}
