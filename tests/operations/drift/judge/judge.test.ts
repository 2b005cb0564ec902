import assert from "node:assert/strict";
import { addBrokenRules } from "../../../../operations/drift/judge/brokenRules";
import { checkAccount, wrongRegion } from "../../../../operations/drift/collect/account";
import { conclude, tooManyMissing } from "../../../../operations/drift/judge/conclude";
import {
    hasExpected,
    isExpected,
    isInBand,
    readDelegations,
} from "../../../../operations/drift/compare/delegations";
import { changed, missing, worst } from "../../../../operations/drift/judge/findings";
import { explainProblem } from "../../../../operations/drift/problems";
import { Redactor } from "../../../../operations/drift/redact/redact";
import { parseState, type StackState, type StateResource } from "../../../../operations/drift/state";
import { waive } from "../../../../operations/drift/judge/waive";

const service: StateResource = {
    urn: "urn:pulumi:unit::project::plumbline:index:ContainerService$aws:ecs/service:Service::web",
    type: "aws:ecs/service:Service",
    custom: true,
    id: "web",
    parent: "urn:pulumi:unit::project::plumbline:index:ContainerService::web",
    provider: undefined,
    external: false,
    delete: false,
    inputs: {},
    outputs: {},
    ignoreChanges: [],
};

const component: StateResource = {
    ...service,
    urn: service.parent ?? "",
    type: "plumbline:index:ContainerService",
    parent: undefined,
    custom: false,
    outputs: {
        delegations: [
            {
                type: service.type,
                name: "web",
                path: "desiredCount",
                band: { min: 2, max: 10 },
                by: "scaling",
            },
            { type: service.type, name: "web", path: "nonsense", band: "any", by: "nobody" },
        ],
    },
};

function context(...states: unknown[]) {
    return {
        delegations: readDelegations([component, service]),
        redact: new Redactor(...states),
        byUrn: new Map([component, service].map((each) => [each.urn, each])),
    };
}

describe("bands", () => {
    it("have limits of the same kind", () => {
        for (const [value, expected] of [
            [2, true],
            [10, true],
            [1, false],
            [11, false],
            ["5", true],
            [undefined, false],
        ]) {
            assert.equal(isInBand({ min: 2, max: 10 }, value), expected, String(value));
        }
    });

    it("of versions compare part by part", () => {
        const band = { atLeast: "16.4", below: "17" };
        for (const [value, expected] of [
            ["16.4", true],
            ["16.10", true],
            ["16.3", false],
            ["17.0", false],
        ] as const) {
            assert.equal(isInBand(band, value), expected, value);
        }
    });

    it("that are invalid delegate no change", () => {
        assert.equal(context().delegations.length, 1);
    });
});

describe("changes that the program itself sets off", () => {
    const sets = { type: service.type, name: "web", path: "stages[*]", by: "rotation" };
    const declared = (...delegations: object[]) =>
        readDelegations([{ ...component, outputs: { delegations } }, service]);
    const staged = (is: unknown) => ({ path: ["stages", 0], is });

    it("are ignored within their band, for that property only", () => {
        const some = declared({ ...sets, band: { oneOf: ["old"] }, expected: true });
        assert.ok(isExpected(some, service, staged("old")));
        assert.ok(!isExpected(some, service, staged("other")));
        assert.ok(!isExpected(some, service, { path: ["launchType"], is: "old" }));
        assert.ok(!isExpected(some, { ...service, type: "aws:ecs/taskSet:TaskSet" }, staged("old")));
        assert.ok(hasExpected(some, service));
        assert.ok(!hasExpected(some, { ...service, urn: service.urn.replace(/web$/, "other") }));
    });

    it("are reported if another author may make them, or if they leave the band", () => {
        const delegated = declared({ ...sets, band: { oneOf: ["old"] } });
        assert.ok(!isExpected(delegated, service, staged("old")));
        const both = declared(
            { ...sets, band: { oneOf: ["old"] }, expected: true },
            { ...sets, path: "stages", band: { anything: true } },
        );
        const change = { path: ["stages", 0], was: "new", is: "other" };
        const finding = changed(service, [change], { ...context(), delegations: both });
        assert.equal(finding.properties[0]?.reason, "anything, by rotation");
    });
});

