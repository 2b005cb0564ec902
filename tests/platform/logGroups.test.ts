/** Every log group that AWS would make by itself, or writes to by log delivery, in every stack. */
import assert from "node:assert/strict";

import { matchesWildcard } from "../../model/text";
import { type Graph, type Recorded } from "../support/graph";
import { recordStack, STACKS } from "../support/program";
import { recordEverything } from "./support/everything";

type Inputs = Recorded["inputs"];

/** A log group by its name in AWS, with `*` for any text in it, and the region that it is in if that is not the stack's. */
interface Group {
    readonly name: string;
    readonly region?: string;
}

const EDGE = "us-east-1";

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const at = (value: unknown, ...path: (string | number)[]): unknown =>
    path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
const text = (value: unknown, ...path: (string | number)[]): string => String(at(value, ...path));

const exported = (kind: string) => (inputs: Inputs) =>
    list(inputs["enabledCloudwatchLogsExports"]).map((log) => ({
        name: `/aws/rds/${kind}/${text(inputs, "identifier")}/${String(log)}`,
    }));
const osMetrics = (inputs: Inputs) =>
    Number(inputs["monitoringInterval"]) > 0 ? [{ name: "RDSOSMetrics" }] : [];

/** Types of resources that make log groups by themselves, without key and for ever, and the groups that they make. */
const MAKERS: Readonly<Record<string, (inputs: Inputs, name: string) => readonly Group[]>> = {
    "apigateway.Stage": ({ restApi, stageName }) => [
        { name: `API-Gateway-Execution-Logs_${String(restApi)}/${String(stageName)}` },
    ],
    "chatbot.SlackChannelConfiguration": ({ loggingLevel, configurationName }) =>
        loggingLevel === "NONE" ? [] : [{ name: `/aws/chatbot/${String(configurationName)}`, region: EDGE }],
    "cloudfront.Function": ({ code }, name) =>
        String(code).includes("console.")
            ? [{ name: `/aws/cloudfront/function/${name}-0a1b2c3`, region: EDGE }]
            : [],
    "codebuild.Project": (inputs, name) => [
        { name: text(inputs, "logsConfig", "cloudwatchLogs", "groupName") || `/aws/codebuild/${name}` },
    ],
    "ecs.Cluster": ({ settings }, name) =>
        at(settings, 0, "value") === "disabled"
            ? []
            : [{ name: `/aws/ecs/containerinsights/${name}-0a1b2c3/performance` }],
    "ecs.TaskDefinition": ({ containerDefinitions }) =>
        (JSON.parse(String(containerDefinitions)) as unknown[]).map((container) => ({
            name: text(container, "logConfiguration", "options", "awslogs-group"),
        })),
    "guardduty.DetectorFeature": ({ name, status, region }) =>
        name === "EBS_MALWARE_PROTECTION" && status === "ENABLED"
            ? [
                  {
                      name: "/aws/guardduty/malware-scan-events",
                      ...(region === undefined ? {} : { region: String(region) }),
                  },
              ]
            : [],
    "lambda.Function": (inputs, name) => [
        { name: text(inputs, "loggingConfig", "logGroup") || `/aws/lambda/${name}` },
    ],
    "rds.Cluster": ({ clusterIdentifier, ...inputs }) =>
        exported("cluster")({ ...inputs, identifier: clusterIdentifier }),
    "rds.ClusterInstance": osMetrics,
    "rds.Instance": (inputs) => [...exported("instance")(inputs), ...osMetrics(inputs)],
    "rds.Proxy": ({ name }) => [{ name: `/aws/rds/proxy/${String(name)}` }],
    // Failed deliveries; of those that succeed nothing is asked for.
    "sns.Topic": (inputs, name) =>
        Object.keys(inputs).some((key) => key.endsWith("FailureFeedbackRoleArn"))
            ? [{ name: `sns/*/*/${name}-0a1b2c3/Failure` }]
            : [],
    "synthetics.Canary": (_, name) => [{ name: `/aws/lambda/cwsyn-${name}-0a1b2c3` }],
};

/** Groups that have the name of what writes to them, which AWS chooses: they come right after it. */
const LATER = ["ecs.Cluster", "sns.Topic", "synthetics.Canary"];

/** Groups that a stack does without, with the reason. */
const WITHOUT: Readonly<Record<string, string>> = {
    "dev RDSOSMetrics": "another stack of the account owns it (logs.osMetrics: skip)",
};

