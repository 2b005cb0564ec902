import type * as pulumi from "@pulumi/pulumi";

import { Bucket, type BucketArgs } from "../components/storage";
import { Canary, type CanaryArgs, RUN_DAYS } from "../components/monitoring";
import type { Component } from "../components/support/component";
import { valueOf } from "../components/support/values";
import { parseUse } from "../model/uses";

type Made = Readonly<Record<string, Readonly<Record<string, pulumi.Resource>>>>;

/** Arguments that all canaries share; `awsName` is the prefix of their names in AWS. */
interface CanariesArgs
    extends
        Omit<CanaryArgs, "url" | "passwordSecretArn" | "artifacts">,
        Pick<BucketArgs, "logBucket" | "protect"> {}

/** A workload that a canary can watch. */
interface Public {
    readonly url: pulumi.Output<string>;
    readonly passwordSecretArn: pulumi.Output<string> | undefined;
}

/**
 * Creates a canary for each of the given paths, named `<kind>-<name>` after its workload, and a bucket for all.
 *
 * @param paths paths to request, by `<kind>/<name>`
 * @param made components by kind, then by name
 */
export function createCanaries(
    args: CanariesArgs,
    paths: Readonly<Record<string, string>>,
    made: Made,
    options: pulumi.ComponentResourceOptions,
): Record<string, Component> {
    const watched = Object.entries(paths);
    if (watched.length === 0) return {};
    const { awsName, logBucket, protect = true, ...common } = args;
    const bucket = new Bucket(
        "canary-artifacts",
        {
            keyArn: args.keyArn,
            protect,
            expireDays: RUN_DAYS,
            expirePrefix: "runs/",
            ...(logBucket === undefined ? {} : { logBucket }),
        },
        options,
    );
    const artifacts = { bucketName: bucket.openedName, bucketArn: bucket.bucketArn };
    return Object.fromEntries(
        watched.map(([id, path]) => {
            const { kind, name: own } = parseUse(id);
            const { url, passwordSecretArn } = valueOf(valueOf(made, kind), own) as Partial<Public>;
            if (url === undefined) throw new Error(`${id} has no address that a canary could call`);
            const name = `${kind}-${own}`;
            const canary = new Canary(
                name,
                {
                    ...common,
                    awsName: `${awsName}-${name}`.toLowerCase().replace(/[^0-9a-z_-]/g, "-"),
                    url: url.apply((start) => `${start}${path}`),
                    passwordSecretArn,
                    artifacts,
                },
                options,
            );
            return [name, canary];
        }),
    );
}
