import assert from "node:assert/strict";
import { forPolicies } from "../../../../operations/drift/judge/forPolicies";
import { MemberIndex } from "../../../../operations/drift/compare/members";
import type { Finding } from "../../../../operations/drift/report/report";
import { parseState } from "../../../../operations/drift/state";

type Values = Record<string, unknown>;

const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "v1:abc",
};

function resource(type: string, inputs: Values, outputs: Values): Values {
    return { urn: `urn:pulumi:unit::project::${type}::it`, type, custom: true, id: "it", inputs, outputs };
}

function finding({ urn, type }: Values, change: Finding["change"], ...paths: string[]): Finding {
    return { urn, type, change, properties: paths.map((path) => ({ path })) } as unknown as Finding;
}

/** Inputs of each resource, as the policies see them. */
function seen(was: Values[], is: Values[], findings: Finding[]): [Values[], Values[]] {
    const [old, now] = [was, is].map((resources) => JSON.stringify({ deployment: { resources } }));
    const members = new MemberIndex(parseState(old ?? "").resources);
    const { before, after } = forPolicies(old ?? "", now ?? "", findings, members);
    const inputsOf = (text: string): Values[] =>
        (JSON.parse(text) as { deployment: { resources: { inputs: Values }[] } }).deployment.resources.map(
            ({ inputs }) => inputs,
        );
    return [inputsOf(before), inputsOf(after)];
}

describe("inputs of the policies", () => {
    const group = "aws:ec2/securityGroup:SecurityGroup";
    const open = (port: number, ...cidrBlocks: string[]): Values => ({
        ...{ protocol: "tcp", fromPort: port, toPort: port },
        cidrBlocks,
    });
    const https = resource(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        {},
        {
            ...{ securityGroupId: "it", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
            cidrIpv4: "0.0.0.0/0",
        },
    );

    it("include rules added by hand, after the managed ones", () => {
        const was = resource(group, { name: "web" }, { ingress: [] });
        const live = [open(443, "0.0.0.0/0", "10.0.0.0/8"), open(22, "0.0.0.0/0")];
        const is = resource(group, { name: "web" }, { ingress: live });
        const [before, after] = seen([was, https], [is, https], [finding(was, "changed", "ingress")]);
        assert.deepEqual(after[0], { name: "web", ingress: live });
        assert.deepEqual(before[0], {
            name: "web",
            ingress: [{ ...open(443, "0.0.0.0/0"), self: false }],
        });
    });

    it("include policies attached by hand", () => {
        const type = "aws:iam/role:Role";
        const was = resource(type, {}, {});
        const managedPolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"];
        const is = resource(type, {}, { managedPolicyArns });
        const [before, after] = seen([was], [is], [finding(was, "changed", "managedPolicyArns")]);
        assert.deepEqual(after, [{ managedPolicyArns }]);
        assert.deepEqual(before, [{ managedPolicyArns: [] }]);
    });

    it("have lists of the live length, with AWS's values", () => {
        const type = "aws:ec2/managedPrefixList:ManagedPrefixList";
        const was = resource(type, { entries: [1], tags: { a: "b" } }, { entries: [1], arn: "x" });
        const is = resource(type, { entries: [1], tags: { a: "b" } }, { entries: [1, 2], arn: "y" });
        const found = finding(was, "changed", "entries[1]", "arn");
        const [before, after] = seen([was], [is], [found]);
        assert.deepEqual(before, [{ entries: [1], tags: { a: "b" } }]);
        assert.deepEqual(after, [{ entries: [1, 2], tags: { a: "b" } }]);
    });

    it("exclude deleted resources and properties", () => {
        const type = "aws:sqs/queue:Queue";
        const was = resource(type, { policy: "{}" }, { policy: "{}" });
        const is = resource(type, { policy: "{}" }, {});
        assert.deepEqual(seen([was], [is], [finding(was, "changed", "policy")])[1], [{}]);
        assert.deepEqual(seen([was], [was], [finding(was, "missing")]), [[{ policy: "{}" }], []]);
    });

    it("have secrets as in the state, and not in plain where AWS returns them", () => {
        const type = "aws:lambda/function:Function";
        const path = "environment.variables.KEY";
        const hidden = { variables: { KEY: secret } };
        const was = resource(type, { environment: hidden }, { environment: hidden });
        const more = { variables: { KEY: secret, OTHER: "plain" } };
        const is = resource(type, { environment: hidden }, { environment: more });
        assert.deepEqual(seen([was], [is], [finding(was, "changed", path)])[1], [{ environment: more }]);
        const shown = resource(
            type,
            { environment: hidden },
            { environment: { variables: { KEY: "plain" } } },
        );
        assert.deepEqual(seen([was], [shown], [finding(was, "changed", path)])[1], [{ environment: hidden }]);
    });
});
