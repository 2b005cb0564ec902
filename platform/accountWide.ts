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
import { defaultEnvironments } from "../model/deliveryEnvironments";

/** Arguments that the account-wide components share. */
interface Shared extends Pick<
    SecurityBaselineArgs,
    "region" | "accountId" | "keyArn" | "logs" | "logBucket" | "protect"
> {
    readonly stack: string;
    readonly project: string;
    /** ARN of the policy that limits every role but those of delivery. */
    readonly roleBoundaryArn: string | undefined;
    /** ARN of the topic that alarms publish to. */
    readonly alarmTopicArn: pulumi.Input<string>;
    /** Retain resources that an account has once when the stack no longer creates them. */
    readonly retain: boolean;
}

type Own<Args> = Omit<Args, keyof Shared | "awsName">;

interface AccountWideArgs {
    readonly security: Own<SecurityBaselineArgs>;
    /** undefined: no roles for workflows. */
    readonly delivery:
        | (Omit<Own<DeliveryRolesArgs>, "environments"> & {
              readonly environments: Readonly<Partial<Record<DeliveryRole, string>>>;
          })
        | undefined;
    readonly budget: Own<CostGuardArgs>;
    readonly monitoring: Omit<Own<MonitoringArgs>, "components"> & {
        readonly canaries: { readonly everyMinutes: number; readonly timeoutSeconds: number };
    };
    /** Paths that canaries request, by `<kind>/<name>` of the workload. */
    readonly canaries: Readonly<Record<string, string>>;
    /** Base and shared components by name; undefined if the stack has none. */
    readonly platform: Readonly<Record<string, Component | undefined>>;
    /** Workloads by kind and name. */
    readonly made: MonitoringArgs["components"];
}

/** Creates the components of the account or the whole stack: security, delivery roles, budgets, canaries, dashboard. */
export function createAccountWide(
    shared: Shared,
    { security, delivery, budget, monitoring, canaries, platform, made }: AccountWideArgs,
    options: pulumi.ComponentResourceOptions,
): { readonly delivery: DeliveryRoles | undefined; readonly monitoring: Monitoring } {
    const { stack, project } = shared;
    const base = { ...shared, awsName: `${project}-${stack}` };
    const baseline = new SecurityBaseline("security", { ...base, ...security }, options);
    const canary = createCanaries({ ...base, ...monitoring.canaries }, canaries, made, options);
    const roles =
        delivery &&
        new DeliveryRoles(
            "delivery",
            {
                ...base,
                ...delivery,
                objectArns: objectsOf({ platform: defined<Component>(platform), ...made, canary }),
                environments: {
                    ...defaultEnvironments(stack),
                    ...delivery.environments,
                },
            },
            options,
        );
    new CostGuard("cost-guard", { ...base, ...budget }, options);
    const components = {
        platform: defined<Component>({ ...platform, security: baseline }),
        ...made,
        canary,
    };
    return {
        delivery: roles,
        monitoring: new Monitoring("monitoring", { ...base, ...monitoring, components }, options),
    };
}

/** Objects that components upload. */
function objectsOf(made: MonitoringArgs["components"]): pulumi.Output<string>[] {
    return Object.values(made)
        .flatMap((components) => Object.values(components))
        .flatMap((component) => ("objectArns" in component ? (component.objectArns as []) : []));
}