/** Where services that write by log delivery have their destinations. */
const DELIVERIES: Readonly<Record<string, (inputs: Inputs) => unknown[]>> = {
    "apigateway.Stage": (inputs) => [at(inputs, "accessLogSettings", "destinationArn")],
    "apigatewayv2.Stage": (inputs) => [at(inputs, "accessLogSettings", "destinationArn")],
    "elasticache.Cluster": (inputs) => list(inputs["logDeliveryConfigurations"]).map(destination),
    "elasticache.ReplicationGroup": (inputs) => list(inputs["logDeliveryConfigurations"]).map(destination),
    "pipes.Pipe": (inputs) => [at(inputs, "logConfiguration", "cloudwatchLogsLogDestination", "logGroupArn")],
    "sfn.StateMachine": (inputs) => [at(inputs, "loggingConfiguration", "logDestination")],
    "wafv2.WebAclLoggingConfiguration": (inputs) => list(inputs["logDestinationConfigs"]),
};

function destination(delivery: unknown): unknown {
    return at(delivery, "destination");
}

/** WAF demands its own prefix: https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html */
const prefixOf = (kind: string): string => (kind.startsWith("wafv2.") ? "aws-waf-logs-" : "/aws/vendedlogs/");

/** Name of a log group in AWS, as the mocked provider gives it. */
const nameOf = ({ name, inputs }: Recorded): string => String(inputs["name"] ?? `${name}-0a1b2c3`);

/** Whether a resource comes after another one. */
function comesAfter(graph: Graph, resource: Recorded, urn: string): boolean {
    const seen = new Set<string>();
    const next = [resource.urn];
    for (let current = next.pop(); current !== undefined; current = next.pop()) {
        const found = graph.resources.find((each) => each.urn === current);
        if (found === undefined || seen.has(current)) continue;
        if (found.dependsOn.includes(urn)) return true;
        seen.add(current);
        next.push(...found.dependsOn);
    }
    return false;
}

const met = { makers: new Set<string>(), deliveries: new Set<string>(), without: new Set<string>() };

for (const stack of [...STACKS, "everything"]) {
    describe(`log groups in stack ${stack}`, () => {
        let graph: Graph;
        let groups: Recorded[];

        before(async () => {
            ({ graph } = await (stack === "everything" ? recordEverything(false) : recordStack(stack)));
            groups = graph.all("cloudwatch.LogGroup");
        });

        it("that AWS would make by itself are there before", () => {
            const wrong = graph.resources.flatMap((resource) => {
                const { kind, name, inputs } = resource;
                return (MAKERS[kind]?.(inputs, name) ?? []).flatMap((group) => {
                    met.makers.add(kind);
                    const id = `${stack} ${group.name}`;
                    if (id in WITHOUT) {
                        met.without.add(id);
                        return [];
                    }
                    const made = groups.find(
                        (each) =>
                            matchesWildcard(group.name, nameOf(each)) &&
                            each.inputs["region"] === group.region,
                    );
                    if (made === undefined) return [`${kind} ${name} makes ${group.name}`];
                    const [first, second] = LATER.includes(kind) ? [made, resource] : [resource, made];
                    return comesAfter(graph, first, second.urn) ? [] : [`${first.urn} does not wait`];
                });
            });
            assert.deepEqual(wrong, []);
        });

        it("that services deliver to take no part of the account's resource policy", () => {
            const wrong = graph.resources.flatMap(({ kind, inputs }) =>
                (DELIVERIES[kind]?.(inputs) ?? []).flatMap((wanted) => {
                    met.deliveries.add(kind);
                    const id = String(wanted).split(/[/:]/).at(-1);
                    const group = groups.find((each) => nameOf(each) === wanted || each.name === id);
                    const name = group && nameOf(group);
                    return name?.startsWith(prefixOf(kind)) ? [] : [`${kind} writes to ${String(name)}`];
                }),
            );
            assert.deepEqual(wrong, []);
        });

        it("have names of their own", () => {
            const named = groups.filter(({ inputs }) => "name" in inputs);
            const names = named.map((group) => `${nameOf(group)} ${text(group.inputs, "region")}`);
            assert.equal(new Set(names).size, names.length, names.sort().join("\n"));
        });
    });
}

describe("log groups of all stacks", () => {
    it("come from every type that the stacks have and that makes some", () => {
        assert.deepEqual([...met.makers].sort(), [
            "chatbot.SlackChannelConfiguration",
            "codebuild.Project",
            "ecs.Cluster",
            "ecs.TaskDefinition",
            "guardduty.DetectorFeature",
            "lambda.Function",
            "rds.Cluster",
            "rds.ClusterInstance",
            "rds.Instance",
            "rds.Proxy",
            "sns.Topic",
            "synthetics.Canary",
        ]);
        assert.deepEqual([...met.deliveries].sort(), [
            "apigatewayv2.Stage",
            "elasticache.ReplicationGroup",
            "wafv2.WebAclLoggingConfiguration",
        ]);
        assert.deepEqual([...met.without].sort(), Object.keys(WITHOUT).sort());
    });
});
