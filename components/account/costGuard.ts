import * as budgets from "@pulumi/aws/budgets";
import * as costexplorer from "@pulumi/aws/costexplorer";
import * as pulumi from "@pulumi/pulumi";

import { ANOMALY } from "../../model/severities";
import { channelsFor } from "../support/channels";
import { Component } from "../support/component";
import type { Singleton } from "../../model/singleton";
import { hyphenated } from "../../model/names";

/** Part of the costs with a budget of its own. */
export interface BudgetPart {
    /** US dollars a month. */
    readonly monthlyUsd: number;
    /** Names of services as they are on the bill, such as "AWS CodePipeline". */
    readonly services: readonly string[];
}

/** Arguments of {@link CostGuard}. */
export interface CostGuardArgs {
    /** Prefix of the names of budgets and monitors, such as `shop-prod`. */
    readonly awsName: string;
    /** Most that the account may cost, in US dollars a month. */
    readonly monthlyUsd: number;
    /** Budgets of parts, within the whole. @default none */
    readonly parts?: Readonly<Record<string, BudgetPart>>;
    /** ARN of the topic for alerts; its policy must let Budgets and Cost Anomaly Detection publish. */
    readonly alarmTopicArn: pulumi.Input<string>;
    /** E-mail addresses that get alerts on budgets besides the topic. @default none */
    readonly emails?: readonly string[];
    /** Whether spending that is out of line is looked for. */
    readonly anomalies: Singleton & {
        /** ARN of the account's monitor, to adopt it. */
        readonly monitorArn?: string | undefined;
        /** US dollars that an anomaly must amount to. */
        readonly minimumUsd: number;
    };
    /** Leave the account's monitor as it is when the stack no longer creates it. @default true */
    readonly retain?: boolean;
    /** Tags by which the bill can be split; an account that pays for others decides on them for all. @default none */
    readonly costAllocationTags?: readonly string[];
}

/** Percent of a budget at which AWS Budgets publishes: of the actual and of the forecasted cost. */
const THRESHOLDS = [
    { notificationType: "ACTUAL", threshold: 80 },
    { notificationType: "ACTUAL", threshold: 100 },
    { notificationType: "FORECASTED", threshold: 100 },
] as const;

/** Says when the account costs more than it should: budgets with forecasts, and anomalies. */
export class CostGuard extends Component {
    /** ARN of the monitor for anomalies; undefined without one. */
    readonly anomalyMonitorArn: pulumi.Output<string> | undefined;

    constructor(name: string, args: CostGuardArgs, options?: pulumi.ComponentResourceOptions) {
        super("CostGuard", name, options);
        this.limit(name, args.awsName, args, args);
        for (const [part, budget] of Object.entries(args.parts ?? {})) {
            this.limit(`${name}-${part}`, `${args.awsName}-${part}`, budget, args);
        }
        this.anomalyMonitorArn = this.watch(args);
        for (const tagKey of args.costAllocationTags ?? []) {
            new costexplorer.CostAllocationTag(
                `${name}-${hyphenated(tagKey)}`,
                { tagKey, status: "Active" },
                this.child,
            );
        }
        this.registerOutputs({ anomalyMonitorArn: this.anomalyMonitorArn });
    }

    private limit(
        name: string,
        awsName: string,
        { monthlyUsd, services = [] }: Pick<BudgetPart, "monthlyUsd"> & Partial<BudgetPart>,
        { alarmTopicArn, emails = [] }: CostGuardArgs,
    ): void {
        new budgets.Budget(
            name,
            {
                name: awsName,
                budgetType: "COST",
                timeUnit: "MONTHLY",
                limitAmount: String(monthlyUsd),
                limitUnit: "USD",
                ...(services.length === 0
                    ? {}
                    : { costFilters: [{ name: "Service", values: [...services] }] }),
                notifications: THRESHOLDS.map((threshold) => ({
                    ...threshold,
                    thresholdType: "PERCENTAGE",
                    comparisonOperator: "GREATER_THAN",
                    subscriberSnsTopicArns: [alarmTopicArn],
                    ...(emails.length === 0 ? {} : { subscriberEmailAddresses: [...emails] }),
                })),
            },
            this.child,
        );
    }

    private watch({
        awsName,
        anomalies,
        alarmTopicArn,
        retain = true,
    }: CostGuardArgs): pulumi.Output<string> | undefined {
        const monitorArn = this.monitor(awsName, anomalies, retain);
        if (monitorArn === undefined) return undefined;
        const subscribe = (suffix: string, address: pulumi.Input<string>) =>
            new costexplorer.AnomalySubscription(
                `${this.name}${suffix}`,
                {
                    name: `${awsName}${suffix}`,
                    // SNS subscribers get every anomaly at once only, and a subscription has one topic.
                    frequency: "IMMEDIATE",
                    monitorArnLists: [monitorArn],
                    subscribers: [{ type: "SNS", address }],
                    thresholdExpression: {
                        dimension: {
                            key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                            matchOptions: ["GREATER_THAN_OR_EQUAL"],
                            values: [String(anomalies.minimumUsd)],
                        },
                    },
                },
                this.child,
            );
        subscribe("", alarmTopicArn);
        for (const { name, topicArn } of channelsFor(alarmTopicArn, ANOMALY)) subscribe(`-${name}`, topicArn);
        return monitorArn;
    }

    /** An account has one monitor of its services: https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html */
    private monitor(
        awsName: string,
        { mode, monitorArn }: CostGuardArgs["anomalies"],
        retainOnDelete: boolean,
    ): pulumi.Output<string> | undefined {
        if (mode === "skip") return undefined;
        if (mode === "create") {
            return new costexplorer.AnomalyMonitor(
                this.name,
                { name: awsName, monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" },
                { ...this.child, retainOnDelete },
            ).arn;
        }
        if (monitorArn === undefined) {
            throw this.refusal("adopts the account's anomaly monitor, but has no ARN of it");
        }
        return pulumi.output(monitorArn);
    }
}
