import * as pulumi from "@pulumi/pulumi";

import { awsCrons, type Hours } from "../../model/hours";
import { createScheduler } from "../support/scheduler";
import type { Server } from "./databaseServer";

/** Arguments of {@link keepHours}. */
export interface DatabaseHoursArgs {
    readonly hours: Hours;
    readonly server: Pick<Server, "arn" | "clusterIdentifier" | "instanceIdentifier">;
    readonly accountId: string;
    /** ARN of the KMS key that encrypts the schedules. */
    readonly keyArn: pulumi.Input<string>;
}

/** A server that is starting or stopping takes no other order: asked again for an hour. */
const RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 };

/**
 * Starts the server in the morning and stops it in the evening. RDS starts a stopped one by itself after seven days, so
 * that it is stopped again on the next of its days.
 * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
export function keepHours(
    name: string,
    { hours, server, accountId, keyArn }: DatabaseHoursArgs,
    options: pulumi.CustomResourceOptions,
): void {
    const { wake, sleep } = awsCrons(hours);
    const isCluster = server.clusterIdentifier !== undefined;
    const what = isCluster ? "DBCluster" : "DBInstance";
    const input = pulumi.jsonStringify(
        isCluster
            ? { DbClusterIdentifier: server.clusterIdentifier }
            : { DbInstanceIdentifier: server.instanceIdentifier },
    );
    const create = createScheduler(
        `${name}-hours`,
        {
            accountId,
            keyArn,
            statements: [{ actions: [`rds:Start${what}`, `rds:Stop${what}`], resources: [server.arn] }],
        },
        options,
    );
    const schedule = (suffix: string, expression: string, action: string): void => {
        const arn = `arn:aws:scheduler:::aws-sdk:rds:${action}${what}`;
        const { timeZone } = hours;
        create(`${name}-${suffix}`, { expression, timeZone, target: { arn, retryPolicy: RETRY, input } });
    };
    schedule("wake", wake, "start");
    schedule("sleep", sleep, "stop");
}
