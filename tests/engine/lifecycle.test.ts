import assert from "node:assert/strict";
import { appendFile, readFile } from "node:fs/promises";
import { request } from "node:http";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Document, parseDocument } from "yaml";
import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import { DEPLOYMENT_METRICS } from "../../model/deploymentMetrics";
import { loadStack } from "../../cli/stack";
import { configuredClient } from "../../operations/pulumi/awsClient";
import {
    type Emulator,
    emulatorCredentials,
    inventory,
    signedFetch,
    startEmulator,
} from "../../operations/emulator";
import { additions, together } from "./support/additions";
import { drilled } from "./lifecycle/drilled";
import { enlargedAndDestroyed } from "./lifecycle/enlarged";
import { Clone } from "./support/clone";
import { callsAndReads, looksAtStatus, standsIn } from "./support/looking";
import { changesOfPreview } from "./support/steps";
import { untilPrinted } from "./support/watch";
import { tryLinks } from "./support/links";
import { mediaOf } from "./support/media";
import { linesOfUploads } from "./support/uploads";
import { filesWith, secretsIn } from "./support/secrets";

const noChange = /0 created, 0 updated, \d+ unchanged/;

/** One stack's life; each step starts where the one before has ended. */
describe("the local stack, from a fresh clone", () => {
    let clone: Clone;

    before(async () => {
        clone = await Clone.create("clone");
    });

    after(async () => {
        await clone.remove();
    });

    it("is deployed by ./plumb up from a clone without other files", async () => {
        const { exitCode, all } = await clone.plumb("up");
        assert.equal(exitCode, 0, all);
        assert.match(all, /\d+ created, 0 updated, 0 unchanged/);
        assert.match(all, /Output +Value/);
        assert.match(all, /network\.vpcId +vpc-/);
        assert.doesNotMatch(all, /warning|could not be seen/i);
    });

    it("answers at every address that it prints, and leads other hosts to its own", async () => {
        const { port } = clone;
        const ask = async (address: string): Promise<{ status: number; location: string; text: string }> => {
            const { hostname, pathname } = new URL(address);
            return new Promise((resolve, reject) => {
                const headers = { host: `${hostname}:${port}` };
                const asked = request({ host: "127.0.0.1", port, path: pathname, headers }, (answer) => {
                    let text = "";
                    answer.setEncoding("utf8").on("data", (part: string) => (text += part));
                    answer.on("end", () => {
                        const { statusCode = 0, headers: given } = answer;
                        resolve({ status: statusCode, location: given.location ?? "", text });
                    });
                });
                asked.on("error", reject).end();
            });
        };
        const printed = [...(clone.printed[0] ?? "").matchAll(/^(?:site|api)\/\S+ +(http:\S+)/gm)];
        assert.ok(printed.length >= 2, clone.printed[0]);
        for (const [, address = ""] of printed) assert.equal((await ask(address)).status, 200, address);

        const { stdout } = await clone.shell("pulumi stack output --json --stack local");
        const { sites, apis } = JSON.parse(stdout) as Record<string, Record<string, { url: string }>>;
        const [site = "", api = ""] = [sites?.["shop"]?.url, apis?.["shop"]?.url];
        assert.match((await ask(site)).text, /<html/);
        assert.equal((await ask(`${api}/health`)).status, 200);
        // An application: a page for its own paths, its files, and no page for a file that is missing.
        assert.match((await ask(`${site}/orders/7`)).text, /<html/);
        assert.equal((await ask(`${site}/config.json`)).status, 200);
        assert.equal((await ask(`${site}/assets/missing.xlsx`)).status, 404);
        const www = await ask(`${site.replace("://", "://www.")}/orders/7`);
        assert.deepEqual([www.status, www.location], [301, `${site}/orders/7`]);
        // Paths that lead elsewhere: the API's own answers, and nothing of a bucket that is not there.
        assert.ok(printed.some(([, address]) => address?.endsWith("/api/health")));
        const refused = await ask(`${site}/api/orders`);
        assert.deepEqual([refused.status, refused.text], [401, '{"message": "Unauthorized"}']);
        assert.equal((await ask(`${site}/media/missing.jpg`)).status, 403);
        // A service's own process, through the site and the load balancer.
        assert.ok(printed.some(([, address]) => address?.endsWith("/admin/")));
        const admin = await ask(`${site}/admin/users`);
        assert.match(admin.text, /^path: +\/users$/m);
        assert.match(admin.text, /^in stock: \{"teapot":12,"kettle":0\}$/m);
        const moved = await ask(`${site.replace("://", "://www.")}/api/health`);
        assert.deepEqual([moved.status, moved.location], [308, `${site}/api/health`]);
    });

    it("leaves the clone clean in git", async () => {
        assert.equal(await clone.git("status", "--porcelain"), "");
    });

    it("exists in the emulated account: network, database, service, site, API", async () => {
        const emulator = await clone.emulator();
        const services = new Set((await inventory(emulator)).map(({ service }) => service));
        for (const service of ["ec2", "rds", "ecs", "s3", "cloudfront", "apigatewayv2", "lambda"]) {
            assert.ok(services.has(service), `${service} is not among ${[...services].join(", ")}`);
        }
    });

    it("runs its database: a statement of the Data API, at the address that it prints, with the user of the secret", async () => {
        const printed = /^database\/app +postgresql:\/\/(\w+)@(127\.[\d.]+):5432\/app/m.exec(
            clone.printed[0] ?? "",
        );
        const { stdout } = await clone.shell("pulumi stack output --json --stack local");
        const { databases } = JSON.parse(stdout) as {
            databases: Record<string, { host: string; secretArn: string }>;
        };
        assert.equal(printed?.[2], databases["app"]?.host);
        const answer = await signedFetch(await clone.emulator(), "/Execute", {
            service: "rds-data",
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({
                resourceArn: "arn:aws:rds:us-east-1:123456789012:cluster:plumbline-local-app",
                secretArn: databases["app"]?.secretArn,
                sql: "SELECT session_user::text, current_database()::text",
            }),
        });
        const { records } = (await answer.json()) as { records: unknown };
        assert.deepEqual(records, [[{ stringValue: printed?.[1] }, { stringValue: "app" }]]);
    });

    it("can be looked at: what runs, a call and its log, a part's variables, its database", async () => {
        await looksAtStatus(clone);
        await callsAndReads(clone);
        await standsIn(clone);
    });

    it("has published the deployment metrics of its dashboard and alarms", async () => {
        const { Datapoints: points } = await recorded(await clone.emulator(), "local", "Success");
        assert.deepEqual(
            points?.map(({ SampleCount, Minimum }) => [SampleCount, Minimum]),
            [[1, 1]],
        );
    });

    it("lets signed requests through, before and after a rotation, and others not", async () => {
        const { signed, unsigned, rotate } = await mediaOf(await clone.emulator(), "invoices");
        assert.equal(await unsigned("/2026/1.txt"), "403 MissingKey");
        const early = await signed("/2026/1.txt");
        assert.equal(await early(), "200 0123456789");
        assert.equal(await early({ range: "bytes=2-4" }), "206 234");
        const [before, next, now] = await rotate();
        assert.ok(now === next && now !== before, "the key that CloudFront has known for long signs");
        const late = await signed("/2026/1.txt");
        assert.equal(await late(), "200 0123456789");
        assert.equal(await early(), "200 0123456789", "what the former key has signed");
    });

    // The rotation has changed a key group, which a deployment must not take back.
    it("has no change when deployed again, and Pulumi starts quickly", async () => {
        const started = Date.now();
        const up = clone.start("up");
        await untilPrinted(up, /^Updating/gm, 1);
        const pulumiStarted = Date.now() - started;
        const { exitCode, all } = await up;
        const whole = Date.now() - started;
        assert.equal(exitCode, 0, all);
        assert.match(all, noChange);
        // Four of the eight seconds that it takes on an idle machine, which this one may not be.
        assert.ok(pulumiStarted < whole / 2, `${pulumiStarted} of ${whole} ms`);
    });

    drilled(() => clone);

    it(`changes only what it must for ${additions.map(({ what }) => what).join(", ")}`, async () => {
        await editConfig((document) => {
            for (const [at, value] of additions.map(({ adds }) => adds))
                document.setIn(["config", ...at], value);
        });
        const { exitCode, stdout, all } = await clone.shell(
            "pulumi preview --stack local --non-interactive --json",
        );
        await clone.git("checkout", "--quiet", "Pulumi.local.yaml");
        assert.equal(exitCode, 0, all);
        assert.deepEqual(changesOfPreview(stdout), together(additions));
    });

    it("works with plain pulumi after plumb env, without a warning, and a refresh finds no change", async () => {
        const pack = path.join("tests", "engine", "fixtures", "empty-policy-pack");
        const { exitCode, all } = await clone.shell(
            [
                `pulumi preview --stack local --non-interactive --expect-no-changes --policy-pack ${pack}`,
                "pulumi refresh --stack local --non-interactive --yes --skip-preview --expect-no-changes",
            ].join(" && "),
        );
        assert.equal(exitCode, 0, all);
        assert.match(all, /empty/);
        assert.doesNotMatch(all, /warning/i);
        assert.equal(await clone.git("status", "--porcelain"), "");
    });

    it("runs a task by hand, and goes no further than a task that fails before a deployment", async () => {
        const ran = await clone.plumb("run", "task/migrate");
        assert.equal(ran.exitCode, 0, ran.all);
        assert.match(ran.stdout, /^Migrating carts-\w+, with a key of 48 characters$/m);

        const script = path.join(clone.folder, "examples/sample/tasks/migrate/migrate.mjs");
        await appendFile(script, 'console.error("column total is missing");\nprocess.exitCode = 3;\n');
        await editConfig((document) => {
            document.setIn(["config", "plumbline:services", "stock", "environment"], { CHANGED: "yes" });
        });
        const failed = await clone.shell("pulumi up --stack local --non-interactive --yes --skip-preview");
        assert.notEqual(failed.exitCode, 0);
        assert.match(failed.all, /task\/migrate ended with exit code 3.*column total is missing/s);
        assert.doesNotMatch(failed.all, /aws:ecs:(Service|TaskDefinition) stock/);

        await clone.git("checkout", "--quiet", ".");
        const again = await clone.plumb("up");
        assert.equal(again.exitCode, 0, again.all);
        assert.match(again.all, /aws:lambda:Invocation migrate/);
    });

    it("starts a task by an upload, and by no other object", async () => {
        const { stdout } = await clone.shell("pulumi stack output --json --stack local");
        const { buckets } = JSON.parse(stdout) as { buckets: Record<string, { bucketName: string }> };
        const emulator = await clone.emulator();
        const bucket = buckets["uploads"]?.bucketName ?? "";
        assert.deepEqual(
            await linesOfUploads(emulator, bucket, "stocktake", [
                "stock/1.txt",
                "pictures/1.csv",
                `stock/"7" .csv`,
            ]),
            [`Object Created: stock/"7" .csv in ${bucket}`],
        );
    });

    it("does what its links are for, and nothing else, nor anything without its statement", async () => {
        await tryLinks(await clone.emulator());
    });

    it("shows and stores no secret in plain text", async () => {
        const { stdout } = await clone.shell("pulumi stack export --stack local --show-secrets");
        const secrets = secretsIn(stdout);
        clone.printed.pop();
        assert.ok(secrets.length >= 3, "a generated one, its hash and a configured one");
        const everywhere = [...secrets, "PRIVATE KEY-----"];
        assert.deepEqual(await filesWith(path.join(clone.folder, ".plumb"), everywhere), []);
        const shown = secrets.filter((secret) => clone.printed.some((text) => text.includes(secret)));
        assert.equal(shown.length, 0);
    });

    it("waits for what is filled by hand, and has it from then on, in sight of nobody", async () => {
        const waiting = await clone.plumb("secret", "check");
        assert.equal(waiting.exitCode, 1, waiting.all);
        assert.match(waiting.stderr, /^parameter\/exchange-rate waits for its value: /m);
        const value = "a-rate-that-nobody-sees";
        const { exitCode, all } = await clone.shell(`echo ${value} | ./plumb secret set exchange-rate`);
        assert.equal(exitCode, 0, all);
        assert.equal((await clone.plumb("secret", "check")).exitCode, 0);
        const { stdout } = await clone.plumb("secret", "list");
        assert.match(
            stdout,
            /parameter\/exchange-rate +by hand +has a value +\/plumbline\/local\/exchange-rate/,
        );
        // A refresh reads it into the state.
        const target = "--target '**::exchange-rate'";
        const read = await clone.shell(`pulumi refresh --yes --skip-preview --stack local ${target}`);
        assert.equal(read.exitCode, 0, read.all);
        assert.match(read.all, /~ +1 updated/);
        assert.ok(!clone.printed.some((text) => text.includes(value)));
        assert.deepEqual(await filesWith(path.join(clone.folder, ".plumb"), [value]), []);
    });

    // It leaves a failed update behind, which the next deployment has to overcome.
    it("refuses two priorities that change places, and after a failed update looks at AWS first", async () => {
        const { priorities } = loadStack("local");
        await editConfig((document) => {
            const set = (plural: string, name: string, priority: number | undefined) => {
                document.setIn(["config", `plumbline:${plural}`, name, "public", "priority"], priority);
            };
            set("servers", "reports", priorities["service/admin"]);
            set("services", "admin", priorities["server/reports"]);
        });
        const refused = await clone.plumb("up");
        assert.equal(refused.exitCode, 2, refused.all);
        assert.match(
            refused.all,
            /servers\.reports\.public\.priority: .* service\/admin of the deployed stack/,
        );
        assert.match(
            refused.all,
            /services\.admin\.public\.priority: .* server\/reports of the deployed stack/,
        );

        const preview = await clone.plumb("preview");
        assert.equal(preview.exitCode, 2, preview.all);

        const failed = await clone.shell("pulumi up --stack local --non-interactive --yes --skip-preview");
        assert.match(failed.all, /PriorityInUse/);
        const again = await clone.plumb("up");
        assert.equal(again.exitCode, 2, again.all);
        assert.match(again.all, /The last update failed at \d resources/);
        assert.match(again.all, /services\.admin\.public\.priority: /);
        await clone.git("checkout", "--quiet", "Pulumi.local.yaml");
    });

    enlargedAndDestroyed(() => clone);

    it("is removed with its emulator by ./plumb down", async () => {
        const { exitCode, all } = await clone.plumb("down");
        assert.equal(exitCode, 0, all);
        await assert.rejects(clone.emulator());
        await expectNothingKept();
    });

    it("can be removed repeatedly, and after the emulator has stopped", async () => {
        await startEmulator({ directory: clone.emulatorFolder, port: clone.port });
        assert.equal((await clone.shell("pulumi stack init local --no-select")).exitCode, 0);
        process.kill((await clone.emulator()).pid, "SIGKILL");
        for (const time of ["first", "second"]) {
            const { exitCode, all } = await clone.plumb("down");
            assert.equal(exitCode, 0, all);
            assert.match(all, /was not running/, time);
        }
        await expectNothingKept();
    });

    it("is completely removed by a second ./plumb down when the first was interrupted", async () => {
        await startEmulator({ directory: clone.emulatorFolder, port: clone.port });
        assert.equal((await clone.shell("pulumi stack init local --no-select")).exitCode, 0);
        const { pid } = await clone.emulator();
        process.kill(pid, "SIGSTOP");
        const down = clone.start("down");
        await untilTold(pid);
        down.kill("SIGINT");
        const { exitCode, all } = await down;
        assert.equal(exitCode, 130, all);
        await assert.rejects(clone.emulator());
        assert.equal((await clone.plumb("down")).exitCode, 0);
        await expectNothingKept();
    });

    async function editConfig(edit: (document: Document) => void): Promise<void> {
        await clone.editStackFile("local", (text) => {
            const document = parseDocument(text);
            edit(document);
            return document.toString();
        });
    }

    async function expectNothingKept(): Promise<void> {
        const { all: stacks } = await clone.shell("pulumi stack ls --json");
        assert.match(stacks, /\[\]/);
        assert.equal(await clone.git("status", "--porcelain"), "");
    }
});

/** Waits until a process that is held has been sent SIGTERM, which it sees when it goes on. */
async function untilTold(pid: number): Promise<void> {
    const isTold = async (): Promise<boolean> => {
        const pending = /^ShdPnd:\s*([0-9a-f]+)/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1];
        return (BigInt(`0x${pending ?? "0"}`) & (1n << 14n)) !== 0n;
    };
    while (!(await isTold())) await sleep(50);
}

/** The value of a deployment metric in the last hour. */
async function recorded({ url, directory }: Emulator, stack: string, name: string) {
    const now = Date.now();
    const { accountId, region } = loadStack(stack);
    const credentials = emulatorCredentials(directory, accountId);
    const client = new CloudWatchClient(configuredClient({ accountId, region, emulator: url, credentials }));
    return client.send(
        new GetMetricStatisticsCommand({
            Namespace: DEPLOYMENT_METRICS.namespace,
            MetricName: name,
            Dimensions: [
                { Name: "Project", Value: "plumbline" },
                { Name: "Stack", Value: stack },
            ],
            StartTime: new Date(now - 3_600_000),
            EndTime: new Date(now + 60_000),
            Period: 7_200,
            Statistics: ["SampleCount", "Minimum"],
        }),
    );
}
