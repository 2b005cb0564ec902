import assert from "node:assert/strict";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { emulated } from "../../../components/account/provider";
import {
    done,
    ENDPOINT,
    processorTime,
    type Properties,
    type Running,
    startProvider,
    stopProvider,
    struct,
} from "./process";

describe("toolchain: endpoint checks of the self-built AWS provider", function () {
    this.timeout(300_000);
    let running: Running;

    beforeEach(async () => (running = await startProvider()));
    afterEach(() => stopProvider(running));

    /** The configuration as the engine keeps it, where maps and lists are JSON. */
    async function check(endpoints: unknown): Promise<provider.CheckResponse> {
        const news: Properties = { region: "eu-west-1", endpoints: JSON.stringify(endpoints) };
        const request = new provider.CheckRequest();
        request.setUrn("urn:pulumi:test::test::pulumi:providers:aws::aws");
        request.setNews(struct(news));
        return done((answer) => running.client.checkConfig(request, answer));
    }

    it("accept endpoints for all services of the components", async () => {
        const { endpoints } = emulated(ENDPOINT);
        const response = await check(endpoints);
        assert.deepEqual(response.getFailuresList(), []);
        const checked = response.getInputs()?.toJavaScript()["endpoints"];
        assert.deepEqual(JSON.parse(String(checked)), endpoints);
    });

    it("refuse endpoints that are no list", async () => {
        await assert.rejects(check({ s3: ENDPOINT }), /"endpoints": .*expected an Array/i);
    });

    // By processor time, which other programs on the machine change least.
    it("take no longer than a few starts of the provider", async () => {
        const started = processorTime(running.process);
        await check(emulated(ENDPOINT).endpoints);
        const checking = processorTime(running.process) - started;
        assert.ok(checking < 4 * started, `${checking} s after a start that took ${started} s`);
    });
});
