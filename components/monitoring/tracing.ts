import { createHash } from "node:crypto";
import * as xray from "@pulumi/aws/xray";
import type * as pulumi from "@pulumi/pulumi";

import { ignoredPathName } from "../../model/names";

/** Which traces X-Ray keeps and shows. */
export interface TraceSettings {
    /** Seconds after which a response counts as slow. */
    readonly slowSeconds: number;
    /** Part of requests that are traced, in percent, beyond those of `samplesPerSecond`. */
    readonly samplePercent: number;
    /** Requests a second that are always traced. */
    readonly samplesPerSecond: number;
    /** Paths that are never traced, with * and ?, such as health checks. */
    readonly ignorePaths: readonly string[];
    /**
     * Encrypt all traces of account and region with the stack's key. X-Ray stops storing traces when the key is
     * deleted, with the stack: for stacks that stay. Without it X-Ray encrypts with a key of its own.
     */
    readonly customerKey: boolean;
}

/** AWS's own rule has 10000; less comes first. */
const SAMPLING_PRIORITY = 9000;
const IGNORE_PRIORITY = 1000;

/** https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html */
const MAX_RULE_NAME = 32;

const EVERYTHING = {
    host: "*",
    httpMethod: "*",
    resourceArn: "*",
    serviceName: "*",
    serviceType: "*",
    version: 1,
};

/** X-Ray: a group of failed and slow traces, sampling rules, and encryption. */
export function createTracing(
    name: string,
    groupName: string,
    keyArn: pulumi.Input<string>,
    settings: TraceSettings,
    options: pulumi.CustomResourceOptions,
): void {
    new xray.Group(
        name,
        {
            groupName,
            filterExpression: `fault = true OR error = true OR responsetime > ${settings.slowSeconds}`,
            insightsConfiguration: { insightsEnabled: true, notificationsEnabled: false },
        },
        options,
    );
    settings.ignorePaths.forEach((urlPath, index) => {
        new xray.SamplingRule(
            `${name}-ignore-${ignoredPathName(urlPath)}`,
            {
                ...EVERYTHING,
                // By its path: with numbers, a path that comes first or goes would take the name of the next one's rule.
                ruleName: ruleName(groupName, `-skip-${hashOf(urlPath)}`),
                urlPath,
                priority: IGNORE_PRIORITY + index,
                fixedRate: 0,
                reservoirSize: 0,
            },
            options,
        );
    });
    new xray.SamplingRule(
        `${name}-sample`,
        {
            ...EVERYTHING,
            ruleName: ruleName(groupName),
            urlPath: "*",
            priority: SAMPLING_PRIORITY,
            fixedRate: settings.samplePercent / 100,
            reservoirSize: settings.samplesPerSecond,
        },
        options,
    );
    if (settings.customerKey) new xray.EncryptionConfig(name, { type: "KMS", keyId: keyArn }, options);
}

/** The group's name with a suffix; where that is too long, a hash tells rules of several stacks apart. */
function ruleName(groupName: string, suffix = ""): string {
    const whole = groupName + suffix;
    if (whole.length <= MAX_RULE_NAME) return whole;
    const end = `-${hashOf(groupName)}${suffix}`;
    return groupName.slice(0, MAX_RULE_NAME - end.length) + end;
}

function hashOf(text: string): string {
    return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
