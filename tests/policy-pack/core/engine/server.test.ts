import assert from "node:assert/strict";
import { Server, status } from "@grpc/grpc-js";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { compile } from "../../../../policy-pack/core/engine/compile";
import type { PolicyConfiguration } from "../../../../policy-pack/core/engine/configuration";
import { remediationRule, resourceRule, stackRule } from "../../../../policy-pack/core/rule";
import { extendServer, skipEarly } from "../../../../policy-pack/core/engine/server";
import { rules } from "../../../../policy-pack/policies";
import {
    analyzeMethod,
    analyzeStackMethod,
    call,
    remediateMethod,
    requestOf,
    type Sent,
    sessionOf,
    stackRequestOf,
} from "../../support/engine";

type Callback = (error: unknown, response?: unknown) => void;
type Methods = Record<string, (request: { readonly request: object }, callback: Callback) => unknown>;

const QUEUE = "aws:sqs/queue:Queue";

/** Parts of a rule that these tests don't use. */
const facts = {
    title: "",
    description: "",
    severity: "low",
    catalogues: {},
    remediation: "",
    url: "",
} as const;

describe("the server of the pack", () => {
    const original = Reflect.get(Server.prototype, "addService") as unknown;
    let served: Methods | undefined;

    // Calls of the SDK to gRPC end here.
    beforeEach(() => {
        Reflect.set(Server.prototype, "addService", (_service: unknown, methods: Methods) => {
            served = methods;
        });
    });

    afterEach(() => {
        Reflect.set(Server.prototype, "addService", original);
        served = undefined;
    });

    /** The SDK's methods with the pack's wrappers. */
    function extended(
        methods: Methods,
        configure: (rules: Record<string, PolicyConfiguration>) => void = () => undefined,
    ): Methods {
        extendServer(configure);
        const server: unknown = new Server();
        (server as { addService(service: unknown, methods: Methods): void }).addService({}, methods);
        assert.ok(served);
        return served;
    }

    const answer = (name: string) => (_: unknown, callback: Callback) => {
        callback(null, name);
    };
    const sdk: Methods = {
        configure: answer("configured"),
        analyze: answer("analyzed"),
        analyzeStack: answer("stack analyzed"),
        remediate: answer("remediated"),
        other: answer("other"),
    };
    const ask = (methods: Methods, name: string, request: object = {}) =>
        new Promise<unknown>((resolve, reject) => {
            const method = methods[name];
            assert.ok(method, name);
            method({ request }, (error, response) => {
                if (error) reject(error as Error);
                else resolve(response);
            });
        });

    function configuration(configured: Readonly<Record<string, readonly [number, object?]>>): object {
        const request = new analyzer.ConfigureAnalyzerRequest();
        for (const [name, [level, properties]] of Object.entries(configured)) {
            const config = new analyzer.PolicyConfig();
            config.setEnforcementlevel(level as never);
            if (properties) config.setProperties(Struct.fromJavaScript(properties as never));
            request.getPolicyconfigMap().set(name, config);
        }
        return request;
    }

    it("leaves the SDK's other methods unchanged", async () => {
        const methods = extended(sdk);
        for (const [name, answered] of Object.entries({
            configure: "configured",
            analyze: "analyzed",
            analyzeStack: "stack analyzed",
            other: "other",
        }))
            assert.equal(await ask(methods, name), answered);
    });

    it("refuses an SDK with another service: its checks would not run", () => {
        assert.throws(
            () => extended({ analyze: answer("a") }),
            /this version of @pulumi\/policy serves other/,
        );
        assert.throws(() => extended({ configure: answer("a") }), /serves other methods/);
        const withoutStacks = { configure: answer("a"), analyze: answer("a") };
        assert.throws(() => extended(withoutStacks), /serves other methods/);
        const withoutRemediate = { ...withoutStacks, analyzeStack: answer("a") };
        assert.throws(() => extended(withoutRemediate), /serves other methods/);
    });

    it("refuses an SDK that starts another server, for instance of another gRPC copy", () => {
        const assertExtended = extendServer(() => undefined);
        assert.throws(assertExtended, /this version of @pulumi\/policy starts another server/);
        const server: unknown = new Server();
        (server as { addService(service: unknown, methods: Methods): void }).addService({}, sdk);
        assertExtended();
    });

    it("reads the configuration of all rules at once", async () => {
        let seen: unknown;
        const methods = extended(sdk, (configured) => {
            seen = configured;
        });
        const { ADVISORY, MANDATORY, DISABLED, REMEDIATE } = analyzer.EnforcementLevel;
        const request = configuration({
            a: [ADVISORY, { days: 30 }],
            b: [MANDATORY],
            c: [DISABLED],
            d: [REMEDIATE],
        });
        assert.equal(await ask(methods, "configure", request), "configured");
        assert.deepEqual(seen, {
            a: { enforcementLevel: "advisory", properties: { days: 30 } },
            b: { enforcementLevel: "mandatory", properties: {} },
            c: { enforcementLevel: "disabled", properties: {} },
            d: { enforcementLevel: "remediate", properties: {} },
        });
    });

    it("answers a wrong configuration with the problems, and does not pass it on", async () => {
        let wasHandedOn = false;
        const configure: Methods[string] = () => {
            wasHandedOn = true;
        };
        for (const error of [new Error('"s3-log" is no policy'), '"s3-log" is no policy']) {
            const methods = extended({ ...sdk, configure }, () => {
                throw error;
            });
            const message = '"s3-log" is no policy';
            await assert.rejects(ask(methods, "configure", configuration({})), (refused) => {
                assert.deepEqual(refused, { code: status.INVALID_ARGUMENT, message, details: message });
                return true;
            });
        }
        assert.ok(!wasHandedOn);
    });

    describe("answers Remediate", () => {
        const { ADVISORY, DISABLED, MANDATORY, REMEDIATE } = analyzer.EnforcementLevel;
        const resource = { type: QUEUE, props: { name: "jobs" } };
        const rename = remediationRule({
            ...facts,
            name: "rename",
            types: [QUEUE],
            changes: () => [[["name"], "renamed"]],
        });

        it("at once, with an empty answer, while no remediation is enabled", async () => {
            const methods = extended(sdk);
            const unconfigured = await ask(methods, "remediate", requestOf(resource));
            await ask(
                methods,
                "configure",
                configuration({ a: [ADVISORY], b: [DISABLED], "mend-tags": [MANDATORY] }),
            );
            for (const response of [unconfigured, await ask(methods, "remediate", requestOf(resource))]) {
                assert.ok(response instanceof analyzer.RemediateResponse);
                assert.deepEqual(response.getRemediationsList(), []);
            }
        });

        it("through the SDK while a remediation is enabled", async () => {
            const methods = extended(sdk);
            await ask(methods, "configure", configuration({ a: [MANDATORY], b: [REMEDIATE] }));
            assert.equal(await ask(methods, "remediate"), "remediated");
            await ask(methods, "configure", configuration({ a: [MANDATORY] }));
            assert.notEqual(await ask(methods, "remediate"), "remediated");
        });

        it("with the changes of a remediation", async () => {
            const policy = {
                ...compile(rename, sessionOf({}, [rename])),
                enforcementLevel: "remediate" as const,
            };
            const methods = extended({
                ...sdk,
                remediate: remediateMethod([policy]) as unknown as Methods[string],
            });
            await ask(methods, "configure", configuration({ rename: [REMEDIATE] }));
            const response = await ask(methods, "remediate", requestOf(resource));
            assert.ok(response instanceof analyzer.RemediateResponse);
            const [first] = response.getRemediationsList();
            assert.deepEqual(first?.getProperties()?.toJavaScript(), { name: "renamed" });
        });
    });

    describe("skips policies", () => {
        const queue: Sent = { type: QUEUE, props: {} };
        const checked: string[] = [];
        const rule = (name: string, types: readonly string[]) =>
            resourceRule({
                ...facts,
                name,
                types,
                check: ({ type }) => checked.push(`${name} ${type}`),
            });
        const all = [
            rule("queues", [QUEUE]),
            rule("balancers", ["aws:lb/listener:Listener"]),
            rule("everything", ["*"]),
        ];

        beforeEach(() => {
            checked.length = 0;
        });

        /** Names of policies that the SDK skipped. */
        async function skipped(resource: Sent, compiled = all): Promise<string[]> {
            const session = sessionOf({ environment: "prod" });
            const policies = compiled.map((one) => skipEarly(compile(one, session)));
            const analyze = analyzeMethod(policies) as unknown as Methods[string];
            const methods = extended({ ...sdk, analyze });
            const response = await ask(methods, "analyze", requestOf(resource));
            assert.ok(response instanceof analyzer.AnalyzeResponse);
            return response.getNotApplicableList().map((one) => one.getPolicyName());
        }

        it("about other types before it unpacks the resource", async () => {
            assert.deepEqual(await skipped(queue), ["balancers"]);
            assert.deepEqual(checked, [`queues ${QUEUE}`, `everything ${QUEUE}`]);
        });

        it("by canonical types", async () => {
            assert.deepEqual(await skipped({ type: "aws:alb/listener:Listener", props: {} }), ["queues"]);
            assert.deepEqual(checked, [
                "balancers aws:lb/listener:Listener",
                "everything aws:lb/listener:Listener",
            ]);
        });

        it("of other packages", async () => {
            const resource = { type: "random:index/randomId:RandomId", props: {} };
            assert.deepEqual(await skipped(resource), ["queues", "balancers", "everything"]);
            assert.deepEqual(checked, []);
        });

        it("only for the requested resource: several resources at once, each its own", async () => {
            const session = sessionOf({ environment: "prod" });
            const policies = all.map((one) => skipEarly(compile(one, session)));
            // Without the server's addition, the requested type is unknown, and no policy is skipped.
            await call(analyzeMethod(policies), requestOf(queue));
            assert.deepEqual(checked, [`queues ${QUEUE}`, `everything ${QUEUE}`]);
            const types = [QUEUE, "aws:lb/listener:Listener", "random:index/randomId:RandomId"];
            const found = await Promise.all(types.map((type) => skipped({ type, props: {} })));
            assert.deepEqual(found, [["balancers"], ["queues"], ["queues", "balancers", "everything"]]);
        });

        it("of this pack, all except a few for one resource", async () => {
            const session = sessionOf({ environment: "prod" });
            const analyze = analyzeMethod(rules.map((one) => skipEarly(compile(one, session)))) as unknown;
            const methods = extended({ ...sdk, analyze: analyze as Methods[string] });
            const response = await ask(methods, "analyze", requestOf(queue));
            assert.ok(response instanceof analyzer.AnalyzeResponse);
            const names = response.getNotApplicableList().map((one) => one.getPolicyName());
            assert.ok(names.includes("rds-backups") && !names.includes("sqs-encryption"), names.join());
            assert.ok(
                names.length > rules.filter(({ kind }) => kind === "resource").length * 0.9,
                names.join(),
            );
        });
    });

    describe("has the SDK unpack", () => {
        const seen: unknown[] = [];
        const looking = (name: string) =>
            stackRule({
                ...facts,
                name,
                check: (stack) => seen.push(stack.resources.map((one) => one.string("name", ""))),
            });

        beforeEach(() => {
            seen.length = 0;
        });

        /** A request about a stack of one queue, which counts how often that is unpacked. */
        function counted(name: string): { request: object; times: () => number } {
            const request = stackRequestOf([{ type: QUEUE, props: { name } }]);
            const properties = request.getResourcesList()[0]?.getProperties();
            assert.ok(properties);
            const toJavaScript = properties.toJavaScript.bind(properties);
            let times = 0;
            properties.toJavaScript = () => {
                times++;
                return toJavaScript();
            };
            return { request, times: () => times };
        }

        function methodsFor(names: readonly string[]): Methods {
            const session = sessionOf({ environment: "prod" });
            const method = analyzeStackMethod(names.map((name) => compile(looking(name), session)));
            return extended({ ...sdk, analyzeStack: method as unknown as Methods[string] });
        }

        it("a resource once for all rules about stacks", async () => {
            const { request, times } = counted("jobs");
            await ask(methodsFor(["a", "b", "c"]), "analyzeStack", request);
            assert.deepEqual([seen, times()], [[["jobs"], ["jobs"], ["jobs"]], 1]);
        });

        it("each request anew", async () => {
            const methods = methodsFor(["a", "b"]);
            const [one, two] = [counted("one"), counted("two")];
            await Promise.all([one, two].map(({ request }) => ask(methods, "analyzeStack", request)));
            await ask(methods, "analyzeStack", one.request);
            assert.deepEqual([one.times(), two.times()], [2, 1]);
            assert.deepEqual(seen.flat().sort(), ["one", "one", "one", "one", "two", "two"]);
        });
    });
});
