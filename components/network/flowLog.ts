import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../support/after";
import { policyDocument, serviceTrust } from "../support/iam";
import { logGroup, type LogSettings } from "../support/logGroup";

/** Arguments of {@link createFlowLog}. */
export interface FlowLogArgs {
    readonly vpcId: pulumi.Input<string>;
    readonly accountId: string;
    readonly logs: LogSettings;
}

/** The longer of the two intervals VPC flow logs offer, in seconds; the other, 60, makes many more records. */
const INTERVAL = 600;

/** Records all traffic of a VPC, accepted and rejected, in an encrypted log group. */
export function createFlowLog(
    prefix: string,
    { vpcId, accountId, logs }: FlowLogArgs,
    options: pulumi.CustomResourceOptions,
): void {
    const name = `${prefix}-flow`;
    const group = logGroup(name, logs, options);
    const role = new iam.Role(
        name,
        { assumeRolePolicy: serviceTrust("vpc-flow-logs.amazonaws.com", accountId) },
        options,
    );
    const policy = policyDocument([
        {
            actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
            resources: [group.arn, pulumi.interpolate`${group.arn}:*`],
        },
    ]);
    const permissions = new iam.RolePolicy(name, { role: role.name, policy }, options);
    new ec2.FlowLog(
        name,
        {
            vpcId,
            trafficType: "ALL",
            maxAggregationInterval: INTERVAL,
            logDestinationType: "cloud-watch-logs",
            logDestination: group.arn,
            iamRoleArn: after(role.arn, [permissions]),
            tags: { Name: name },
        },
        options,
    );
}
