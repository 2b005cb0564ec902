import assert from "node:assert/strict";

import { applies, compile } from "../../../../policy-pack/core/engine/compile";
import { remediationRule, resourceRule, type RuleFacts, stackRule } from "../../../../policy-pack/core/rule";
import { Session } from "../../../../policy-pack/core/engine/session";
import { canonicalType } from "../../../../policy-pack/core/reading/types";
import { ask, remediated, type Sent, sessionOf, UNKNOWN, urnOf } from "../../support/engine";

const FACTS: Omit<RuleFacts, "settings"> = {
    name: "queue-named",
    title: "Queues have a name",
    description: "Without one nobody finds them.",
    severity: "low",
    catalogues: { fsbp: ["SQS.1", "SQS.3"], checkov: ["CKV_AWS_27"] },
    remediation: "Set name.",
    url: "https://docs.aws.amazon.com/",
};
const QUEUE = "aws:sqs/queue:Queue";
const queue: Sent = { type: QUEUE, props: {} };

const named = resourceRule({
    ...FACTS,
    types: [QUEUE],
    check(resource) {
        if (resource.string("name", "") === "") resource.fail("name", "is not set");
    },
});
const thrown = (error: unknown) =>
    resourceRule({
        ...FACTS,
        types: [QUEUE],
        check() {
            throw error;
        },
    });

