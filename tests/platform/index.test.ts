import assert from "node:assert/strict";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";

import type { Graph, Recorded } from "../support/graph";
import { CONFIGURED_SECRET, recordStack, run, STACKS } from "../support/program";
import { GENERATED_SECRET } from "../support/providerOutputs";
import { UNKNOWN } from "../support/values";

const SECRETS = [CONFIGURED_SECRET, GENERATED_SECRET];

/** Secret stores: Secrets Manager, caches with their own password, and the origin's secret header from its CDN, where it is sent and where it is asked for. */
const MAY_HOLD_SECRETS =
    /^(secretsmanager\.SecretVersion \S+ secretString|ssm\.Parameter \S+ value|elasticache\.ReplicationGroup \S+ authToken|cloudfront\.Distribution \S+ origins\[\d\]\.customHeaders\[\d\]\.value|wafv2\.RegexPatternSet regional-passed regularExpressions\[\d\]\.regexString|lb\.ListenerRule \S+ conditions\[\d\]\.httpHeader\.values\[\d\]|OriginSecret \S+ \S+)$/;

interface Found {
    readonly path: string;
    readonly value: string;
}

/** Every text in a value, with its path, names of members included. */
function textsIn(value: unknown, path = ""): Found[] {
    if (typeof value === "string") return [{ path, value }];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => {
        const below = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
        return [{ path: below, value: key }, ...textsIn(inner, below)];
    });
}

/** Where secrets stand, as `<kind> <name> <input>`, and whether they are marked as such. */
function secretsIn(resources: readonly Recorded[]): { where: string; marked: boolean }[] {
    return resources.flatMap((resource) => {
        const places = [
            { texts: textsIn(resource.inputs), marks: resource.secretPaths },
            { texts: textsIn(resource.outputs), marks: resource.secretOutputPaths },
            { texts: [{ path: "(name)", value: `${resource.urn} ${resource.dependsOn.join()}` }], marks: [] },
        ];
        return places.flatMap(({ texts, marks }) =>
            texts
                .filter(({ value }) => SECRETS.some((secret) => value.includes(secret)))
                .map(({ path }) => ({
                    where: `${resource.kind} ${resource.name} ${path}`,
                    marked: marks.some(
                        (mark) => path === mark || path.startsWith(`${mark}.`) || path.startsWith(`${mark}[`),
                    ),
                })),
        );
    });
}

for (const stack of STACKS) {
    describe(`stack ${stack}`, () => {
        let graph: Graph;
        let root: Recorded;

        before(async () => {
            ({ graph } = await recordStack(stack));
            root = graph.one("pulumi.Stack");
        });

        it("gives secrets to secret stores only, and marks them", () => {
            const found = secretsIn(graph.resources);
            const places = found.map(({ where }) => where);
            const configured = "secretsmanager.SecretVersion payment secretString";
            assert.equal(places.includes(configured), stack === "local");
            assert.ok(places.includes("secretsmanager.SecretVersion session secretString"));
            for (const place of places) assert.match(place, MAY_HOLD_SECRETS);
            assert.ok(
                found.every(({ marked }) => marked),
                "a secret is not marked, so that the engine would write it down as it is",
            );
        });

        it("has every resource below a component, and every component below the stack", () => {
            const components = graph.resources
                .filter(({ custom, urn }) => !custom && urn !== root.urn)
                .map(({ urn }) => urn);
            for (const { kind, custom, urn, parent } of graph.resources) {
                if (urn === root.urn) continue;
                const allowed =
                    kind === "providers.aws" ? [root.urn] : custom ? components : [root.urn, ...components];
                assert.ok(allowed.includes(parent), `${urn} has the parent "${parent}"`);
            }
        });

        it("creates all AWS resources with the one provider", () => {
            const provider = `${graph.one("providers.aws").urn}::${graph.one("providers.aws").name}`;
            const aws = graph.resources.filter(({ urn }) => /\$aws:/.test(urn));
            assert.ok(aws.length > 100);
            for (const { urn, provider: used } of aws)
                assert.ok(used.startsWith(provider), `${urn}: ${used}`);
        });

        it("tags everything with project, environment, owner and cost centre", () => {
            const { defaultTags } = graph.inputs("providers.aws");
            const costCenter = { local: "1000", dev: "2000", staging: "2000", prod: "3000" }[stack];
            assert.deepEqual(JSON.parse(String(defaultTags)), {
                tags: {
                    Project: "plumbline",
                    Environment: stack,
                    Owner: "platform",
                    CostCenter: costCenter,
                    ManagedBy: "pulumi",
                },
            });
        });

        it("sends every alarm of every region to Slack, if Slack is configured", () => {
            const channels = graph.all("chatbot.SlackChannelConfiguration");
            assert.equal(channels.length, stack === "dev" ? 0 : 1);
            const topicArns = channels.flatMap(({ inputs }) => inputs["snsTopicArns"] as string[]);
            const alarms = [
                ...graph.all("cloudwatch.MetricAlarm"),
                ...graph.all("cloudwatch.CompositeAlarm"),
            ];
            const topics = new Set(
                alarms.flatMap(({ inputs }) => (inputs["alarmActions"] ?? []) as string[]),
            );
            const shared = [...topics].filter((arn) => !/alerts-(oncall|security)/.test(arn));
            // The local stack has no second region, and two channels, which have topics of their own.
            assert.equal(shared.length, stack === "local" ? 1 : 2);
            assert.equal(topics.size - shared.length, stack === "local" ? 2 : 0);
            if (channels.length > 0) assert.deepEqual([...topicArns].sort(), shared.sort());
        });

        it("has components that register their outputs", () => {
            const silent = graph.resources.filter(({ custom, outputs }) => !custom && outputs === undefined);
            assert.deepEqual(
                silent.map(({ urn }) => urn),
                [],
            );
        });

        it("keeps arguments of components out of the state", () => {
            for (const { custom, inputs, urn } of graph.resources) {
                if (!custom) assert.deepEqual(inputs, {}, urn);
            }
        });

        it("returns outputs for other stacks and users, all known and none secret", () => {
            const given = Object.keys(root.outputs ?? {});
            for (const name of [
                "apis",
                "buckets",
                "databases",
                "directoryIds",
                "encryptionKeyArn",
                "functionVersions",
                "nameServers",
                "network",
                "secrets",
                "services",
                "sites",
            ]) {
                assert.ok(given.includes(name), name);
            }
            assert.ok(!JSON.stringify(root.outputs).includes(UNKNOWN));
            assert.deepEqual(root.secretOutputPaths, []);
        });
    });
}

