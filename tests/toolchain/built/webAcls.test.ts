import assert from "node:assert/strict";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { firewallRules } from "../../../components/edge/firewallRules";
import {
    done,
    ENDPOINT,
    processorTime,
    type Properties,
    type Running,
    startProvider,
    stopProvider,
    struct,
} from "./process";

const visibilityConfig = { metricName: "acl", cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };

const rules = firewallRules({
    metricName: "acl",
    rateLimit: 2000,
    sqlInjection: true,
    countries: { block: ["KP"] },
    blockedSets: [],
    allowedSets: [],
    countOnly: ["AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"],
});
const [first, second] = rules;
const acl = {
    type: "aws:wafv2/webAcl:WebAcl",
    inputs: { name: "acl", scope: "REGIONAL", defaultAction: { allow: {} }, rules, visibilityConfig },
    outputs: {
        arn: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/acl/1",
        capacity: 1127,
        lockToken: "1",
        applicationIntegrationUrl: "",
        ruleJson: undefined,
    },
};
const queue = {
    type: "aws:sqs/queue:Queue",
    inputs: { name: "queue", visibilityTimeoutSeconds: 60 },
    outputs: { arn: "arn:aws:sqs:eu-west-1:111122223333:queue", url: `${ENDPOINT}/111122223333/queue` },
};

describe("toolchain: web ACL comparison of the self-built AWS provider", function () {
    this.timeout(300_000);
    let running: Running;
    let client: ResourceProviderClient;

    before(async () => {
        running = await startProvider();
        ({ client } = running);
        const settings = Object.entries({ region: "eu-west-1", accessKey: "test", secretKey: "test" });
        const skipped = ["skipCredentialsValidation", "skipMetadataApiCheck", "skipRequestingAccountId"];
        const all = Object.fromEntries([...settings, ...skipped.map((name) => [name, "true"] as const)]);
        const request = new provider.ConfigureRequest();
        request.setArgs(struct(all));
        for (const [name, value] of Object.entries(all))
            request.getVariablesMap().set(`aws:config:${name}`, value);
        request.setAcceptsecrets(true);
        await done<provider.ConfigureResponse>((answer) => client.configure(request, answer));
    });

    after(() => stopProvider(running));

    async function check(type: string, news: Properties): Promise<Properties> {
        const request = new provider.CheckRequest();
        request.setUrn(`urn:pulumi:test::test::${type}::it`);
        request.setName("it");
        request.setType(type);
        request.setOlds(struct({}));
        request.setNews(struct(news));
        const response = await done<provider.CheckResponse>((answer) => client.check(request, answer));
        assert.deepEqual(response.getFailuresList(), []);
        return response.getInputs()?.toJavaScript() ?? {};
    }

    /** Changes by path, for a resource of type `what` with other inputs. */
    async function diff({ type, inputs, outputs }: typeof acl | typeof queue, news: Properties = inputs) {
        const oldInputs = await check(type, inputs);
        const request = new provider.DiffRequest();
        request.setId("1");
        request.setUrn(`urn:pulumi:test::test::${type}::it`);
        request.setName("it");
        request.setType(type);
        request.setOlds(struct({ ...oldInputs, ...outputs, id: "1", tags: {}, tagsAll: {} }));
        request.setOldInputs(struct(oldInputs));
        request.setNews(struct(await check(type, news)));
        const response = await done<provider.DiffResponse>((answer) => client.diff(request, answer));
        assert.notEqual(response.getChanges(), provider.DiffResponse.DiffChanges.DIFF_UNKNOWN);
        const kinds = Object.entries(provider.PropertyDiff.Kind);
        const found: string[] = [];
        response.getDetaileddiffMap().forEach((change, path) => {
            const kind = kinds.find(([, value]) => value === change.getKind())?.[0] ?? "";
            found.push(`${kind} ${path}`);
        });
        return found.sort();
    }

    const changes: readonly (readonly [string, Properties, readonly string[]])[] = [
        ["none", {}, []],
        [
            "a rule's priority",
            { rules: [first, { ...second, priority: 7 }, ...rules.slice(2)] },
            ["UPDATE rules"],
        ],
        ["a rule that was removed", { rules: rules.slice(0, -1) }, ["DELETE rules[5]"]],
        [
            "a rule that was added",
            { rules: [...rules, { ...first, name: "more", priority: 9 }] },
            ["UPDATE rules"],
        ],
        ["its name", { name: "other" }, ["UPDATE_REPLACE name"]],
    ];
    for (const [what, news, expected] of changes) {
        it(`finds the change: ${what}`, async () => {
            assert.deepEqual(await diff(acl, { ...acl.inputs, ...news }), expected);
        });
    }

    it("finds the same for several at once", async () => {
        const results = await Promise.all(
            Array.from({ length: 2 }, () => changes)
                .flat()
                .map(async ([, news]) => diff(acl, { ...acl.inputs, ...news })),
        );
        assert.deepEqual(
            results,
            Array.from({ length: 2 }, () => changes.map(([, , expected]) => expected)).flat(),
        );
    });

    // By processor time, which other programs on the machine change least; a comparison of queues takes milliseconds.
    it("takes no longer than the comparison of 300 queues", async () => {
        const took = async (times: number, of: typeof acl | typeof queue) => {
            const start = processorTime(running.process);
            for (let i = 0; i < times; i++) await diff(of);
            return processorTime(running.process) - start;
        };
        await diff(acl);
        const [ofAcl, ofQueues] = [await took(3, acl), await took(300, queue)];
        assert.ok(ofAcl < 3 * ofQueues, `${ofAcl / 3} s instead of ${ofQueues} s`);
    });
});
