import type * as pulumi from "@pulumi/pulumi";

import {
    CostGuard,
    type CostGuardArgs,
    SecurityBaseline,
    type SecurityBaselineArgs,
} from "../components/account";
import { type DeliveryRole, DeliveryRoles, type DeliveryRolesArgs } from "../components/pipeline";
import { Monitoring, type MonitoringArgs } from "../components/monitoring";
import { createCanaries } from "./canaries";
import type { Component } from "../components/support/component";
import { defined } from "../components/support/values";

/** What all of it needs. */
interface Shared extends Pick<
    SecurityBaselineArgs,
    "region" | "accountId" | "keyArn" | "logs" | "logBucket" | "protect"
> {
    readonly stack: string;
    /** ARN of the policy that limits every role but those of delivery. */
    readonly roleBoundaryArn: string | undefined;
    /** ARN of the topic that alarms publish to. */
    readonly alarmTopicArn: pulumi.Input<string>;
    /** Leave what the account has once as it is when the stack no longer creates it. */
    readonly retain: boolean;
}

type Own<Args> = Omit<Args, keyof Shared | "awsName">;

interface AccountWideArgs {
    readonly security: Own<SecurityBaselineArgs>;
    /** undefined: nobody delivers from outside. */
    readonly delivery:
        | (Omit<Own<DeliveryRolesArgs>, "environments"> & {
              readonly environments: Readonly<Partial<Record<DeliveryRole, string>>>;
          })
        | undefined;
    readonly budget: Own<CostGuardArgs>;
    readonly monitoring: Omit<Own<MonitoringArgs>, "components"> & {
        readonly canaries: { readonly everyMinutes: number; readonly timeoutSeconds: number };
    };
    /** What canaries ask for, by `<kind>/<name>` of what they watch. */
    readonly canaries: Readonly<Record<string, string>>;
    /** What stands under everything, by name; what the stack does without is undefined. */
    readonly platform: Readonly<Record<string, Component | undefined>>;
    /** Everything that has a name of its own, by kind. */
    readonly made: MonitoringArgs["components"];
}

/** What is about the account or the stack as a whole: its security, who delivers to it, its costs, and its dashboard. */
export function createAccountWide(
    shared: Shared,
    { security, delivery, budget, monitoring, canaries, platform, made }: AccountWideArgs,
    options: pulumi.ComponentResourceOptions,
): { readonly delivery: DeliveryRoles | undefined; readonly monitoring: Monitoring } {
    const { stack } = shared;
    const base = { ...shared, awsName: `plumbline-${stack}` };
    const baseline = new SecurityBaseline("security", { ...base, ...security }, options);
    const roles =
        delivery &&
        new DeliveryRoles(
            "delivery",
            {
                ...base,
                ...delivery,
                environments: {
                    preview: `${stack}-preview`,
                    deploy: stack,
                    drift: `${stack}-drift`,
                    ...delivery.environments,
                },
            },
            options,
        );
    new CostGuard("cost-guard", { ...base, ...budget }, options);
    const components = {
        platform: defined<Component>({ ...platform, security: baseline }),
        ...made,
        canary: createCanaries({ ...base, ...monitoring.canaries }, canaries, made, options),
    };
    return {
        delivery: roles,
        monitoring: new Monitoring("monitoring", { ...base, ...monitoring, components }, options),
    };
}
