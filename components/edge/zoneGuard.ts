import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kms from "@pulumi/aws/kms";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { dashed } from "../../model/names";
import { Component } from "../support/component";
import { policyDocument } from "../support/iam";
import { type LogSettings, logGroup } from "../support/logGroup";
import { EDGE_REGION, inRegion } from "../support/regions";
import { forZone, signingKeyPolicy } from "./signingKeyPolicy";

/** Arguments of {@link ZoneGuard}. */
export interface ZoneGuardArgs {
    /** Domain of the zone. */
    readonly domainName: string;
    /** Id of a public zone of the stack. */
    readonly zoneId: pulumi.Input<string>;
    readonly accountId: string;
    /** Retention, and key in us-east-1, of the log of all questions to the zone. @default no log */
    readonly queryLogs?: LogSettings | undefined;
    /** Sign the zone's answers. Resolvers check that once the domain above has the DS record. @default false */
    readonly dnssec?: boolean;
    /** Days between the signing key's deletion being asked for and carried out, 7 to 30. @default 30 */
    readonly deletionDays?: number;
    /** Refuse deletion of the signing key. @default true */
    readonly protect?: boolean;
}

/** Route 53 writes to log groups of this prefix only where a policy of the account lets it. */
const LOG_PREFIX = "/aws/route53/";

/** Signs a zone's answers (DNSSEC), and logs the questions to it. Route 53 does both in us-east-1. */
export class ZoneGuard extends Component {
    /** Value of the DS record that the domain above has to publish; undefined for a zone that is not signed. */
    readonly dsRecord: pulumi.Output<string> | undefined;
    /** Log group of the questions in us-east-1; undefined without a log. */
    readonly logGroupName: pulumi.Output<string> | undefined;

    constructor(name: string, args: ZoneGuardArgs, options?: pulumi.ComponentResourceOptions) {
        super("ZoneGuard", name, options);
        this.logGroupName = args.queryLogs && this.logQueries(args, args.queryLogs);
        this.dsRecord = args.dnssec ? this.sign(args) : undefined;
        this.registerOutputs({ dsRecord: this.dsRecord, logGroupName: this.logGroupName });
    }

    /** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html */
    private logQueries(
        { domainName, accountId, zoneId }: ZoneGuardArgs,
        logs: LogSettings,
    ): pulumi.Output<string> {
        const there = inRegion(EDGE_REGION, this.child);
        const group = logGroup(`${this.name}-queries`, logs, there, `${LOG_PREFIX}${domainName}`);
        const policy = new cloudwatch.LogResourcePolicy(
            `${this.name}-queries`,
            {
                policyName: `route53-${dashed(domainName)}`,
                policyDocument: policyDocument([
                    {
                        sid: "Queries",
                        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                        resources: [pulumi.interpolate`${group.arn}:*`],
                        principals: { Service: ["route53.amazonaws.com"] },
                        conditions: forZone(accountId, zoneId),
                    },
                ]),
            },
            there,
        );
        new route53.QueryLog(
            `${this.name}-queries`,
            { zoneId, cloudwatchLogGroupArn: group.arn },
            { ...this.child, dependsOn: [policy] },
        );
        return group.name;
    }

    /** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html */
    private sign(args: ZoneGuardArgs): pulumi.Output<string> {
        const { domainName, accountId, zoneId, protect = true } = args;
        const key = new kms.Key(
            `${this.name}-signing`,
            {
                description: `Signs the zone ${domainName}`,
                customerMasterKeySpec: "ECC_NIST_P256",
                keyUsage: "SIGN_VERIFY",
                deletionWindowInDays: args.deletionDays ?? defaults.encryptionKey.deletionDays,
                policy: policyDocument(signingKeyPolicy(accountId, zoneId)),
            },
            { ...inRegion(EDGE_REGION, this.child), protect },
        );
        const signing = new route53.KeySigningKey(
            `${this.name}-signing`,
            { hostedZoneId: zoneId, keyManagementServiceArn: key.arn, name: "signing" },
            this.child,
        );
        new route53.HostedZoneDnsSec(
            `${this.name}-signing`,
            { hostedZoneId: zoneId },
            { ...this.child, dependsOn: [signing] },
        );
        return signing.dsRecord;
    }
}
