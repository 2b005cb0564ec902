import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { SingletonMode } from "../../model/singleton";
import { logGroup, type LogSettings } from "../support/logGroup";

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Viewing.html */
const GROUP = "RDSOSMetrics";

/**
 * The log group of enhanced monitoring, which all databases of an account and region share. RDS makes it with the first
 * database, without key and for ever, so that it must be there before any. It goes with its owner, whose key encrypts
 * it; adopting fails if it is not there.
 */
export function createOsMetricsLog(
    name: string,
    mode: SingletonMode,
    logs: LogSettings,
    options: pulumi.CustomResourceOptions,
): pulumi.Resource | undefined {
    if (mode === "skip") return undefined;
    return mode === "create"
        ? logGroup(name, logs, options, GROUP)
        : cloudwatch.LogGroup.get(name, GROUP, {}, options);
}
