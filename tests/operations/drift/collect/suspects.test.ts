import assert from "node:assert/strict";
import { Secret } from "../../../../operations/drift/values/secret";
import type { StackState, StateResource } from "../../../../operations/drift/state";
import { suspects } from "../../../../operations/drift/collect/suspects";

const QUEUE = "aws:sqs/queue:Queue";

type Values = Readonly<Record<string, unknown>>;

function resource(type: string, inputs: Values, outputs: Values = inputs, custom = true): StateResource {
    return {
        urn: `urn:pulumi:prod::shop::${type}::it`,
        type,
        custom,
        id: "it",
        parent: undefined,
        provider: undefined,
        external: false,
        delete: false,
        inputs,
        outputs,
        ignoreChanges: [],
    };
}

const state = (...resources: StateResource[]): StackState => ({
    resources,
    pending: [],
    project: "shop",
    stack: "prod",
    secrets: undefined,
});

function isSuspect(was: StateResource, is?: StateResource): boolean {
    return suspects(state(was), state(...(is ? [is] : []))).length > 0;
}

describe("suspects of drift", () => {
    it("have another value of a property that the program sets", () => {
        const was = resource(QUEUE, { delaySeconds: 0 });
        assert.ok(!isSuspect(was, resource(QUEUE, { delaySeconds: 0 })));
        assert.ok(isSuspect(was, resource(QUEUE, { delaySeconds: 5 })));
        assert.ok(isSuspect(was, resource(QUEUE, { delaySeconds: 0 }, { delaySeconds: 5 })));
    });

    it("have another value of a property that the program could set", () => {
        const was = resource(QUEUE, {}, { delaySeconds: 0, arn: "a" });
        assert.ok(isSuspect(was, resource(QUEUE, {}, { delaySeconds: 5, arn: "a" })));
        assert.ok(!isSuspect(was, resource(QUEUE, {}, { delaySeconds: 0, arn: "b" })), "AWS alone sets that");
    });

    it("have a list in another order, or another secret", () => {
        const listener = (order: readonly string[]) =>
            resource("aws:lb/listener:Listener", { defaultActions: order });
        assert.ok(isSuspect(listener(["a", "b"]), listener(["b", "a"])));
        const hidden = (value: string) => resource(QUEUE, { policy: new Secret(value) });
        assert.ok(!isSuspect(hidden("a"), hidden("a")));
        assert.ok(isSuspect(hidden("a"), hidden("b")));
    });

    it("exclude properties that are resources of their own, unless the program sets them here", () => {
        const bucket = (inputs: Values, policy: string) =>
            resource("aws:s3/bucket:Bucket", inputs, { ...inputs, policy });
        assert.ok(!isSuspect(bucket({}, "a"), bucket({}, "b")));
        assert.ok(isSuspect(bucket({ policy: "a" }, "a"), bucket({ policy: "a" }, "b")));
    });

    it("exclude overlooked differences, deleted resources and components", () => {
        const tagged = (value: string) => resource(QUEUE, {}, { tagsAll: { Owner: value } });
        assert.ok(!isSuspect(tagged("a"), tagged("b")));
        assert.ok(!isSuspect(resource(QUEUE, { delaySeconds: 0 })));
        const component = (value: string) => resource("shop:index:Queue", { value }, { value }, false);
        assert.ok(!isSuspect(component("a"), component("b")));
    });

    it("exclude changes that the program itself causes", () => {
        const type = "aws:secretsmanager/secretVersion:SecretVersion";
        const version = (...stages: string[]): StateResource => ({
            ...resource(type, {}, { versionStages: stages }),
            urn: `urn:pulumi:prod::shop::shop:index:Secret$${type}::it`,
        });
        const owner = (expected: boolean): StateResource => {
            const band = { oneOf: ["AWSPREVIOUS"] };
            const delegation = { type, name: "it", path: "versionStages[*]", band, by: "rotation", expected };
            const made = resource("shop:index:Secret", {}, { delegations: [delegation] }, false);
            return { ...made, urn: "urn:pulumi:prod::shop::shop:index:Secret::it" };
        };
        const found = (live: StateResource, expected = true): number =>
            suspects(state(owner(expected), version("AWSCURRENT")), state(live)).length;
        assert.equal(found(version("AWSPREVIOUS")), 0);
        assert.equal(found(version("AWSPREVIOUS"), false), 1);
        assert.equal(found(version("OTHER")), 1);
    });

    it("compare all known properties of types that the SDK does not have", () => {
        const thing = (size: number) => resource("other:module/thing:Thing", {}, { size });
        assert.ok(isSuspect(thing(1), thing(2)));
    });
});
