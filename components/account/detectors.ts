import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as guardduty from "@pulumi/aws/guardduty";
import * as securityhub from "@pulumi/aws/securityhub";
import type * as pulumi from "@pulumi/pulumi";

/** Optional protection plans of GuardDuty: S3, RDS sign-ins, traffic of functions. */
const FEATURES = ["S3_DATA_EVENTS", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS"];

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const HIGH = 7;

/**
 * GuardDuty, and a rule that publishes findings of high severity. The rule is always deleted with the stack, even where
 * the detector is retained.
 */
export function createDetector(
    name: string,
    topicArn: pulumi.Input<string> | undefined,
    options: pulumi.CustomResourceOptions,
): guardduty.Detector {
    const detector = new guardduty.Detector(
        name,
        { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" },
        options,
    );
    for (const feature of FEATURES) {
        new guardduty.DetectorFeature(
            `${name}-${feature.toLowerCase().replaceAll("_", "-")}`,
            { detectorId: detector.id, name: feature, status: "ENABLED" },
            options,
        );
    }
    if (topicArn !== undefined) {
        const notifying = { ...options, retainOnDelete: false };
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
            notifying,
        );
        new cloudwatch.EventTarget(name, { rule: rule.name, arn: topicArn }, notifying);
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