describe("a rule as a policy", () => {
    it("has its metadata for the engine", () => {
        const settings = { days: { type: "integer", default: 7, description: "Days." } } as const;
        const policy = compile({ ...named, settings }, new Session("2030-01-01", []));
        assert.equal(policy.name, "queue-named");
        assert.equal(policy.displayName, "Queues have a name");
        assert.equal(policy.severity, "low");
        assert.equal(policy.remediationSteps, "Set name.");
        assert.deepEqual(policy.tags, ["aws", "queue", "SQS.1", "SQS.3", "CKV_AWS_27"]);
        assert.equal(policy.framework?.reference, "SQS.1");
        assert.deepEqual(policy.configSchema?.properties, settings);
        assert.equal(
            compile({ ...named, catalogues: {} }, new Session("2030-01-01", [])).framework,
            undefined,
        );
    });

    it("runs by default, except for a remediation, which must be enabled", () => {
        const remediation = remediationRule({
            ...FACTS,
            name: "mend-queue",
            types: [QUEUE],
            changes: () => [],
        });
        assert.equal(compile(named, new Session("2030-01-01", [])).enforcementLevel, "mandatory");
        assert.equal(compile(remediation, new Session("2030-01-01", [])).enforcementLevel, "disabled");
    });

    it("reports property, problem and advice", async () => {
        assert.deepEqual(await ask([named], [queue]), [
            {
                rule: "queue-named",
                urn: urnOf(queue),
                level: "mandatory",
                message: "name is not set. Set name.",
            },
        ]);
    });

    it("has the enforcement level of the environment", async () => {
        const rule = { ...named, profile: "shared" as const };
        const levelIn = async (environment: "local" | "dev" | "staging" | "prod") =>
            (await ask([rule], [queue], { environment })).map(({ level }) => level);
        assert.deepEqual(await levelIn("prod"), ["mandatory"]);
        assert.deepEqual(await levelIn("dev"), ["advisory"]);
        assert.deepEqual(
            await ask([{ ...named, profile: "prod" as const }], [queue], { environment: "dev" }),
            [],
        );
    });

    it("reports waived findings too, but does not fail", async () => {
        const waiver = {
            rule: "queue-named",
            urn: urnOf(queue),
            reason: "It is found by its tags",
            owner: "shop",
            expires: "2030-06-30",
        };
        const [finding] = await ask([named], [queue], { waivers: [waiver] });
        assert.equal(finding?.level, "advisory");
        assert.equal(
            finding.message,
            "Waived until 2030-06-30 by shop (It is found by its tags): name is not set. Set name.",
        );
    });

    it("fails for an unknown value, unless deferred", async () => {
        const unknown = { ...queue, props: { name: UNKNOWN } };
        const [finding] = await ask([named], [unknown]);
        assert.match(finding?.message ?? "", /^name is not known before deployment/);
        for (const deferred of [["name"], ["*"]]) {
            const session = sessionOf({ environment: "prod" });
            assert.deepEqual(await ask([{ ...named, deferred }], [unknown], {}, session), []);
            assert.deepEqual(session.deferred(), [{ rule: "queue-named", urn: urnOf(queue), path: "name" }]);
        }
        assert.equal((await ask([{ ...named, deferred: ["nam", "name.x"] }], [unknown])).length, 1);
    });

    it("defers by path, without list positions, and all paths below", async () => {
        const rule = resourceRule({
            ...FACTS,
            deferred: ["rules.target"],
            types: [QUEUE],
            check(resource) {
                for (const item of resource.items("rules")) {
                    item.string("target.arn", "");
                    item.string("targets", "");
                }
            },
        });
        const session = sessionOf({ environment: "prod" });
        const props = { rules: [{ target: { arn: UNKNOWN }, targets: UNKNOWN }] };
        const found = await ask([rule], [{ ...queue, props }], {}, session);
        assert.match(found.map(({ message }) => message).join(), /^rules\[0\]\.targets is not known/);
        assert.deepEqual(
            session.deferred().map(({ path }) => path),
            ["rules[0].target.arn"],
        );
    });

    it("does not run a disabled rule", async () => {
        const found = await ask([{ ...thrown(new Error("asked")), profile: "prod" as const }], [queue], {
            environment: "dev",
        });
        assert.deepEqual(found, []);
    });

    it("with an exception stops the resource, and hides the exception's message", async () => {
        for (const [error, kind] of [
            [new TypeError("hunter2 is not iterable"), "TypeError at core/engine/compile.test.ts:LINE"],
            ["hunter2", "string"],
        ] as const) {
            const found = await ask([thrown(error), { ...named, name: "queue-other" }], [queue]);
            assert.deepEqual(
                found.map(({ message }) => message.replace(/(compile\.test\.ts:)\d+/, "$1LINE")),
                [
                    `This could not be checked: an error in the rule queue-named itself (${kind}). Set name.`,
                    "name is not set. Set name.",
                ],
            );
        }
    });

    it("with an exception stops the stack, if it is a stack rule", async () => {
        const rule = stackRule({
            ...FACTS,
            check() {
                throw new RangeError("hunter2");
            },
        });
        const [finding, ...others] = await ask([rule], [queue]);
        assert.match(
            finding?.message ?? "",
            /^This could not be checked: .* \(RangeError at core\/engine\/compile\.test\.ts:\d+\)/,
        );
        assert.deepEqual(others, []);
        assert.deepEqual(await ask([rule], []), []);
    });
});

describe("settings of a rule", () => {
    it("have the names that the rule gives them: the compiler refuses others", () => {
        const days = { type: "integer", default: 7, description: "Days." } as const;
        const rule = resourceRule({
            ...FACTS,
            settings: { days },
            types: [QUEUE],
            check(_, settings) {
                assert.equal(settings.number("days"), 7);
                // @ts-expect-error: a misspelled name
                assert.throws(() => settings.number("day"), /setting day has no default/);
            },
        });
        stackRule({
            ...FACTS,
            check(_, settings) {
                // @ts-expect-error: a rule without settings
                settings.number("days");
            },
        });
        assert.deepEqual(Object.keys(rule.settings ?? {}), ["days"]);
        return ask([rule], [queue]);
    });
});

