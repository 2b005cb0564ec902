import assert from "node:assert/strict";
import * as net from "node:net";
import * as s3 from "@pulumi/aws/s3";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "../../components/support/component";
import { kindOf } from "./graph";
import { record, recordOnce } from "./recorder";
import { lostRejections } from "./rejections";
import { forgottenValues, resolve } from "./resolve";
import { UNKNOWN } from "./values";

class Pair extends Component {
    readonly arn: pulumi.Output<string>;

    constructor(name: string) {
        super("Pair", name);
        const first = new s3.Bucket(`${name}-first`, {}, { ...this.child, protect: true });
        // Late on purpose: known only after the first has been made.
        const second = new s3.BucketVersioning(
            `${name}-second`,
            { bucket: first.bucket, versioningConfiguration: { status: "Enabled" } },
            { ...this.child, ignoreChanges: ["versioningConfiguration"] },
        );
        this.arn = pulumi.all([first.arn, second.id]).apply(([arn]) => arn);
        this.registerOutputs({ arn: this.arn });
    }
}

describe("the recorder", () => {
    const recording = recordOnce(() => new Pair("pair"));
    let early = "";
    try {
        recording();
    } catch (error) {
        early = String(error);
    }

    it("records every resource, with late inputs, parents and options", () => {
        const { graph } = recording();
        assert.deepEqual(graph.counts(), { Pair: 1, "s3.Bucket": 1, "s3.BucketVersioning": 1 });
        const second = graph.one("s3.BucketVersioning", "pair-second");
        assert.deepEqual(second.inputs, {
            bucket: "pair-first-0a1b2c3",
            versioningConfiguration: { status: "Enabled" },
        });
        assert.equal(second.parent, "urn:pulumi:unit::plumbline::plumbline:index:Pair::pair");
        assert.equal(
            second.urn,
            "urn:pulumi:unit::plumbline::plumbline:index:Pair$aws:s3/bucketVersioning:BucketVersioning::pair-second",
        );
        assert.deepEqual(second.ignoreChanges, ["versioningConfiguration"]);
        assert.deepEqual(second.dependsOn, [graph.one("s3.Bucket").urn]);
        assert.equal(graph.one("s3.Bucket").protect, true);
    });

    it("records the registered outputs of a component", async () => {
        const { graph, made } = recording();
        assert.deepEqual(graph.one("Pair").outputs, { arn: "arn:aws:s3:::pair-first-0a1b2c3" });
        assert.equal(await resolve(made.arn), "arn:aws:s3:::pair-first-0a1b2c3");
    });

    it("lists existing resources if a request matches none or several", () => {
        const { graph } = recording();
        assert.throws(
            () => graph.one("s3.Bucket", "other"),
            /0 of s3.Bucket "other".*\n.*s3.Bucket "pair-first"/,
        );
        assert.throws(() => graph.one("sqs.Queue"), /0 of sqs.Queue; there are\n[^]*Pair "pair"/);
        assert.throws(() => graph.statements("s3.Bucket", "pair-first"), /has no policy/);
    });

    it("distinguishes secrets from other inputs, at any depth, and after they passed through a resource", async () => {
        const { graph } = await record(() => {
            const version = new secretsmanager.SecretVersion("a", {
                secretId: "id",
                secretString: pulumi.secret("s"),
            });
            new s3.BucketObjectv2("b", {
                bucket: "x",
                metadata: { leak: version.secretString.apply(String) },
            });
            new s3.BucketObjectv2("c", { bucket: "x", metadata: { open: version.secretId } });
        });
        assert.deepEqual(graph.one("secretsmanager.SecretVersion").secretPaths, ["secretString"]);
        assert.deepEqual(graph.one("s3.BucketObjectv2", "b").secretPaths, ["metadata.leak"]);
        assert.deepEqual(graph.one("s3.BucketObjectv2", "c").secretPaths, []);
    });

    it("has unknown outputs in a preview", async () => {
        const { graph, made } = await record(() => new Pair("pair"), { preview: true });
        assert.equal(graph.inputs("s3.BucketVersioning")["bucket"], UNKNOWN);
        await assert.rejects(async () => await resolve(made.arn), /not known/);
    });

    it("refuses two resources with one URN, and unexpected AWS data sources", async () => {
        const twice = (): void => {
            new s3.Bucket("same");
            new s3.Bucket("same");
        };
        await assert.rejects(record(twice), /two resources each of .*::same/);
        await assert.rejects(
            record(() => void s3.getBucketOutput({ bucket: "x" })),
            /asks AWS for aws:s3\/getBucket:getBucket, and there is no answer/,
        );
    });

    it("answers AWS data sources", async () => {
        const { made } = await record(() => s3.getBucketOutput({ bucket: "x" }).arn, {
            calls: { "aws:s3/getBucket:getBucket": ({ bucket }) => ({ arn: `arn:${String(bucket)}` }) },
        });
        assert.equal(await resolve(made), "arn:x");
    });

    it("has no graph before it has run", () => {
        assert.match(early, /within tests only/);
    });

    it("shortens type tokens", () => {
        assert.equal(kindOf("aws:s3/bucketPolicy:BucketPolicy"), "s3.BucketPolicy");
        assert.equal(kindOf("plumbline:index:Bucket"), "Bucket");
        assert.equal(kindOf("random:index/randomPassword:RandomPassword"), "random.RandomPassword");
        assert.equal(kindOf("pulumi:providers:aws"), "providers.aws");
    });
});

describe("setup of unit tests", () => {
    it("counts unawaited values, so that the test fails", async () => {
        await resolve("awaited");
        assert.equal(forgottenValues(), 0);
        void resolve("forgotten");
        assert.equal(forgottenValues(), 1);
        assert.equal(forgottenValues(), 0);
    });

    it("keeps unhandled rejections, so that the test fails", async () => {
        void Promise.reject(new Error("lost"));
        await new Promise(setImmediate);
        assert.deepEqual(lostRejections().map(String), ["Error: lost"]);
        assert.deepEqual(lostRejections(), []);
    });

    it("blocks the network", () => {
        assert.throws(() => net.connect({ host: "192.0.2.1", port: 80 }), /may not use the network/);
        assert.throws(() => net.connect(80, "example.com"), /to connect to example.com/);
    });

    it("allows connections to this machine", async () => {
        const server = net.createServer((socket) => socket.end("here"));
        await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
        const { port } = server.address() as net.AddressInfo;
        const text = await new Promise((done) =>
            net.connect(port, "127.0.0.1").on("data", (data) => {
                done(String(data));
            }),
        );
        server.close();
        assert.equal(text, "here");
    });

    it("has no engine", () => {
        assert.equal(process.env["PULUMI_NODEJS_MONITOR"], undefined);
        assert.deepEqual(
            Object.keys(process.env).filter((name) => name.startsWith("AWS_")),
            [],
        );
    });
});
