import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { Finding } from "../../../operations/drift/report";
import { addAuthors } from "../../../operations/drift/trail";

const finding: Finding = {
    fingerprint: "0",
    urn: "urn:pulumi:unit::project::aws:sns/topic:Topic::alerts",
    type: "aws:sns/topic:Topic",
    name: "alerts",
    id: "arn:aws:sns:us-east-1:123456789012:alerts",
    change: "changed",
    verdict: "drifted",
    properties: [],
    rules: [],
    pages: false,
};

/** CloudTrail, as far as it is asked. */
describe("CloudTrail", () => {
    let server: Server;
    let asked: unknown[];
    let status = 200;

    before(async () => {
        server = createServer((request, response) => {
            let body = "";
            request.on("data", (chunk: Buffer) => (body += chunk.toString()));
            request.on("end", () => {
                const { LookupAttributes } = JSON.parse(body) as {
                    LookupAttributes: { AttributeValue: string }[];
                };
                asked.push(LookupAttributes[0]?.AttributeValue);
                response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
                const time = Date.parse("2026-01-02T03:04:05Z") / 1000;
                const arn = "arn:aws:sts::123456789012:assumed-role/admin/eve";
                const events = [
                    {
                        EventName: "GetTopicAttributes",
                        EventTime: time + 9,
                        ReadOnly: "true",
                        Username: "reader",
                    },
                    {
                        EventName: "SetTopicAttributes",
                        EventTime: time,
                        ReadOnly: "false",
                        Username: "eve",
                        CloudTrailEvent: JSON.stringify({ userIdentity: { arn } }),
                    },
                ];
                const known = LookupAttributes[0]?.AttributeValue === "alerts";
                response.end(
                    JSON.stringify(
                        status === 200
                            ? { Events: known ? events : [] }
                            : { __type: "AccessDeniedException" },
                    ),
                );
            });
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });

    beforeEach(() => {
        asked = [];
        status = 200;
    });

    after(() => {
        server.close();
    });

    function client() {
        const address = server.address();
        if (address === null || typeof address === "string") throw new Error("no port");
        return {
            region: "us-east-1",
            endpoint: `http://127.0.0.1:${address.port}`,
            credentials: { accessKeyId: "a", secretAccessKey: "b" },
            maxAttempts: 1,
        };
    }

    it("names who made the last change, and when", async () => {
        const progress: number[] = [];
        const { findings, problem } = await addAuthors([finding], client(), (done) => progress.push(done));
        assert.equal(problem, undefined);
        assert.equal(findings[0]?.by, "assumed-role/admin/eve (SetTopicAttributes)");
        assert.equal(findings[0].at, "2026-01-02T03:04:05.000Z");
        assert.deepEqual(asked, [finding.id, "alerts"]);
        assert.deepEqual(progress, [0]);
    });

    it("may be forbidden: drift is drift, whoever made it", async () => {
        status = 400;
        const { findings, problem } = await addAuthors([finding], client(), () => undefined);
        assert.equal(findings[0]?.by, undefined);
        assert.match(problem ?? "", /AccessDenied/);
    });
});
