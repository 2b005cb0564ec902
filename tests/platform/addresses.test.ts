/** Every host name of every stack, as AWS gets it: a full name at or below the stack's domain, with a certificate. */
import assert from "node:assert/strict";

import type { Graph, Recorded } from "../support/graph";
import { recordStack, stackFileConfig, STACKS } from "../support/program";

type Named = readonly [where: string, host: string];

const at = ({ kind, name }: Recorded): string => `${kind} ${name}`;

/** Lists of host names among the inputs of AWS resources. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
    "cloudfront.Distribution": ["aliases"],
    "acm.Certificate": ["domainName", "subjectAlternativeNames"],
    "apigatewayv2.DomainName": ["domainName"],
    "cognito.UserPoolDomain": ["domain"],
    "route53.Zone": ["name"],
    "route53.Record": ["name"],
};

function hostsOf(graph: Graph): Named[] {
    const named = Object.entries(LISTS).flatMap(([kind, inputs]) =>
        graph
            .all(kind)
            .flatMap((resource) =>
                inputs.flatMap((input) =>
                    [resource.inputs[input] ?? []].flat().map((host): Named => [at(resource), String(host)]),
                ),
            ),
    );
    const rules = graph
        .all("lb.ListenerRule")
        .flatMap((rule) =>
            (rule.inputs["conditions"] as { hostHeader?: { values: string[] } }[]).flatMap(({ hostHeader }) =>
                (hostHeader?.values ?? []).map((host): Named => [at(rule), host]),
            ),
        );
    return [...named, ...rules];
}

/** Addresses that somebody is to open, or that a service is to send people to. */
function addressesOf(graph: Graph): Named[] {
    const canaries = graph.all("synthetics.Canary").map((canary): Named => {
        const { environmentVariables } = canary.inputs["runConfig"] as {
            environmentVariables: Record<string, string>;
        };
        return [at(canary), String(environmentVariables["ADDRESS"])];
    });
    const clients = graph
        .all("cognito.UserPoolClient")
        .flatMap((client) =>
            ["callbackUrls", "logoutUrls"].flatMap((input) =>
                ((client.inputs[input] ?? []) as string[]).map((url): Named => [at(client), url]),
            ),
        );
    const outputs = Object.entries(
        graph.one("pulumi.Stack").outputs as Record<string, Record<string, Record<string, unknown>>>,
    ).flatMap(([kind, made]) =>
        typeof made !== "object"
            ? []
            : Object.entries(made).flatMap(([name, { url, signInUrl } = {}]) =>
                  [url, signInUrl].flatMap((given): Named[] =>
                      typeof given === "string" ? [[`output ${kind}.${name}`, given]] : [],
                  ),
              ),
    );
    return [...canaries, ...clients, ...outputs];
}

for (const stack of STACKS) {
    describe(`the addresses of stack ${stack}`, () => {
        const config = stackFileConfig(stack);
        const { name: domain } = config["plumbline:domain"] as { name: string };
        const sites = config["plumbline:sites"] as Record<string, { redirectHosts: string[] }>;
        const isOurs = (host: string): boolean => host === domain || host.endsWith(`.${domain}`);
        let graph: Graph;

        before(async () => {
            ({ graph } = await recordStack(stack));
        });

        it("are full names at or below the domain", () => {
            const hosts = hostsOf(graph);
            assert.ok(hosts.length > 10);
            assert.deepEqual(
                hosts.filter(([, host]) => !isOurs(host)),
                [],
            );
        });

        it("have a certificate: the domain's, which is for one label below it", () => {
            for (const { inputs } of graph.all("cloudfront.Distribution")) {
                for (const alias of (inputs["aliases"] ?? []) as string[]) {
                    assert.match(alias.slice(0, -domain.length), /^([a-z0-9-]+\.)?$/, alias);
                }
            }
        });

        it("lead to distributions by A and AAAA records for each alias, and no others", () => {
            // Cognito makes the distribution of a sign-in page by itself.
            const signIn = graph.all("cognito.UserPoolDomain").map(({ inputs }) => inputs["domain"]);
            const records = graph.all("route53.Record").filter(({ inputs: { aliases, name } }) => {
                const [target] = (aliases ?? []) as { name: string }[];
                return target?.name.endsWith(".cloudfront.net") && !signIn.includes(name);
            });
            const aliases = graph
                .all("cloudfront.Distribution")
                .flatMap(({ inputs }) => (inputs["aliases"] ?? []) as string[]);
            assert.ok(aliases.length > 1);
            assert.deepEqual(
                records.map(({ inputs: { name, type } }) => `${String(name)} ${String(type)}`).sort(),
                aliases.flatMap((alias) => [`${alias} A`, `${alias} AAAA`]).sort(),
            );
        });

        it("include every host that the stack file leads to a site", () => {
            for (const [name, { redirectHosts }] of Object.entries(sites)) {
                const aliases = graph
                    .all("cloudfront.Distribution")
                    .filter((distribution) => distribution.name === name)
                    .flatMap(({ inputs }) => inputs["aliases"] ?? []);
                for (const label of redirectHosts) {
                    const host = `${label}.${domain}`;
                    assert.ok(aliases.includes(host), `${host}: ${String(aliases)}`);
                    const { code } = graph.inputs("cloudfront.Function", name);
                    assert.ok(
                        String(code).includes(JSON.stringify(host)),
                        `the function of ${name}: ${host}`,
                    );
                }
            }
        });

        it("that people or canaries open are https addresses of these hosts", () => {
            const addresses = addressesOf(graph);
            assert.ok(addresses.length > 3);
            const hosts = new Set(hostsOf(graph).map(([, host]) => host));
            const [namespace] = graph.all("servicediscovery.PrivateDnsNamespace");
            for (const [where, address] of addresses) {
                const { protocol, hostname } = new URL(address);
                // Private services have a name in the VPC only.
                if (hostname.endsWith(`.${String(namespace?.inputs["name"])}`)) continue;
                assert.ok(hosts.has(hostname), `${where}: ${address}`);
                assert.equal(protocol, "https:", where);
            }
        });
    });
}