describe("a rule that advises", () => {
    const rule = resourceRule({ ...named, profile: "advice" });
    const at = (name: string, props = {}): Sent => ({ type: QUEUE, name, props });

    it("reports the same finding of several resources once, with their names", async () => {
        const found = await ask([rule], [at("a"), at("b"), at("named", { name: "c" }), at("d", { name: 7 })]);
        assert.deepEqual(
            found.map(({ urn, level, message }) => [urn.split("::").at(-1), level, message]),
            [
                ["a", "advisory", "name is not set, and so at 1 more (b). Set name."],
                ["d", "advisory", "name is a number where a string is expected. Set name."],
            ],
        );
    });

    it("reports each resource by itself where it is mandatory: it stops what has not begun", async () => {
        const found = await ask([rule], [at("a"), at("b")], { levels: { [rule.name]: "mandatory" } });
        assert.deepEqual(
            found.map(({ urn, level }) => [urn.split("::").at(-1), level]),
            [
                ["a", "mandatory"],
                ["b", "mandatory"],
            ],
        );
    });

    it("reports the same of a stack rule once, too, whatever the order of resources", async () => {
        const ofStack = stackRule({
            ...FACTS,
            profile: "liveAdvice",
            check: (stack) => {
                for (const one of stack.resources) one.fail("name", "is not set");
            },
        });
        const [finding, ...others] = await ask([ofStack], [at("b"), at("c"), at("a")]);
        assert.deepEqual(others, []);
        assert.equal(finding?.urn.split("::").at(-1), "a");
        assert.match(finding?.message ?? "", /^name is not set, and so at 2 more \(b, c\)\./);
    });

    it("reports nothing twice", async () => {
        const session = sessionOf({ environment: "prod" }, [rule]);
        assert.equal((await ask([rule], [at("a")], {}, session)).length, 1);
        assert.deepEqual(await ask([rule], [], {}, session), []);
    });

    it("keeps waivers apart", async () => {
        const waiver = {
            rule: rule.name,
            urn: urnOf(at("b")),
            reason: "It is found by its tags",
            owner: "shop",
            expires: "2030-06-30",
        };
        const found = await ask([rule], [at("a"), at("b")], { waivers: [waiver] });
        assert.deepEqual(
            found.map(({ message }) => message),
            [
                "Waived until 2030-06-30 by shop (It is found by its tags): name is not set. Set name.",
                "name is not set. Set name.",
            ],
        );
    });
});

describe("resources of a rule", () => {
    const seen = async (types: readonly string[], type: string, props = {}) => {
        const found: string[] = [];
        const rule = resourceRule({
            ...FACTS,
            types,
            check: (resource) => found.push(resource.type),
        });
        await ask([rule], [{ ...queue, type, props }]);
        return found;
    };

    it("are those of its types, under either name", async () => {
        assert.deepEqual(await seen(["aws:s3/bucket:Bucket"], "aws:s3/bucketV2:BucketV2"), [
            "aws:s3/bucket:Bucket",
        ]);
        assert.deepEqual(await seen([QUEUE], "aws:sqs/queuePolicy:QueuePolicy"), []);
    });

    it("are all AWS resources for `*`, and no others", async () => {
        assert.deepEqual(await seen(["*"], QUEUE), [QUEUE]);
        for (const type of [
            "pulumi:providers:aws",
            "pulumi:pulumi:Stack",
            "shop:index:Site",
            "random:index:Id",
        ])
            assert.deepEqual(await seen(["*"], type), []);
    });

    it("are selected before any is unpacked", () => {
        const policy = compile(
            { ...named, types: ["aws:lb/loadBalancer:LoadBalancer"] },
            new Session("2030-01-01", []),
        );
        assert.ok("validateResource" in policy && typeof policy.validateResource === "function");
        const isAbout = Reflect.get(policy.validateResource, applies) as (type: string) => boolean;
        assert.deepEqual(
            ["aws:alb/loadBalancer:LoadBalancer", "aws:lb/loadBalancer:LoadBalancer", QUEUE].map(isAbout),
            [true, true, false],
        );
    });

    it("have name, URN, protection and provider", async () => {
        let subject: unknown;
        const rule = resourceRule({
            ...FACTS,
            types: [QUEUE],
            check({ urn, name, protect, provider }) {
                subject = { urn, name, protect, region: provider?.string("region", "") };
            },
        });
        await ask([rule], [{ ...queue, name: "jobs", protect: true, provider: { region: "eu-west-1" } }]);
        const urn = urnOf({ ...queue, name: "jobs" });
        assert.deepEqual(subject, { urn, name: "jobs", protect: true, region: "eu-west-1" });
        await ask([rule], [queue]);
        assert.deepEqual(subject, { urn: urnOf(queue), name: "it", protect: false, region: undefined });
    });

    for (const [written, canonical] of [
        ["aws:alb/listener:Listener", "aws:lb/listener:Listener"],
        ["aws:elasticloadbalancingv2/listener:Listener", "aws:lb/listener:Listener"],
        ["aws:applicationloadbalancing/targetGroup:TargetGroup", "aws:lb/targetGroup:TargetGroup"],
        ["aws:elasticloadbalancing/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"],
        ["aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"],
        ["aws:s3/bucketVersioningV2:BucketVersioningV2", "aws:s3/bucketVersioning:BucketVersioning"],
        ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject"],
        ["aws:apigatewayv2/api:Api", "aws:apigatewayv2/api:Api"],
        [QUEUE, QUEUE],
    ] as const) {
        it(`${written} is resolved to ${canonical}`, () => {
            assert.equal(canonicalType(written), canonical);
        });
    }
});

