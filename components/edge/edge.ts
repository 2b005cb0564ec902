import type * as pulumi from "@pulumi/pulumi";

import { Alerts, type AlertsArgs } from "../monitoring";
import { EncryptionKey } from "../secret";
import { Component } from "../support/component";
import { EDGE_REGION, inRegion } from "../support/regions";

/** Arguments of {@link Edge}. */
export interface EdgeArgs {
    readonly stack: string;
    readonly accountId: string;
    /** Days between the key's deletion being asked for and carried out, 7 to 30. @default 30 */
    readonly deletionDays?: number;
    /** Refuse deletion of the key. @default true */
    readonly protect?: boolean;
    /** Addresses that get every alert; each has to confirm once more for this region. @default none */
    readonly emails?: readonly string[];
    /** Recipients of a part of the alerts by name, at most four. @default none */
    readonly channels?: AlertsArgs["channels"];
}

/** Encryption key and alarm topic of one region. */
export interface RegionServices {
    /** Encrypts logs. */
    readonly keyArn: pulumi.Input<string>;
    /** ARN of the topic that alarms publish to; CloudWatch accepts a topic of the same region only. */
    readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * Key and alarm topic in us-east-1, where AWS keeps CloudFront's metrics and its firewall's log: encrypted logs and
 * alarms need both in their own region. A stack in us-east-1 uses its own key and topic instead.
 */
export class Edge extends Component implements RegionServices {
    readonly keyArn: pulumi.Output<string>;
    readonly alarmTopicArn: pulumi.Output<string>;

    constructor(name: string, args: EdgeArgs, options?: pulumi.ComponentResourceOptions) {
        super("Edge", name, options);
        const { accountId, stack, deletionDays, emails, channels, protect = true } = args;
        const there = inRegion<pulumi.ComponentResourceOptions>(EDGE_REGION, { parent: this });
        const key = new EncryptionKey(
            `${name}-data`,
            {
                description: `Logs and alarms of ${stack} in ${EDGE_REGION}`,
                region: EDGE_REGION,
                accountId,
                protect,
                ...(deletionDays === undefined ? {} : { deletionDays }),
            },
            there,
        );
        const alerts = new Alerts(
            `${name}-alerts`,
            { accountId, keyArn: key.keyArn, channels, ...(emails === undefined ? {} : { emails }) },
            there,
        );
        this.keyArn = key.keyArn;
        this.alarmTopicArn = alerts.topicArn;
        this.registerOutputs({ keyArn: this.keyArn, alarmTopicArn: this.alarmTopicArn });
    }
}
