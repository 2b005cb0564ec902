import assert from "node:assert/strict";

import type { Question } from "../../../operations/aws/ask";
import { lookAtSingletons } from "../../../operations/singletons/look";
import type { Resource } from "../../../operations/state/resource";
import { minimal, settingsOf } from "../../config/fixtures";

const SCANS = "/aws/guardduty/malware-scan-events";

/** An account with everything in us-east-1, and nothing in the stack's region. */
const inVirginia = async ({ region, service, path = "", body = "" }: Question): Promise<string> => {
    const answers: Readonly<Record<string, string>> = {
        guardduty: '{"detectorIds": ["12abc"]}',
        securityhub: '{"HubArn": "arn:aws:securityhub:us-east-1:111122223333:hub/default"}',
        "access-analyzer": '{"analyzers": [{"name": "central", "type": "ACCOUNT"}]}',
        logs: JSON.stringify({ logGroups: [{ logGroupName: `${SCANS}-old` }, { logGroupName: SCANS }] }),
    };
    assert.ok(service !== "access-analyzer" || path.endsWith("?type=ACCOUNT"));
    assert.ok(service !== "logs" || body.includes('"logGroupNamePrefix"'));
    return Promise.resolve(region === "us-east-1" ? (answers[service] ?? "{}") : "{}");
};

const withSite = (security: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
    settingsOf({
        ...minimal,
        security: { guardDuty: "create", securityHub: "create", accessAnalyzer: "create", ...security },
        sites: { shop: { content: "examples/sample/site" } },
        ...more,
    });

const problemsOf = async (
    settings: ReturnType<typeof settingsOf>,
    ask: (question: Question) => Promise<string>,
    state: readonly Resource[] = [],
): Promise<readonly string[]> => (await lookAtSingletons(settings, state, ask)).problems;

describe("detectors in us-east-1 of an account that has them", () => {
    it("are refused where the stack shall create them, each with what is there", async () => {
        const problems = await problemsOf(withSite(), inVirginia);
        assert.deepEqual(
            problems.map((one) => /the account has (.*), and AWS allows one/.exec(one)?.[1]),
            [
                "a detector of GuardDuty in us-east-1 already (12abc)",
                "Security Hub in us-east-1 already (arn:aws:securityhub:us-east-1:111122223333:hub/default)",
                "an analyzer of its own access in us-east-1 already (central)",
                `GuardDuty's log group of scans for malware in us-east-1 already (${SCANS})`,
            ],
        );
        assert.match(problems[0] ?? "", /; set plumbline:security\.edgeDetectors: adopt$/);
        assert.ok(problems.every((one) => one.startsWith("plumbline:security.edgeDetectors: ")));
    });

    it("are adopted, of analyzers the one with the name", async () => {
        const adopting = withSite({ edgeDetectors: "adopt" });
        assert.deepEqual(await problemsOf(adopting, inVirginia), [
            'plumbline:security.edgeDetectors: "adopt" is not possible, because the account has not got an analyzer of its ' +
                'own access in us-east-1 "plumbline-unit"; set plumbline:security.edgeDetectors: skip, or plumbline:security: ' +
                '{ edgeDetectors: adopt, accessAnalyzer: adopt, analyzerName: "central" }, which is there',
        ]);
    });

    it("are nothing to a stack without anything there, to one that skips them, and to one that owns them", async () => {
        const plain = settingsOf({ ...minimal, security: { guardDuty: "create" } });
        assert.deepEqual(await problemsOf(plain, inVirginia), []);
        assert.deepEqual(await problemsOf(withSite({ edgeDetectors: "skip" }), inVirginia), []);
        const own = (region: string) =>
            ["guardduty/detector:Detector", "securityhub/account:Account", "accessanalyzer/analyzer:Analyzer"]
                .map((type): Resource => ({ urn: `urn::${type}`, type: `aws:${type}`, outputs: { region } }))
                .concat({
                    urn: "urn::scans",
                    type: "aws:cloudwatch/logGroup:LogGroup",
                    id: SCANS,
                    outputs: { region },
                });
        assert.deepEqual(await problemsOf(withSite(), inVirginia, own("us-east-1")), []);
        // Those of the stack's own region are others.
        assert.equal((await problemsOf(withSite(), inVirginia, own("eu-west-1"))).length, 4);
    });
});

describe("log groups that AWS's services share", () => {
    const databases = { app: { engine: "postgres", version: "17" } };
    const answer = (names: readonly string[]) => async (): Promise<string> =>
        Promise.resolve(JSON.stringify({ logGroups: names.map((logGroupName) => ({ logGroupName })) }));
    const settings = (osMetrics: string) => settingsOf({ ...minimal, databases, logs: { osMetrics } });

    it("are refused where they are there and shall be made, and cannot be adopted where they are not", async () => {
        assert.deepEqual(await problemsOf(settings("create"), answer(["RDSOSMetrics"])), [
            'plumbline:logs.osMetrics: "create" is not possible, because the account has the log group RDSOSMetrics already ' +
                "(RDSOSMetrics), and AWS allows one; set plumbline:logs.osMetrics: adopt",
        ]);
        assert.deepEqual(await problemsOf(settings("adopt"), answer(["RDSOSMetrics-old"])), [
            'plumbline:logs.osMetrics: "adopt" is not possible, because the account has not got the log group RDSOSMetrics; ' +
                "set plumbline:logs.osMetrics: create",
        ]);
        assert.deepEqual(await problemsOf(settings("adopt"), answer(["RDSOSMetrics"])), []);
    });

    it("are the stack's own by their name, not by their type", async () => {
        const group = (id: string): Resource => ({
            urn: "urn",
            type: "aws:cloudwatch/logGroup:LogGroup",
            id,
        });
        const found = answer(["RDSOSMetrics"]);
        assert.deepEqual(await problemsOf(settings("create"), found, [group("RDSOSMetrics")]), []);
        assert.equal((await problemsOf(settings("create"), found, [group("/aws/lambda/a")])).length, 1);
    });
});