describe("stack protection", () => {
    const refusing = async (stack: string): Promise<string[]> => {
        const { graph } = await recordStack(stack);
        return graph.resources
            .filter(({ protect }) => protect)
            .map(({ kind, name }) => `${kind} ${name}`)
            .sort();
    };

    it("is on for all data stores in prod", async () => {
        const kept = await refusing("prod");
        for (const resource of [
            "cognito.UserPool customers",
            "lb.LoadBalancer public",
            "rds.Cluster app",
            "s3.Bucket logs",
            "s3.Bucket shop",
            "s3.Bucket uploads",
            "secretsmanager.Secret payment",
            "secretsmanager.Secret session",
        ]) {
            assert.ok(kept.includes(resource), resource);
        }
    });

    it("is off in dev, so that dev can be destroyed", async () => {
        assert.deepEqual(await refusing("dev"), []);
    });
});

describe("the outputs of a stack without domain, delivery and alarms", () => {
    it("are complete: Pulumi warns of undefined outputs at every deployment", async () => {
        const warnings: string[] = [];
        const warn = mock.method(pulumi.log, "warn", async (message: string) => {
            warnings.push(message);
            return Promise.resolve();
        });
        try {
            const { graph } = await run("local", {
                "plumbline:tier": "local",
                "plumbline:region": "us-east-1",
                "plumbline:accountId": "123456789012",
                "plumbline:owner": "platform",
                "plumbline:costCenter": "1000",
                "plumbline:emulator": "http://127.0.0.1:4566",
                "plumbline:network": { cidr: "10.0.0.0/16", zones: ["a", "b"] },
            });
            assert.deepEqual(warnings, []);
            const { nameServers, deliveryRoleArns } = graph.one("pulumi.Stack").outputs ?? {};
            assert.deepEqual([nameServers, deliveryRoleArns], [[], {}]);
        } finally {
            warn.mock.restore();
        }
    });
});

describe("the provider", () => {
    it("of an emulated stack cannot reach AWS: one local endpoint for all services, and no credentials in its state", async () => {
        const { graph } = await recordStack("local");
        const { accessKey, secretKey, token, profile, endpoints, allowedAccountIds } =
            graph.inputs("providers.aws");
        const urls = (JSON.parse(String(endpoints)) as Record<string, string>[]).flatMap((each) =>
            Object.values(each),
        );
        assert.ok(urls.length >= 18);
        assert.deepEqual([...new Set(urls)], ["http://127.0.0.1:4566"]);
        assert.deepEqual([accessKey, secretKey, token, profile], Array(4).fill(undefined));
        assert.equal(allowedAccountIds, '["123456789012"]');
    });

    it("of a real stack has no endpoints and no credentials, and works in its own account only", async () => {
        const { graph } = await recordStack("prod");
        const inputs = graph.inputs("providers.aws");
        assert.deepEqual(Object.keys(inputs).sort(), [
            "allowedAccountIds",
            "defaultTags",
            "region",
            "skipCredentialsValidation",
            "skipRegionValidation",
        ]);
        assert.equal(inputs["allowedAccountIds"], '["333333333333"]');
        assert.equal(inputs["region"], "eu-west-1");
    });
});