describe("a remediation as a policy", () => {
    const deep = remediationRule({
        ...FACTS,
        name: "mend-queue",
        types: ["aws:s3/bucket:Bucket"],
        settings: { days: { type: "integer", default: 7, description: "Days." } },
        changes: (resource, settings) =>
            resource.isSet("a.b") ? [] : [[["a", "b"], settings.number("days")]],
    });
    const bucket: Sent = { type: "aws:s3/bucketV2:BucketV2", props: {} };

    it("creates the parent objects of its property", async () => {
        assert.deepEqual(await remediated(deep, bucket), { a: { b: 7 } });
        assert.deepEqual(await remediated(deep, { ...bucket, props: { a: null } }), { a: { b: 7 } });
    });

    it("reads its settings from the configuration", async () => {
        const settings = { "mend-queue": { days: 30 } };
        assert.deepEqual(await remediated(deep, bucket, { settings }), { a: { b: 30 } });
    });

    it("keeps all other properties, unknown ones too", async () => {
        const props = { name: UNKNOWN, a: { c: UNKNOWN } };
        assert.deepEqual(await remediated(deep, { ...bucket, props }), {
            name: UNKNOWN,
            a: { c: UNKNOWN, b: 7 },
        });
    });

    it("without a change returns nothing, as for another type", async () => {
        assert.equal(await remediated(deep, { ...bucket, props: { a: { b: 1 } } }), undefined);
        assert.equal(await remediated(deep, queue), undefined);
    });
});

describe("a stack rule as a policy", () => {
    it("gets the inputs of its types", async () => {
        const asked: boolean[] = [];
        const rule = stackRule({
            ...FACTS,
            inputsOf: [QUEUE],
            check(stack) {
                for (const resource of stack.all(QUEUE, "aws:sns/topic:Topic"))
                    asked.push(resource.isInput("policy"));
            },
        });
        const outputs = { policy: "p" };
        await ask(
            [rule],
            [
                { ...queue, outputs },
                { ...queue, name: "two", props: { policy: "p" } },
                // For other types, outputs count as inputs.
                { type: "aws:sns/topic:Topic", props: {}, outputs },
            ],
        );
        assert.deepEqual(asked, [false, true, true]);
    });

    it("without such types reads no single resource", () => {
        const policy = compile(
            stackRule({ ...FACTS, check: () => undefined }),
            new Session("2030-01-01", []),
        );
        assert.ok(!("validateResource" in policy));
    });

    it("reports at the affected resource", async () => {
        const rule = stackRule({
            ...FACTS,
            check(stack) {
                stack.all(QUEUE).at(-1)?.fail("name", "is not set");
            },
        });
        const two = { ...queue, name: "two" };
        const [finding] = await ask([rule], [queue, two]);
        assert.equal(finding?.urn, urnOf(two));
    });
});
