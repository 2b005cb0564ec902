import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { ROOT } from "../support/program";
import { installWithTwoCopies, unpackPublished } from "./support/published";

describe("the published policy pack", function () {
    this.timeout(60_000);
    let folder = "";
    let pack = "";
    let running: ChildProcess | undefined;

    before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumb-published-"));
        pack = await unpackPublished(folder);
    });

    afterEach(() => {
        running?.kill();
    });

    after(() => rm(folder, { recursive: true, force: true }));

    /** Starts the pack as engines do: in its folder; it answers with its port. */
    async function started(): Promise<AnalyzerClient> {
        running = spawn(process.execPath, ["start.mjs"], { cwd: pack, stdio: ["ignore", "pipe", "inherit"] });
        assert.ok(running.stdout);
        const [port] = (await once(createInterface(running.stdout), "line")) as [string];
        return new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    }

    it("has its licence, and depends on no bundled package", async () => {
        const [licence, ours, described] = await Promise.all(
            [path.join(pack, "LICENSE"), path.join(ROOT, "LICENSE"), path.join(pack, "package.json")].map(
                (file) => readFile(file, "utf8"),
            ),
        );
        assert.equal(licence, ours);
        const { dependencies } = JSON.parse(described ?? "") as { dependencies: object };
        assert.deepEqual(Object.keys(dependencies), ["@pulumi/policy", "@pulumi/pulumi"]);
    });

    it("reports the required Node version to an older one", async () => {
        const older =
            "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })";
        const args = ["--import", `data:text/javascript,${older}`, "start.mjs"];
        await assert.rejects(promisify(execFile)(process.execPath, args, { cwd: pack }), (error) => {
            const { stderr } = error as { stderr?: string };
            assert.match(stderr ?? "", /needs Node\.js 22\.12 or later; this is 20\.19\.0/);
            return true;
        });
        // Exports that older versions lack must not be imported by name: that would be a bare SyntaxError.
        const start = await readFile(path.join(pack, "start.mjs"), "utf8");
        assert.ok(!/import \{[^}]*\} from "node:module"/.test(start));
    });

    describe("with the SDK beside it", () => {
        before(() => installWithTwoCopies(folder));

        it("validates its configuration, with any gRPC of the SDK", async () => {
            const client = await started();
            const request = new analyzer.ConfigureAnalyzerRequest();
            const config = new analyzer.PolicyConfig();
            config.setProperties(new Struct());
            request.getPolicyconfigMap().set("s3-log", config);
            const refused = await new Promise<ServiceError | null>((resolve) => {
                client.configure(request, resolve);
            });
            client.close();
            assert.match(
                refused?.details ?? "nothing is wrong",
                /"s3-log" is not a policy of this pack; did you mean "s3-logs"/,
            );
        });

        it("loads npm's resolver for its callers, and not at startup", async () => {
            const script = `
            import module from "node:module";
            await import("./start.mjs");
            const isLoaded = () => Object.keys(module._cache).some((file) => file.includes("@npmcli/arborist"));
            const before = isLoaded();
            const policy = module.createRequire(process.cwd() + "/").resolve("@pulumi/policy");
            const { runtime } = module.createRequire(policy)("@pulumi/pulumi");
            const paths = await runtime.computeCodePaths({ extraIncludePaths: ["start.mjs"] });
            console.error(JSON.stringify([before, isLoaded(), [...paths.keys()].includes("start.mjs")]));
            process.exit();`;
            const args = ["--input-type=module", "--eval", script];
            const { stderr } = await promisify(execFile)(process.execPath, args, { cwd: pack });
            // The SDK's message about a folder without npm metadata comes before.
            assert.deepEqual(JSON.parse(stderr.trim().split("\n").at(-1) ?? ""), [false, true, true]);
        });
    });
});
