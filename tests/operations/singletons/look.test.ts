import assert from "node:assert/strict";

import { lookAtSingletons } from "../../../operations/singletons/look";
import type { Question } from "../../../operations/aws/ask";
import { regionalSingletons } from "../../../operations/singletons/regional";
import { accountSingletons } from "../../../operations/singletons/singletons";
import type { Resource } from "../../../operations/state/resource";
import { minimal, settingsOf } from "../../config/fixtures";

const MONITOR = "arn:aws:ce::111122223333:anomalymonitor/1";
const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const ROLE = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

/** What an account answers that has everything already. */
const FULL: Readonly<Record<string, string>> = {
    GetAnomalyMonitors: JSON.stringify({
        AnomalyMonitors: [
            { MonitorArn: `${MONITOR}-custom`, MonitorType: "CUSTOM" },
            { MonitorArn: MONITOR, MonitorType: "DIMENSIONAL", MonitorDimension: "SERVICE" },
        ],
    }),
    ListOpenIDConnectProviders: `<List><member><Arn>${PROVIDER}</Arn></member></List>`,
    ListRoles: `<Roles><member><Arn>${ROLE}</Arn></member></Roles>`,
    DescribeTrails: JSON.stringify({
        trailList: [{ TrailARN: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/t" }],
    }),
    GetAccountPasswordPolicy: "<PasswordPolicy><MaxPasswordAge>90</MaxPasswordAge></PasswordPolicy>",
    "/v20180820/configuration/publicAccessBlock":
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>",
    "/analyzer": '{"analyzers": [{"name": "a", "type": "ACCOUNT"}]}',
    "/detector": '{"detectorIds": ["12abc"]}',
    "/accounts": '{"HubArn": "arn:aws:securityhub:eu-west-1:111122223333:hub/default"}',
    DescribeConfigurationRecorders: '{"ConfigurationRecorders": [{"name": "central"}]}',
};

const answering =
    (answers: Readonly<Record<string, string>>) =>
    async ({ target = "", path = "" }: Question): Promise<string> => {
        const [, text = "{}"] =
            Object.entries(answers).find(([part]) => `${target} ${path}`.includes(part)) ?? [];
        return Promise.resolve(text);
    };

const configured = (mode: "create" | "adopt", more: Record<string, unknown> = {}) =>
    settingsOf({
        ...minimal,
        budget: {
            monthlyUsd: 100,
            anomalies: mode === "create" ? { mode } : { mode, monitorArn: MONITOR },
        },
        delivery: { repository: "example/shop", provider: mode },
        security: {
            mode,
            ...(mode === "adopt"
                ? { trailArn: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/t", analyzerName: "a" }
                : {}),
            ...more,
        },
    });

describe("resources that an account has once", () => {
    it("are refused where they are there and shall be created: with the key, what is there, and what to set", async () => {
        const { problems, notes } = await lookAtSingletons(configured("create"), [], answering(FULL));
        assert.deepEqual(notes, []);
        assert.deepEqual(
            problems.map((one) => one.split(":")[1]),
            [
                "budget.anomalies.mode",
                "delivery.provider",
                "security.config",
                "security.configRole",
                "security.guardDuty",
                "security.securityHub",
                "security.accessAnalyzer",
            ],
        );
        assert.equal(
            problems[0],
            `plumbline:budget.anomalies.mode: "create" is not possible, because the account has a monitor of its services ` +
                `for cost anomalies already (${MONITOR}), and AWS allows one; ` +
                `set plumbline:budget.anomalies: { mode: adopt, monitorArn: "${MONITOR}" }`,
        );
    });

    it("are created in an account without them, and are no reason while they are the stack's own", async () => {
        assert.deepEqual((await lookAtSingletons(configured("create"), [], answering({}))).problems, []);
        const state = [...accountSingletons, ...regionalSingletons].map(({ type }): Resource => ({
            urn: `urn::${type}`,
            type,
        }));
        assert.deepEqual((await lookAtSingletons(configured("create"), state, answering(FULL))).problems, []);
    });

    it("are adopted where they are there", async () => {
        const settings = configured("adopt", { recorderName: "central" });
        assert.deepEqual(await lookAtSingletons(settings, [], answering(FULL)), { problems: [], notes: [] });
    });

    it("cannot be adopted where there are none, or where the one that is there has another name", async () => {
        const none = await lookAtSingletons(configured("adopt"), [], answering({}));
        assert.ok(
            none.problems.includes(
                `plumbline:delivery.provider: "adopt" is not possible, because the account has not got GitHub's identity ` +
                    "provider; set plumbline:delivery.provider: create",
            ),
        );
        assert.equal(none.problems.length, 9);
        const { problems } = await lookAtSingletons(configured("adopt"), [], answering(FULL));
        assert.deepEqual(problems, [
            'plumbline:security.config: "adopt" is not possible, because the account has not got a recorder of AWS Config ' +
                '"default"; set plumbline:security: { config: adopt, recorderName: "central" }, which is there',
        ]);
    });

    it("are not looked at where they are skipped, and a question without an answer is told of", async () => {
        const asked: string[] = [];
        const settings = settingsOf({ ...minimal, security: { mode: "skip" } });
        const refused = async ({ service }: Question): Promise<string> => {
            asked.push(service);
            return Promise.reject(new Error("403 AccessDenied"));
        };
        assert.deepEqual(await lookAtSingletons(settings, [], refused), { problems: [], notes: [] });
        assert.deepEqual(asked, []);
        const { problems, notes } = await lookAtSingletons(configured("create"), [], refused);
        assert.deepEqual([problems, notes.length], [[], 8]);
        assert.match(notes[0] ?? "", /could not be seen: 403 AccessDenied$/);
    });
});