describe("findings", () => {
    const change = (path: string, is: unknown) => ({ path: [path], was: 4, is });

    it("are delegated within the band, and drifted outside of it", () => {
        assert.equal(changed(service, [change("desiredCount", 7)], context()).verdict, "delegatedOrWaived");
        const out = changed(service, [change("desiredCount", 70)], context());
        assert.equal(out.verdict, "drifted");
        assert.equal(out.properties[0]?.reason, "out of band: 2 to 10, by scaling");
        assert.equal(out.component, "web");
    });

    it("have a fingerprint without values", () => {
        const one = changed(service, [change("desiredCount", 7)], context());
        assert.equal(one.fingerprint, changed(service, [change("desiredCount", 70)], context()).fingerprint);
        assert.notEqual(one.fingerprint, changed(service, [change("launchType", 7)], context()).fingerprint);
        assert.notEqual(one.fingerprint, missing(service, context()).fingerprint);
    });

    it("combine to the worst of them", () => {
        assert.equal(worst([]), "clean");
        assert.equal(worst(["drifted", "codeAhead", "delegatedOrWaived"]), "drifted");
        assert.equal(worst(["drifted", "inconclusive"]), "inconclusive");
    });
});

describe("waivers of drift", () => {
    const drifted = changed(service, [{ path: ["launchType"], was: "a", is: "b" }], context());
    const waiver = {
        rule: "drift/launch*",
        urn: "*::web",
        reason: "A test of waivers",
        owner: "us",
        expires: "2030-01-01",
    };
    const options = { stack: "unit", urns: [service.urn], isComplete: true, day: "2029-01-01" };

    it("except the drift of a finding, which stays visible", () => {
        const { findings, problems } = waive([drifted], [waiver], options);
        assert.equal(findings[0]?.verdict, "delegatedOrWaived");
        assert.equal(findings[0]?.waiver?.owner, "us");
        assert.deepEqual(problems, []);
    });

    it("count no more once they have expired", () => {
        const { findings, problems } = waive([drifted], [waiver], { ...options, day: "2030-01-02" });
        assert.equal(findings[0]?.verdict, "drifted");
        assert.deepEqual(problems, [{ rule: waiver.rule, urn: waiver.urn, problem: "expired" }]);
    });

    it("are a mistake if they are unused, unless the scan was incomplete", () => {
        assert.equal(waive([], [waiver], options).problems[0]?.problem, "unused");
        assert.deepEqual(waive([], [waiver], { ...options, isComplete: false }).problems, []);
        const other = { ...waiver, urn: "urn:pulumi:prod::*" };
        assert.deepEqual(waive([], [other], options).problems, []);
    });

    it("are unused if they name the stack or match a resource in it, as in the policy pack", () => {
        for (const [urn, isUnused] of [
            ["urn:pulumi:*::web", true],
            ["urn:pulumi:unit::*::nowhere", true],
            ["urn:pulumi:*::nowhere", false],
            ["*::nowhere", false],
        ] as const) {
            assert.equal(waive([], [{ ...waiver, urn }], options).problems.length > 0, isUnused, urn);
        }
    });

    it("may cover missing resources", () => {
        const gone = missing(service, context());
        const { findings } = waive([gone], [{ ...waiver, rule: "drift/(missing)" }], options);
        assert.equal(findings[0]?.verdict, "delegatedOrWaived");
        assert.equal(findings[0]?.pages, false);
    });
});

