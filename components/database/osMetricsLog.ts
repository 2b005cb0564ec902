import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { SingletonMode } from "../../model/singleton";
import { Component } from "../support/component";
import { logGroup, type LogSettings } from "../support/logGroup";

/** Arguments of {@link OsMetricsLog}. */
export interface OsMetricsLogArgs {
    /** Make the group, or adopt the one of another stack. @default "create" */
    readonly mode?: Exclude<SingletonMode, "skip">;
    /** Retention and key. */
    readonly logs: LogSettings;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Viewing.html */
const GROUP = "RDSOSMetrics";

/**
 * The log group of enhanced monitoring, which all databases of an account and region share. RDS makes it with the first
 * database, without key and for ever, so that it must be there before any. It goes with its owner, whose key encrypts
 * it; adopting fails if it is not there.
 */
export class OsMetricsLog extends Component {
    readonly logGroupName: pulumi.Output<string>;

    constructor(name: string, args: OsMetricsLogArgs, options?: pulumi.ComponentResourceOptions) {
        super("OsMetricsLog", name, options);
        const { mode = "create", logs } = args;
        this.logGroupName = {
            create: () => logGroup(name, logs, this.child, GROUP).name,
            adopt: () => cloudwatch.LogGroup.get(name, GROUP, {}, this.child).name,
        }[mode]();
        this.registerOutputs({ logGroupName: this.logGroupName });
    }
}
