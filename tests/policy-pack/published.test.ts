import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { installWithTwoCopies, unpackPublished } from "./support/published";

describe("The pack as others install it", function () {
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

    it("judges its configuration, whichever gRPC the SDK has found", async () => {
        await installWithTwoCopies(folder);
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
            /"s3-log" is no policy of this pack; did you mean "s3-logs"/,
        );
    });
});
