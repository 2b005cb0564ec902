import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { Finding } from "../../../../operations/drift/report/report";
import type { AccountClient } from "../../../../operations/drift/collect/account";
import { addAuthors } from "../../../../operations/drift/attribution/trail";

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
    /** The region that each request was signed for, and when it came. */
    let regions: string[];
    let times: number[];
    let status = 200;
    /** Requests that fail once. */
    let failing: string[];

    before(async () => {
        server = createServer((request, response) => {
            let body = "";
            request.on("data", (chunk: Buffer) => (body += chunk.toString()));
            request.on("end", () => {
                const { LookupAttributes } = JSON.parse(body) as {
                    LookupAttributes: { AttributeValue: string }[];
                };
                const name = LookupAttributes[0]?.AttributeValue ?? "";
                asked.push(name);
                times.push(Date.now());
                regions.push(
                    /\/(\w+-\w+-\d)\/cloudtrail/.exec(request.headers.authorization ?? "")?.[1] ?? "",
                );
                const code = failing.includes(name) ? 400 : status;
                response.writeHead(code, { "content-type": "application/x-amz-json-1.1" });
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
                        CloudTrailEvent: JSON.stringify({
                            userIdentity: { arn },
                            requestParameters: { policyName: "read" },
                        }),
                    },
                ];
                const known = ["alerts", "app"].includes(name);
                response.end(
                    JSON.stringify(
                        code === 200
                            ? { Events: known ? events : [] }
                            : {
                                  __type: failing.includes(name)
                                      ? "ThrottlingException"
                                      : "AccessDeniedException",
                              },
                    ),
                );
            });
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });

    beforeEach(() => {
        asked = [];
        regions = [];
        times = [];
        failing = [];
        status = 200;
    });

    after(() => {
        server.close();
    });

    function client(more: Partial<AccountClient> = {}): AccountClient {
        const address = server.address();
        if (address === null || typeof address === "string") throw new Error("no port");
        return {
            region: "us-east-1",
            endpoint: `http://127.0.0.1:${address.port}`,
            credentials: { accessKeyId: "a", secretAccessKey: "b" },
            maxAttempts: 1,
            ...more,
        };
    }

    it("returns author and time of the last change", async () => {
        const progress: number[] = [];
        const { findings, problem } = await addAuthors([finding], client(), (done) => progress.push(done), 0);
        assert.equal(problem, undefined);
        assert.equal(findings[0]?.by, "assumed-role/admin/eve (SetTopicAttributes)");
        assert.equal(findings[0].at, "2026-01-02T03:04:05.000Z");
        assert.deepEqual(asked, [finding.id, "alerts"]);
        assert.deepEqual(progress, [0]);
    });

    it("may be denied: the drift remains, without an author", async () => {
        status = 400;
        const { findings, problem } = await addAuthors([finding], client(), () => undefined, 0);
        assert.equal(findings[0]?.by, undefined);
        assert.match(problem ?? "", /AccessDenied/);
    });

    const of = (type: string, id: string): Finding => ({
        ...finding,
        urn: `${finding.urn}${type}`,
        type,
        id,
    });

    const ask = (findings: Finding[], more: Partial<AccountClient> = {}, pause = 0) =>
        addAuthors(findings, client({ region: "eu-west-1", ...more }), () => undefined, pause);

    it("is queried in the resource's own region, or in the one for global services", async () => {
        const role = of("aws:iam/role:Role", "r");
        const acl = of("aws:wafv2/webAcl:WebAcl", "w");
        const queue = of("aws:sqs/queue:Queue", "q");
        await ask([role, acl, queue], { regions: new Map([[acl.urn, "us-east-1"]]) });
        assert.deepEqual(asked, ["r", "w", "q"]);
        assert.deepEqual(regions, ["us-east-1", "us-east-1", "eu-west-1"]);
    });

    it("is queried for the role of a policy, and the event must name the policy", async () => {
        const policy = (name: string) => of("aws:iam/rolePolicy:RolePolicy", `app:${name}`);
        const { findings } = await ask([policy("read"), policy("write")]);
        assert.deepEqual(asked, ["app", "app"]);
        assert.deepEqual(
            findings.map(({ by }) => by !== undefined),
            [true, false],
        );
    });

    it("is queried within its rate limit", async () => {
        await ask([of("aws:sqs/queue:Queue", "a"), of("aws:sqs/queue:Queue", "b"), finding], {}, 60);
        const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
        assert.equal(gaps.length, 3);
        assert.ok(
            gaps.every((gap) => gap >= 55),
            gaps.join(" "),
        );
    });

    it("is queried again after a failure, and no more after three failures", async () => {
        failing = ["a"];
        const one = await ask([of("aws:sqs/queue:Queue", "a"), finding]);
        assert.match(one.problem ?? "", /1 of 2 findings \(ThrottlingException\)/);
        assert.match(one.findings[1]?.by ?? "", /eve/);
        asked = [];
        status = 400;
        const all = await ask(["b", "c", "d", "e", "f"].map((id) => of("aws:sqs/queue:Queue", id)));
        assert.match(all.problem ?? "", /5 of 5 findings/);
        assert.deepEqual(asked, ["b", "c", "d"]);
    });

    it("is queried with the provider's credentials only", async () => {
        const { findings, problem } = await ask([finding], { assumesRole: true });
        assert.deepEqual([findings[0]?.by, asked], [undefined, []]);
        assert.match(problem ?? "", /assumes a role/);
    });
});
