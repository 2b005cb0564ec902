import assert from "node:assert/strict";

import { PACK } from "../../../../policy-pack/core/engine/configuration";
import { policiesOf } from "../../../../policy-pack/core/engine/pack";
import { packPolicy } from "../../../../policy-pack/core/engine/packPolicy";
import { stackRule } from "../../../../policy-pack/core/rule";
import type { Session } from "../../../../policy-pack/core/engine/session";
import type { Waiver } from "../../../../policy-pack/core/waivers";
import { askAboutStack, type Finding, type Sent, sessionOf, UNKNOWN } from "../../support/engine";

const root: Sent = { type: "pulumi:pulumi:Stack", name: "shop-prod", props: {} };
const queue: Sent = { type: "aws:sqs/queue:Queue", name: "jobs", props: {} };
const ROOT_URN = "urn:pulumi:prod::plumbline::pulumi:pulumi:Stack::shop-prod";

const rule = stackRule({
    name: "queue-named",
    title: "Queues have a name",
    description: "Without one nobody finds them.",
    severity: "low",
    catalogues: {},
    remediation: "Set name.",
    url: "https://docs.aws.amazon.com/",
    deferred: ["name"],
    check(stack) {
        for (const resource of stack.all("aws:sqs/queue:Queue"))
            if (resource.string("name", "") === "") resource.fail("name", "is not set");
    },
});

const waiver = (changes: Partial<Waiver> = {}): Waiver => ({
    rule: rule.name,
    urn: "urn:pulumi:prod::*",
    reason: "They are found by their tags",
    owner: "shop",
    expires: "2030-06-30",
    ...changes,
});

/** The pack's own findings at the end of a run. */
async function says(session: Session, resources: readonly Sent[]): Promise<Finding[]> {
    const found = await askAboutStack(policiesOf([rule], session), resources);
    return found.filter((finding) => finding.rule === PACK);
}

describe("the pack's own policy", () => {
    it("comes last, because it reads the findings of the others", () => {
        const policies = policiesOf([rule], sessionOf({ environment: "prod" }));
        assert.deepEqual(
            policies.map(({ name }) => name),
            ["queue-named", PACK],
        );
    });

    it("contains the settings of the pack, for the engine to compare", () => {
        const { configSchema } = packPolicy(sessionOf({ environment: "prod" }));
        assert.deepEqual(Object.keys(configSchema?.properties ?? {}), ["environment", "waivers", "levels"]);
    });

    it("reports nothing without findings, or without resources", async () => {
        const named = { ...queue, props: { name: "jobs" } };
        assert.deepEqual(await says(sessionOf({ environment: "prod" }), [root, named]), []);
        assert.deepEqual(await says(sessionOf({ environment: "prod", waivers: [waiver()] }), []), []);
    });

    it("reports no used waiver", async () => {
        const session = sessionOf({ environment: "prod", waivers: [waiver()] });
        assert.deepEqual(await says(session, [root, queue]), []);
    });

    it("stops for an unused waiver", async () => {
        const session = sessionOf({ environment: "prod", waivers: [waiver()] });
        assert.deepEqual(await says(session, [root, { ...queue, props: { name: "jobs" } }]), [
            {
                rule: PACK,
                urn: ROOT_URN,
                level: "mandatory",
                message:
                    "waivers: the waiver of queue-named for urn:pulumi:prod::* matches no finding; remove it",
            },
        ]);
    });

    it("stops for an expired waiver, in its own stack only", async () => {
        const expired = waiver({ expires: "2029-12-31" });
        const [finding, ...others] = await says(sessionOf({ environment: "prod", waivers: [expired] }), [
            root,
            queue,
        ]);
        assert.match(
            finding?.message ?? "",
            /expired on 2029-12-31; remove the cause of its findings, or renew it/,
        );
        assert.equal(finding?.level, "mandatory");
        assert.deepEqual(others, []);
        const elsewhere = waiver({ expires: "2029-12-31", urn: "urn:pulumi:dev::*" });
        assert.deepEqual(
            await says(sessionOf({ environment: "prod", waivers: [elsewhere] }), [root, queue]),
            [],
        );
    });

    it("reports the number of deferred checks, and the command for them", async () => {
        const unknown = [queue, { ...queue, name: "dead" }].map((one) => ({
            ...one,
            props: { name: UNKNOWN },
        }));
        const [finding, ...others] = await says(sessionOf({ environment: "prod" }), [root, ...unknown]);
        assert.match(
            finding?.message ?? "",
            /^2 checks of 1 rules need values that are known only after deployment \(queue-named\)\. After/,
        );
        assert.match(finding?.message ?? "", /pulumi policy analyze --stack prod --policy-pack/);
        assert.deepEqual([finding?.level, finding?.urn, others], ["advisory", ROOT_URN, []]);
    });

    it("counts unknown values that pass as set", async () => {
        const keyed = stackRule({
            ...rule,
            name: "queue-keyed",
            check(stack) {
                for (const resource of stack.all("aws:sqs/queue:Queue"))
                    if (!resource.isSet("kmsMasterKeyId")) resource.fail("kmsMasterKeyId", "is not set");
            },
        });
        const session = sessionOf({ environment: "prod" });
        const fresh = { ...queue, props: { kmsMasterKeyId: UNKNOWN } };
        const found = await askAboutStack(policiesOf([keyed], session), [root, fresh]);
        assert.deepEqual(
            found.map(({ level, message }) => [level, message.slice(0, 62)]),
            [["advisory", "1 checks of 1 rules treat unknown values as set (queue-keyed)."]],
        );
    });

    it("reports at the first resource if the engine sends no stack", async () => {
        const session = sessionOf({ environment: "prod", waivers: [waiver({ expires: "2029-12-31" })] });
        const [finding] = await says(session, [queue]);
        assert.ok(finding?.urn.endsWith("::jobs"));
    });
});
