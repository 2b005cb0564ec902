import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ApplicationServer, type ApplicationServerArgs } from "../../../components/server/applicationServer";
import { ALERTS, base, folderOf, KEY, logs, vpc } from "../../support/fixtures";
import { record } from "../../support/recorder";

const args: ApplicationServerArgs = { ...base, vpc, logs, keyArn: KEY, alarmTopicArn: ALERTS };

/** The content of the document, parsed. */
interface Content {
    readonly parameters: Readonly<Record<string, { readonly allowedPattern: string }>>;
    readonly mainSteps: readonly [
        { readonly inputs: { readonly runCommand: readonly string[]; readonly timeoutSeconds: string } },
    ];
}

describe("ApplicationServer with an artifact", () => {
    let archive: string;
    let remove: () => void;
    before(() => {
        const { folder, remove: gone } = folderOf({ "app.zip": "an archive" });
        [archive, remove] = [join(folder, "app.zip"), gone];
    });
    after(() => {
        remove();
    });

    const server = async (more: Partial<ApplicationServerArgs> = {}, own = {}) =>
        (
            await record(
                () =>
                    new ApplicationServer("desk", {
                        ...args,
                        artifact: { archive, bucketName: "code", ...own },
                        ...more,
                    }),
            )
        ).graph;
    const contentOf = (graph: Awaited<ReturnType<typeof server>>): Content =>
        JSON.parse(String(graph.inputs("ssm.Document")["content"])) as Content;

    it("delivers the version of the object and its SHA-256 to instances of its group, few at a time", async () => {
        const graph = await server();
        const { bucket, key, contentType } = graph.inputs("s3.BucketObjectv2");
        assert.deepEqual([bucket, key, contentType], ["code", "servers/desk.zip", "application/zip"]);
        const { parameters, targets, maxConcurrency, maxErrors } = graph.inputs("ssm.Association");
        const version = createHash("sha256").update(readFileSync(archive)).digest("hex");
        assert.equal((parameters as Record<string, string>)["version"], version);
        const [target] = targets as { key: string; values: string[] }[];
        assert.equal(target?.key, "tag:aws:autoscaling:groupName");
        assert.deepEqual([maxConcurrency, maxErrors], ["1", "0"]);
        const many = await server({ minInstances: 2, maxInstances: 4 });
        assert.equal(many.inputs("ssm.Association")["maxConcurrency"], "50%");
    });

    it("takes nothing as a parameter that could be a command", async () => {
        const { parameters } = contentOf(await server());
        const { version, object } = parameters;
        assert.match("a".repeat(64), new RegExp(version?.allowedPattern ?? ""));
        assert.match(
            "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY_MTRCxf3vjVBH40Nr8X8gdRQBpUMLUo",
            new RegExp(object?.allowedPattern ?? ""),
        );
        for (const hostile of ["$(reboot)", "a;b", 'a"', "", "a\nb"]) {
            assert.doesNotMatch(hostile, new RegExp(version?.allowedPattern ?? ""));
            assert.doesNotMatch(hostile, new RegExp(object?.allowedPattern ?? ""));
        }
    });

    it("restarts the unit of its name and asks its port, or what is given", async () => {
        const scriptOf = (graph: Awaited<ReturnType<typeof server>>) =>
            contentOf(graph).mainSteps[0].inputs.runCommand.join("\n");
        const plain = scriptOf(await server());
        assert.match(plain, /^unit="desk\.service"$/m);
        assert.match(plain, /"http:\/\/localhost:8080\/health"/);
        assert.match(plain, /healthy 60;/);
        const given = { unit: "app.service", healthCheckPath: "/", healthCheckSeconds: 90, keep: 2 };
        const graph = await server({ port: 443 }, given);
        assert.match(scriptOf(graph), /^unit="app\.service"$/m);
        assert.match(scriptOf(graph), /"https:\/\/localhost:443\/"/);
        assert.match(scriptOf(graph), /tail -n \+3 /);
        assert.equal(contentOf(graph).mainSteps[0].inputs.timeoutSeconds, "1980");
    });

    it("may read versions of its own object alone, and decrypt by way of S3", async () => {
        const graph = await server();
        const statements = graph.statements("iam.RolePolicy", "desk");
        const reads = statements.filter(({ Action }) => Action.some((one) => /^(s3|kms):/.test(one)));
        assert.deepEqual(
            reads.map(({ Action, Resource, Condition }) => [Action, Resource, Condition]),
            [
                [["s3:GetObjectVersion"], ["arn:aws:s3:::code/servers/desk.zip"], undefined],
                [
                    ["kms:Decrypt"],
                    [KEY],
                    { StringEquals: { "kms:ViaService": `s3.${base.region}.amazonaws.com` } },
                ],
            ],
        );
    });

    it("tells of deliveries that have failed, and shows them", async () => {
        const graph = await server();
        const { eventPattern } = graph.inputs("cloudwatch.EventRule");
        assert.partialDeepStrictEqual(JSON.parse(String(eventPattern)), {
            source: ["aws.ssm"],
            "detail-type": ["EC2 State Manager Instance Association State Change"],
            detail: { status: ["Failed"] },
        });
        assert.equal(graph.inputs("cloudwatch.EventTarget")["arn"], ALERTS);
        const quiet = await server({ alarmTopicArn: undefined });
        assert.deepEqual(quiet.names("cloudwatch.EventTarget"), []);
    });

    it("refuses an archive that cannot be read, by its name", async () => {
        await assert.rejects(
            server({}, { archive: "/nowhere.zip" }),
            /no such file or directory, open '\/nowhere\.zip'/,
        );
    });
});