describe("rules that live values break", () => {
    const drifted = changed(service, [{ path: ["launchType"], was: "a", is: "b" }], context());
    const byUrn = new Map([component, service].map((each) => [each.urn, each]));
    const rule = {
        rule: "ecs-private",
        level: "mandatory",
        urn: service.urn,
        severity: "high",
        message: "is public",
    } as const;

    it("are urgent, unless they were broken before", () => {
        const [news] = addBrokenRules([drifted], [], [rule], byUrn);
        assert.deepEqual(news?.rules, [
            { rule: "ecs-private", level: "mandatory", severity: "high", message: "is public" },
        ]);
        assert.equal(news.pages, true);
        const [known] = addBrokenRules([drifted], [{ ...rule, message: "was public" }], [rule], byUrn);
        assert.deepEqual(known?.rules, []);
        assert.equal(known.pages, false);
    });

    it("name related differences, if the resource itself has none", () => {
        const sibling = { ...service, urn: `${service.urn}-block` };
        const elsewhere = { ...service, urn: `${service.urn}-elsewhere`, parent: undefined };
        const all = new Map([component, service, sibling, elsewhere].map((each) => [each.urn, each]));
        const findings = [missing(sibling, context()), missing(elsewhere, context())];
        const rulesOf = (urn: string): string[][] =>
            addBrokenRules(findings, [], [{ ...rule, urn }], all).map(({ rules }) =>
                rules.map(({ message }) => message),
            );
        assert.deepEqual(rulesOf(service.urn), [["web: is public"], []]);
        assert.deepEqual(rulesOf(component.urn), [["web: is public"], []]);
        const stack = "urn:pulumi:unit::project::pulumi:pulumi:Stack::project-unit";
        const everywhere = ["project-unit: is public"];
        assert.deepEqual(rulesOf(stack), [everywhere, everywhere]);
    });

    it("are not urgent for delegated changes", () => {
        const delegated = changed(service, [{ path: ["desiredCount"], was: 4, is: 5 }], context());
        const [finding] = addBrokenRules([delegated], [], [rule], byUrn);
        assert.equal(finding?.rules.length, 1);
        assert.equal(finding.pages, false);
    });
});

