import * as accessanalyzer from "@pulumi/aws/accessanalyzer";
import * as guardduty from "@pulumi/aws/guardduty";
import * as securityhub from "@pulumi/aws/securityhub";
import type * as pulumi from "@pulumi/pulumi";

import type { SingletonMode } from "../../model/singleton";
import type { LogSettings } from "../support/logGroup";
import { EDGE_REGION as region, inRegion } from "../support/regions";
import { createDetector, createHub, type DetectorArgs } from "./detectors";

/** Where the detectors are beside the stack's region. */
export interface EdgeDetectors {
    /** @default as in the stack's region, each of them */
    readonly mode?: SingletonMode | undefined;
    /** ARN of a KMS key in us-east-1. */
    readonly keyArn: pulumi.Input<string>;
    /** ARN of a topic in us-east-1, for findings. */
    readonly alarmTopicArn: pulumi.Input<string>;
}

/** Modes in the stack's region, and what else the detectors need. */
interface Args extends Pick<DetectorArgs, "guardDutyFeatures"> {
    readonly guardDuty: SingletonMode;
    readonly securityHub: SingletonMode;
    readonly accessAnalyzer: SingletonMode;
    readonly awsName: string;
    readonly analyzerName?: string | undefined;
    readonly accountId: string;
    readonly logs: LogSettings;
    readonly edge: EdgeDetectors;
}

/**
 * GuardDuty, Security Hub and Access Analyzer in us-east-1, each of which sees one region only: there are CloudFront's
 * firewall, its certificates, logs and alarms, and there an intruder goes who expects nobody to look.
 *
 * @param lasting options of the resources that outlive the stack
 */
export function createEdgeDetectors(
    name: string,
    { edge, logs, accountId, awsName, ...args }: Args,
    options: pulumi.CustomResourceOptions,
    lasting: pulumi.CustomResourceOptions,
): void {
    const there = inRegion(region, lasting);
    const modeOf = (part: SingletonMode): SingletonMode => (part === "skip" ? part : (edge.mode ?? part));
    const parent = options.parent === undefined ? {} : { parent: options.parent };
    const modes: readonly [SingletonMode, () => unknown, () => unknown][] = [
        [
            modeOf(args.guardDuty),
            () => {
                const { guardDutyFeatures } = args;
                const { alarmTopicArn, keyArn } = edge;
                const own = { guardDutyFeatures, alarmTopicArn, logs: { ...logs, keyArn } };
                return createDetector(`${name}-guardduty`, own, there);
            },
            () => guardduty.getDetectorOutput({ region }, parent),
        ],
        [
            modeOf(args.securityHub),
            () => createHub(`${name}-hub`, region, there),
            () => securityhub.Account.get(`${name}-hub`, accountId, { region }, options),
        ],
        [
            modeOf(args.accessAnalyzer),
            () =>
                new accessanalyzer.Analyzer(
                    `${name}-analyzer`,
                    { analyzerName: awsName, type: "ACCOUNT" },
                    there,
                ),
            () => {
                const id = args.analyzerName ?? awsName;
                return accessanalyzer.Analyzer.get(`${name}-analyzer`, id, { region }, options);
            },
        ],
    ];
    for (const [mode, create, adopt] of modes) {
        if (mode === "create") create();
        if (mode === "adopt") adopt();
    }
}
