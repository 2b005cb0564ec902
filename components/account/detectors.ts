import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as guardduty from "@pulumi/aws/guardduty";
import * as securityhub from "@pulumi/aws/securityhub";
import type * as pulumi from "@pulumi/pulumi";

import { GUARD_DUTY_FEATURES, guardDutyDefaults, type GuardDutyFeatures } from "../../model/guardDuty";
import { FINDING } from "../../model/severities";
import { tell } from "../support/channels";
import { logGroup, type LogSettings } from "../support/logGroup";

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const HIGH = 7;

/** Agents of Runtime Monitoring, which AWS puts on machines by itself; there is no EKS. */
const AGENTS = {
    EC2_AGENT_MANAGEMENT: true,
    ECS_FARGATE_AGENT_MANAGEMENT: true,
    EKS_ADDON_MANAGEMENT: false,
};

/** https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-auditing-scan-logs.html */
const MALWARE_LOG = "/aws/guardduty/malware-scan-events";

/** Arguments of {@link createDetector}. */
export interface DetectorArgs {
    /** Protection plans that are on or off. @default all but `eksAudit` and `runtime` */
    readonly guardDutyFeatures?: Partial<GuardDutyFeatures> | undefined;
    /** Retention and key of scans for malware. */
    readonly logs: LogSettings;
    /** ARN of a topic of the detector's region. @default no alerts */
    readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

const status = (on: boolean): string => (on ? "ENABLED" : "DISABLED");

/**
 * GuardDuty, and a rule that publishes findings of high severity. A new detector has every plan that it is not told of,
 * but Runtime Monitoring: so each is on or off in so many words. The rule and the log are always deleted with the stack,
 * whose key encrypts them, even where the detector is retained.
 */
export function createDetector(
    name: string,
    { guardDutyFeatures, logs, alarmTopicArn: topicArn }: DetectorArgs,
    options: pulumi.CustomResourceOptions,
): guardduty.Detector {
    const own = { ...options, retainOnDelete: false };
    const features = { ...guardDutyDefaults, ...guardDutyFeatures };
    const dependsOn = features.ebsMalware ? [logGroup(`${name}-malware`, logs, own, MALWARE_LOG)] : [];
    const detector = new guardduty.Detector(
        name,
        { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" },
        { ...options, dependsOn },
    );
    for (const [key, feature] of Object.entries(GUARD_DUTY_FEATURES)) {
        const on = features[key as keyof GuardDutyFeatures];
        const agents = Object.entries(AGENTS).map(([agent, wanted]) => ({
            name: agent,
            status: status(on && wanted),
        }));
        new guardduty.DetectorFeature(
            `${name}-${feature.toLowerCase().replaceAll("_", "-")}`,
            {
                detectorId: detector.id,
                name: feature,
                status: status(on),
                ...(key === "runtime" ? { additionalConfigurations: agents } : {}),
            },
            options,
        );
    }
    if (topicArn !== undefined) {
        const rule = new cloudwatch.EventRule(
            name,
            {
                description: "GuardDuty has found something of high severity",
                eventPattern: JSON.stringify({
                    source: ["aws.guardduty"],
                    "detail-type": ["GuardDuty Finding"],
                    detail: { severity: [{ numeric: [">=", HIGH] }] },
                }),
            },
            own,
        );
        tell(name, rule, topicArn, FINDING, own);
    }
    return detector;
}

/** Security Hub with AWS's Foundational Security Best Practices. */
export function createHub(
    name: string,
    region: string,
    options: pulumi.CustomResourceOptions,
): securityhub.Account {
    const hub = new securityhub.Account(
        name,
        {
            enableDefaultStandards: false,
            controlFindingGenerator: "SECURITY_CONTROL",
            autoEnableControls: true,
        },
        options,
    );
    new securityhub.StandardsSubscription(
        name,
        {
            standardsArn: `arn:aws:securityhub:${region}::standards/aws-foundational-security-best-practices/v/1.0.0`,
        },
        { ...options, dependsOn: [hub] },
    );
    return hub;
}