describe("errors of AWS", () => {
    const urn = service.urn;
    for (const [message, says] of [
        ["api error ThrottlingException: Rate exceeded", /throttles/],
        ["ExpiredToken: The security token included in the request is expired", /Renew/],
        ["dial tcp 127.0.0.1:4566: connect: connection refused", /can't be reached/],
        ["AccessDeniedException: not authorized to perform ecs:DescribeServices", /permission/],
    ] as const) {
        it(`give advice: ${message.slice(0, 40)} …`, () => {
            const { text, isGone } = explainProblem({ urn, message });
            assert.match(text, says);
            assert.ok(text.startsWith("web: ") && !isGone);
        });
    }

    it("for missing resources are no errors", () => {
        assert.ok(explainProblem({ urn, message: "Missing Resource Identity After Read: …" }).isGone);
    });
});

describe("missing resources", () => {
    const limits = { maxMissing: 5, maxMissingPercent: 10 };
    const gone = (count: number) => Array.from({ length: count }, () => missing(service, context()));

    for (const [count, of, isTooMany] of [
        [5, 100, false],
        [6, 100, true],
        [2, 2, false],
        [3, 30, false],
        [3, 29, true],
    ] as const) {
        it(`${count} of ${of} ${isTooMany ? "are too many" : "can be"}`, () => {
            const reasons = tooManyMissing(gone(count), of, limits);
            assert.equal(reasons.length, isTooMany ? 1 : 0);
            if (isTooMany)
                assert.match(reasons.join(), new RegExp(`^${count} of ${of} resources .*--max-missing`));
        });
    }

    it("above the limit are treated as unknown; other changes are reported", () => {
        const resources = Array.from({ length: 4 }, (_, at) => ({
            ...service,
            urn: `${service.urn}-${at}`,
            outputs: { launchType: "FARGATE" },
        }));
        const was = stateOf(resources);
        const [first] = resources;
        assert.ok(first);
        const live = stateOf([{ ...first, outputs: { launchType: "EC2" } }]);
        const reading = {
            live,
            diffs: new Map([[first.urn, ["launchType"]]]),
            problems: [],
            unreadable: new Map(),
        };
        const few = conclude(was, reading, undefined, { maxMissing: 3, maxMissingPercent: 100 });
        assert.deepEqual(few.reasons, []);
        assert.deepEqual(
            few.findings.map(({ verdict, pages }) => [verdict, pages]),
            [["drifted", false], ...Array.from({ length: 3 }, () => ["drifted", true])],
        );
        const many = conclude(was, reading, undefined, limits);
        assert.equal(many.reasons.length, 1);
        assert.deepEqual(
            many.findings.map(({ verdict, pages }) => [verdict, pages]),
            [["drifted", false], ...Array.from({ length: 3 }, () => ["inconclusive", false])],
        );
    });

    it("give the reason if no resource was read", () => {
        const text = "AWS throttles the requests.";
        const reading = {
            live: undefined,
            diffs: new Map(),
            problems: [
                { isGone: false, text },
                { isGone: false, text },
            ],
            unreadable: new Map(),
        };
        const outcome = conclude(
            stateOf([service]),
            reading,
            { steps: new Map(), problem: "no code" },
            limits,
        );
        assert.deepEqual(outcome.reasons, [text, "no code"]);
        assert.deepEqual([outcome.findings, outcome.scanned, outcome.codeCompared], [[], 0, false]);
    });
});

function stateOf(resources: readonly StateResource[]): StackState {
    return { resources, pending: [], project: "project", stack: "unit", secrets: undefined };
}

describe("the region", () => {
    const provider = { ...service, urn: "urn:pulumi:unit::project::pulumi:providers:aws::main", inputs: {} };
    const queue = (region: string): StateResource => ({
        ...service,
        provider: `${provider.urn}::id`,
        outputs: { arn: `arn:aws:sqs:${region}:123456789012:jobs` },
    });

    it("is wrong if it has none of the resources", () => {
        const state = stateOf([queue("eu-west-1"), queue("us-east-1")]);
        assert.deepEqual(wrongRegion(state, provider, "eu-west-1"), []);
        const [reason] = wrongRegion(state, provider, "ap-south-1");
        assert.match(reason ?? "", /region is ap-south-1 \(AWS_REGION\), .* in eu-west-1, us-east-1/);
    });

    it("is the stack provider's, before the environment's", () => {
        const settled = { ...provider, inputs: { region: "eu-west-1" } };
        assert.deepEqual(wrongRegion(stateOf([queue("eu-west-1")]), settled, "ap-south-1"), []);
    });

    it("is not required without regional resources", () => {
        assert.deepEqual(wrongRegion(stateOf([queue("")]), provider, "ap-south-1"), []);
        assert.deepEqual(wrongRegion(stateOf([]), provider, "ap-south-1"), []);
    });
});

describe("the account", () => {
    it("is not queried for a state without AWS", async () => {
        const state = parseState('{"deployment":{"resources":[]}}');
        assert.deepEqual((await checkAccount(state)).reasons, []);
    });

    it("of a provider with an assumed role is not the process's, and the client reports that", async () => {
        const provider = "urn:pulumi:unit::project::pulumi:providers:aws::aws";
        const resources = [
            {
                urn: provider,
                type: "pulumi:providers:aws",
                custom: true,
                inputs: { assumeRoles: '[{"roleArn":"r"}]' },
            },
            {
                urn: "queue",
                type: "aws:sqs/queue:Queue",
                provider: `${provider}::1`,
                outputs: { region: "eu-west-3" },
            },
        ];
        const state = parseState(JSON.stringify({ deployment: { resources } }));
        const { account, client } = await checkAccount(state, { region: "eu-west-1" });
        assert.equal(account, undefined);
        assert.equal(client.assumesRole, true);
        assert.deepEqual([...(client.regions ?? [])], [["queue", "eu-west-3"]]);
    });
});
