import assert from "node:assert/strict";
import { compare } from "../../../../operations/drift/compare/compare";
import { differences, isSame } from "../../../../operations/drift/values/differences";
import { inputNames } from "../../../../operations/drift/compare/inputNames";
import { MemberIndex } from "../../../../operations/drift/compare/members";
import { formatPath, isWithin, parsePath, valueAt } from "../../../../operations/drift/values/path";
import { Secret } from "../../../../operations/drift/values/secret";
import type { StateResource } from "../../../../operations/drift/state";
import { stateResource } from "../support/resource";

describe("paths of properties", () => {
    for (const text of ["name", "ingress[0].cidrBlocks[2]", 'tags["a.b"].c', "rules[*].weight"]) {
        it(`${text} is read and written`, () => {
            assert.equal(formatPath(parsePath(text)), text);
        });
    }

    it("lie within patterns", () => {
        assert.ok(isWithin(parsePath("a[3].b.c"), parsePath("a[*].b")));
        assert.ok(!isWithin(parsePath("a"), parsePath("a.b")));
    });

    it("lead into secrets, and the value there is secret", () => {
        const found = valueAt({ a: new Secret({ b: "x" }) }, ["a", "b"]);
        assert.ok(found instanceof Secret);
        assert.equal(found.reveal(), "x");
    });
});

describe("values", () => {
    it("are the same whatever the order of lists and the layout of JSON", () => {
        assert.ok(isSame(["b", "a"], ["a", "b"]));
        assert.ok(isSame('{"a": [1, 2]}', '{"a":[2,1]}'));
        assert.ok(isSame(undefined, []));
        assert.ok(!isSame(["a"], ["a", "a"]));
        assert.ok(!isSame(0, false));
    });

    it("differ as deep as possible, in named members", () => {
        const was = {
            rules: [
                { name: "a", weight: 1 },
                { name: "b", weight: 2 },
            ],
        };
        const is = {
            rules: [
                { name: "b", weight: 3 },
                { name: "a", weight: 1 },
            ],
        };
        assert.deepEqual(differences(was, is), [{ path: ["rules", 0, "weight"], was: 2, is: 3 }]);
    });
});

describe("the SDK", () => {
    it("lists the properties that a program can set", () => {
        const names = inputNames("aws:sqs/queue:Queue");
        assert.ok(names?.has("visibilityTimeoutSeconds"));
        assert.equal(names?.has("arn"), false);
        assert.equal(inputNames("other:module/thing:Thing"), undefined);
    });
});

function resource(overrides: Partial<StateResource>): StateResource {
    return stateResource({
        urn: "urn:pulumi:unit::project::aws:sqs/queue:Queue::jobs",
        type: "aws:sqs/queue:Queue",
        id: "jobs",
        ...overrides,
    });
}

const nobody = new MemberIndex([]);

describe("a resource", () => {
    it("has changed if the provider reports a difference and the live value is another one", () => {
        const was = resource({ inputs: { delaySeconds: 5 }, outputs: { delaySeconds: 5 } });
        const is = resource({ inputs: { delaySeconds: 9 }, outputs: { delaySeconds: 9 } });
        assert.deepEqual(compare(was, is, ["delaySeconds"], nobody), [
            { path: ["delaySeconds"], was: 5, is: 9 },
        ]);
    });

    it("has not changed if the provider reports a former difference only", () => {
        const was = resource({ inputs: { policy: "{}" }, outputs: { policy: '{"Version":"2012"}' } });
        assert.deepEqual(compare(was, was, ["policy"], nobody), []);
    });

    it("has changed in what the program ignores", () => {
        const was = resource({
            inputs: { delaySeconds: 5 },
            outputs: { delaySeconds: 5 },
            ignoreChanges: ["delaySeconds"],
        });
        const is = resource({ inputs: { delaySeconds: 9 }, outputs: { delaySeconds: 9 } });
        assert.deepEqual(compare(was, is, [], nobody)[0]?.is, 9);
    });

    it("has changed in properties outside the program, but not in values that AWS added later", () => {
        const was = resource({ outputs: { maxMessageSize: 1024, policy: "" } });
        const is = resource({ outputs: { maxMessageSize: 2048, fifoThroughputLimit: "perQueue" } });
        assert.deepEqual(
            compare(was, is, [], nobody).map(({ path }) => path),
            [["maxMessageSize"]],
        );
    });

    it("has lost a default tag, which only the list of all tags contains", () => {
        const tagged = (tagsAll: unknown, tags?: unknown) => resource({ outputs: { tagsAll, tags } });
        const all = { Owner: "us", Project: "shop" };
        const found = (was: StateResource, is: StateResource) =>
            compare(was, is, [], nobody).map(({ path, was: before, is: after }) => [
                formatPath(path),
                before,
                after,
            ]);
        assert.deepEqual(found(tagged(all), tagged({ Owner: "us" })), [
            ["tagsAll.Project", "shop", undefined],
        ]);
        assert.equal(found(tagged(all), tagged({})).length, 2);
        assert.deepEqual(found(tagged(all), tagged({ ...all, "backup:seen": "yes" })), [], "added by others");
        assert.deepEqual(found(tagged(all), tagged(undefined)), [], "not read");
        assert.deepEqual(found(tagged(undefined), tagged(all)), []);
        assert.deepEqual(found(tagged(all), tagged({ ...all, Owner: "them" })), [], "shows in tags");
        const own = found(tagged(all, { Owner: "us" }), tagged({ Project: "shop" }, {}));
        assert.deepEqual(own, [["tags.Owner", "us", undefined]], "told once");
    });

    it("has an unmanaged rule, beside rules that are resources of their own", () => {
        const group = { type: "aws:ec2/securityGroup:SecurityGroup", id: "sg-1" };
        const rule = resource({
            type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            outputs: {
                securityGroupId: "sg-1",
                ipProtocol: "tcp",
                fromPort: 443,
                toPort: 443,
                cidrIpv4: "10.0.0.0/8",
            },
        });
        const was = resource({ ...group, outputs: { ingress: [] } });
        const own = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] };
        const foreign = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
        const index = new MemberIndex([rule]);
        assert.deepEqual(compare(was, resource({ ...group, outputs: { ingress: [own] } }), [], index), []);
        const [added] = compare(was, resource({ ...group, outputs: { ingress: [own, foreign] } }), [], index);
        assert.deepEqual(added?.is, ["tcp 22-22 0.0.0.0/0"]);
    });

    it("is compared 2,000 times in five seconds, on a busy machine", () => {
        const outputs = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`property${at}`, { at }]));
        const was = resource({ inputs: outputs, outputs });
        const started = Date.now();
        for (let at = 0; at < 2000; at++) compare(was, { ...was, outputs: { ...outputs } }, [], nobody);
        assert.ok(Date.now() - started < 5000);
    });
});
