import assert from "node:assert/strict";

import {
    ConfigurationError,
    PACK,
    type PolicyConfiguration,
    readConfiguration,
} from "../../../../policy-pack/core/engine/configuration";

const NAMES = ["logs-retention", "s3-logs", "sqs-encryption", PACK];
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
    "logs-retention": ["minDays", "maxDays"],
    [PACK]: ["environment", "waivers", "levels"],
};

const configured = (properties: Readonly<Record<string, unknown>> = {}): PolicyConfiguration => ({
    enforcementLevel: "mandatory",
    properties,
});

function read(rules: Readonly<Record<string, PolicyConfiguration>>) {
    return readConfiguration(rules, NAMES, (name) => SETTINGS[name] ?? []);
}

function pack(properties: Readonly<Record<string, unknown>>) {
    return read({ [PACK]: configured(properties) });
}

function problemsOf(rules: Readonly<Record<string, PolicyConfiguration>>): string[] {
    try {
        read(rules);
    } catch (error) {
        assert.ok(error instanceof ConfigurationError);
        const [title, ...problems] = error.message.split("\n");
        assert.equal(title, "The policy pack's configuration is wrong:");
        return problems.map((problem) => problem.trim());
    }
    return [];
}

describe("configuration of the pack", () => {
    it("may be empty", () => {
        assert.deepEqual(read({}), { rules: {}, environment: undefined, levels: {}, waivers: undefined });
    });

    it("reads empty text as absent, as in the engine's defaults", () => {
        const { environment, levels, waivers } = pack({ environment: "", waivers: "", levels: {} });
        assert.deepEqual([environment, levels, waivers], [undefined, {}, undefined]);
    });

    it("has an environment, levels, and the path of waivers", () => {
        const { environment, levels, waivers } = pack({
            environment: "staging",
            waivers: "policies/waivers.yaml",
            levels: { "s3-logs": "advisory" },
        });
        assert.deepEqual(
            [environment, levels, waivers],
            ["staging", { "s3-logs": "advisory" }, "policies/waivers.yaml"],
        );
    });

    it("keeps the configuration of each rule, and of all rules", () => {
        const rules = { all: configured({}), "logs-retention": configured({ minDays: 30 }) };
        assert.deepEqual(read(rules).rules, rules);
    });

    it("reports an unknown rule, and the nearest name", () => {
        assert.deepEqual(problemsOf({ "s3-log": configured() }), [
            '"s3-log" is not a policy of this pack; did you mean "s3-logs"?',
        ]);
        assert.deepEqual(problemsOf({ "something-else": configured() }), [
            '"something-else" is not a policy of this pack',
        ]);
    });

    it("reports an unknown setting, the existing ones, and the nearest", () => {
        assert.deepEqual(problemsOf({ "logs-retention": configured({ minDay: 30 }) }), [
            '"logs-retention" has no setting "minDay"; it has minDays, maxDays; did you mean "minDays"?',
        ]);
        assert.deepEqual(problemsOf({ "s3-logs": configured({ days: 30 }) }), [
            '"s3-logs" has no setting "days"; it has none',
        ]);
    });

    it("accepts settings for all rules: each rule reads its own", () => {
        assert.deepEqual(problemsOf({ all: configured({ minDays: 30 }) }), []);
    });

    it("refuses unknown environments and levels, and wrong types", () => {
        for (const [properties, path] of [
            [{ environment: "production" }, "policy-pack.environment"],
            [{ environment: 7 }, "policy-pack.environment"],
            [{ waivers: ["a"] }, "policy-pack.waivers"],
            [{ levels: "mandatory" }, "policy-pack.levels"],
            [{ levels: { "s3-logs": "remediate" } }, "policy-pack.levels.s3-logs"],
        ] as const) {
            const [problem = "", ...others] = problemsOf({ [PACK]: configured(properties) });
            assert.ok(problem.startsWith(`"${path}": `), problem);
            assert.deepEqual(others, []);
        }
    });

    it("reports an unknown rule in the levels", () => {
        assert.deepEqual(problemsOf({ [PACK]: configured({ levels: { "sqs-encription": "advisory" } }) }), [
            '"policy-pack.levels": "sqs-encription" is not a policy of this pack; did you mean "sqs-encryption"?',
        ]);
    });

    it("reports all problems at once", () => {
        const problems = problemsOf({
            "s3-log": configured(),
            "s3-logs": configured({ days: 1 }),
            [PACK]: configured({ enviroment: "prod" }),
        });
        assert.equal(problems.length, 4, problems.join("\n"));
        assert.match(
            problems.join("\n"),
            /"policy-pack" has no setting "enviroment".*did you mean "environment"/,
        );
    });
});
