/** Every connection between two resources in every stack: both ends are open to each other, and to no other group. */
import assert from "node:assert/strict";

import type { Recorded } from "../support/graph";
import { recordStack, STACKS } from "../support/program";

/** The traffic that a rule allows: this group, the other end, the port. */
interface Rule {
    readonly name: string;
    readonly group: string;
    readonly peer: string | undefined;
    readonly cidr: string | undefined;
    readonly ports: string;
}

function rulesOf(resources: readonly Recorded[], kind: string): Rule[] {
    return resources
        .filter((resource) => resource.kind === kind)
        .map(({ name, inputs }) => ({
            name,
            group: String(inputs["securityGroupId"]),
            peer: inputs["referencedSecurityGroupId"] as string | undefined,
            cidr: (inputs["cidrIpv4"] ?? inputs["cidrIpv6"] ?? inputs["prefixListId"]) as string | undefined,
            ports: `${String(inputs["ipProtocol"])} ${String(inputs["fromPort"])}-${String(inputs["toPort"])}`,
        }));
}

const WORLD = ["0.0.0.0/0", "::/0"];

for (const stack of STACKS) {
    describe(`the security groups of stack ${stack}`, () => {
        let ingress: Rule[];
        let egress: Rule[];
        let resources: readonly Recorded[];

        before(async () => {
            ({ resources } = (await recordStack(stack)).graph);
            ingress = rulesOf(resources, "vpc.SecurityGroupIngressRule");
            egress = rulesOf(resources, "vpc.SecurityGroupEgressRule");
            assert.ok(ingress.length > 5 && egress.length > 5);
        });

        it("have rules in pairs: one out of the caller, one into the target", () => {
            const ends = (rules: readonly Rule[], turned: boolean): string[] =>
                rules
                    .filter(({ peer }) => peer !== undefined)
                    .map(({ group, peer, ports }) =>
                        (turned ? [String(peer), group, ports] : [group, String(peer), ports]).join(" "),
                    )
                    .sort();
            assert.deepEqual(ends(ingress, false), ends(egress, true));
        });

        // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
        it("have descriptions in the letters that AWS allows", () => {
            const described = resources.filter(({ kind }) => /^(ec2|vpc)\.SecurityGroup/.test(kind));
            assert.ok(described.length > 10);
            for (const { kind, name, inputs } of described) {
                assert.match(
                    String(inputs["description"]),
                    /^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/,
                    `${kind} ${name}`,
                );
            }
        });

        it("admit the internet at the load balancer only, on two ports", () => {
            const open = ingress.filter(({ cidr }) => cidr !== undefined && WORLD.includes(cidr));
            const [balancer] = resources.filter(({ kind }) => kind === "lb.LoadBalancer");
            const guards = (balancer?.inputs["securityGroups"] ?? []) as string[];
            for (const { group, ports, name } of open) {
                assert.ok(guards.includes(group), name);
                assert.match(ports, /^tcp (80-80|443-443)$/, name);
            }
            assert.ok(open.length > 0);
        });

        it("allow HTTPS only to the internet", () => {
            const out = egress.filter(({ cidr }) => cidr !== undefined && WORLD.includes(cidr));
            assert.ok(out.length > 0);
            assert.deepEqual(
                out.filter(({ ports }) => ports !== "tcp 443-443"),
                [],
            );
        });

        it("name ports, never all of them", () => {
            const all = [...ingress, ...egress].filter(
                ({ ports }) => !/^tcp (\d+)-\1$/.test(ports) && !ports.startsWith("tcp [unknown]"),
            );
            assert.deepEqual(all, []);
        });

        it("open another port before workloads are deployed, and close the old one after", () => {
            const between = resources.filter(({ inputs }) => "referencedSecurityGroupId" in inputs);
            assert.ok(between.length > 5);
            for (const { name, replaceOnChanges } of between) {
                assert.deepEqual(
                    replaceOnChanges,
                    ["fromPort", "toPort", "securityGroupId", "referencedSecurityGroupId"],
                    name,
                );
            }
            const balanced = resources.filter(
                ({ kind, inputs }) => kind === "ecs.Service" && "loadBalancers" in inputs,
            );
            assert.ok(balanced.length > 0);
            for (const { name, dependsOn } of balanced) {
                const opened = between.filter((rule) => rule.name.startsWith(`${name}-public-`));
                assert.equal(opened.length, 2, name);
                for (const { urn } of opened) assert.ok(dependsOn.includes(urn), urn);
            }
        });

        it("have no inline rules, which conflict with rule resources", () => {
            const groups = resources.filter(({ kind }) => kind === "ec2.SecurityGroup");
            assert.ok(groups.every(({ inputs }) => !("ingress" in inputs) && !("egress" in inputs)));
        });
    });
}
