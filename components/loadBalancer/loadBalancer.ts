import * as lb from "@pulumi/aws/lb";
import * as vpc from "@pulumi/aws/vpc";
import * as wafv2 from "@pulumi/aws/wafv2";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { Component } from "../support/component";
import {
    aliasRecords,
    type AliasTarget,
    type EarlierRecord,
    type PublicZone,
    type RecordPlace,
} from "../support/dns";
import { loadBalancerAlarms, loadBalancerWidgets } from "./loadBalancerMetrics";
import { createAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import { createSecurityGroup } from "../support/securityGroups";

/** Arguments of {@link LoadBalancer}. */
export interface LoadBalancerArgs {
    readonly vpc: { readonly vpcId: pulumi.Input<string>; readonly publicSubnetIds: pulumi.Input<string>[] };
    /** Zone with the certificate. @default none: plain HTTP, for tiers without a domain */
    readonly zone?: PublicZone | undefined;
    /** Bucket that gets the access logs, under `load-balancer/`. */
    readonly logBucket: pulumi.Input<string>;
    /** Refuse deletion. @default true */
    readonly protect?: boolean;
    /**
     * Which versions and ciphers of TLS callers may use.
     * @default "ELBSecurityPolicy-TLS13-1-2-2021-06": TLS 1.2 and 1.3 with forward secrecy
     */
    readonly tlsPolicy?: string;
    /** Seconds after which a connection without traffic is closed, 1 to 4000. @default 60 (AWS's) */
    readonly idleTimeoutSeconds?: number;
    /** Answer on IPv6 too; the public subnets must have IPv6 addresses. @default false */
    readonly ipv6?: boolean;
    /** ARN of a regional web ACL that every request passes. @default none */
    readonly webAclArn?: pulumi.Input<string> | undefined;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

/**
 * A public load balancer that services share: each has rules of its own; requests without a rule get a 404. It may
 * connect to its targets only: each target adds the egress rule for its own port.
 */
export class LoadBalancer extends Component implements Monitored {
    readonly arn: pulumi.Output<string>;
    /** Suffix of its ARN: the dimension of its metrics. */
    readonly arnSuffix: pulumi.Output<string>;
    readonly listenerArn: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;
    /** Target of alias records. */
    readonly target: AliasTarget;
    /** Whether it answers on IPv6 too. */
    readonly ipv6: boolean;
    /** Its own name, for stacks without a domain. */
    readonly dnsName: pulumi.Output<string>;

    /** Host names that have a record. */
    private readonly hosts = new Set<string>();

    constructor(name: string, args: LoadBalancerArgs, options?: pulumi.ComponentResourceOptions) {
        super("LoadBalancer", name, options);
        const securityGroup = createSecurityGroup(
            name,
            "Load balancer, from the internet",
            args.vpc.vpcId,
            this.child,
        );
        const balancer = this.createBalancer(args, securityGroup.id);
        const { zone, tlsPolicy = defaults.loadBalancer.tlsPolicy } = args;
        const https = zone && this.createHttps(balancer, zone.certificateArn, tlsPolicy);
        const http = this.createHttp(balancer, https);
        this.ipv6 = args.ipv6 ?? false;
        for (const port of args.zone ? [80, 443] : [80]) this.openToAll(port, securityGroup.id);
        if (args.webAclArn !== undefined) this.protectWith(args.webAclArn, balancer);

        this.arn = balancer.arn;
        this.arnSuffix = balancer.arnSuffix;
        this.listenerArn = (https ?? http).arn;
        this.securityGroupId = securityGroup.id;
        this.dnsName = balancer.dnsName;
        this.target = { name: balancer.dnsName, zoneId: balancer.zoneId };
        createAlarms(name, args.alarmTopicArn, loadBalancerAlarms(name, this.arnSuffix), this.child);
        this.registerOutputs({
            arn: this.arn,
            arnSuffix: this.arnSuffix,
            listenerArn: this.listenerArn,
            securityGroupId: this.securityGroupId,
            target: this.target,
            ipv6: this.ipv6,
            dnsName: this.dnsName,
        });
    }

    /**
     * Points a host name to it. Services and servers may share one, and Route 53 refuses a second record of a name: the
     * record belongs to the load balancer, whichever of them comes first, goes, or gets another name.
     */
    answerFor(host: string, zone: RecordPlace, earlier?: EarlierRecord): void {
        if (this.hosts.has(host)) return;
        this.hosts.add(host);
        const { name, target, child, ipv6 } = this;
        aliasRecords(`${name}-${host}`, zone, host, target, child, { ipv6, ...(earlier ? { earlier } : {}) });
    }

    dashboardRow(): DashboardRow {
        return { title: `Load balancer ${this.name}`, widgets: loadBalancerWidgets(this.arnSuffix) };
    }

    private createBalancer(args: LoadBalancerArgs, securityGroupId: pulumi.Input<string>): lb.LoadBalancer {
        const protect = args.protect ?? true;
        return new lb.LoadBalancer(
            this.name,
            {
                loadBalancerType: "application",
                subnets: args.vpc.publicSubnetIds,
                securityGroups: [securityGroupId],
                ipAddressType: args.ipv6 ? "dualstack" : "ipv4",
                idleTimeout: args.idleTimeoutSeconds ?? defaults.loadBalancer.idleTimeoutSeconds,
                // Against smuggled requests (Security Hub ELB.4, ELB.12).
                dropInvalidHeaderFields: true,
                desyncMitigationMode: "defensive",
                enableDeletionProtection: protect,
                accessLogs: { bucket: args.logBucket, prefix: "load-balancer", enabled: true },
            },
            { ...this.child, protect },
        );
    }

    private createHttps(
        balancer: lb.LoadBalancer,
        certificateArn: pulumi.Input<string>,
        sslPolicy: string,
    ): lb.Listener {
        return new lb.Listener(
            this.name,
            {
                loadBalancerArn: balancer.arn,
                port: 443,
                protocol: "HTTPS",
                sslPolicy,
                certificateArn,
                defaultActions: [NOT_FOUND],
            },
            this.child,
        );
    }

    /**
     * The one listener on port 80, with and without a certificate: AWS allows one for each port, so that a domain that
     * comes or goes changes what it does, and not which resource it is.
     *
     * @param https where it sends requests to; without it, its rules are those of the workloads
     */
    private createHttp(balancer: lb.LoadBalancer, https: lb.Listener | undefined): lb.Listener {
        return new lb.Listener(
            `${this.name}-redirect`,
            {
                loadBalancerArn: balancer.arn,
                port: 80,
                protocol: "HTTP",
                defaultActions: [https ? TO_HTTPS : NOT_FOUND],
            },
            // Before 0.3, what listened on 80 without a certificate had the name that listens on 443 with one: it keeps
            // its place where there is no certificate, and has left port 80 where there is one now.
            https ? { ...this.child, dependsOn: [https] } : { ...this.child, aliases: [{ name: this.name }] },
        );
    }

    private protectWith(webAclArn: pulumi.Input<string>, balancer: lb.LoadBalancer): void {
        new wafv2.WebAclAssociation(this.name, { resourceArn: balancer.arn, webAclArn }, this.child);
    }

    private openToAll(port: number, securityGroupId: pulumi.Input<string>): void {
        const rule = {
            securityGroupId,
            ipProtocol: "tcp",
            fromPort: port,
            toPort: port,
            description: port === 443 ? "HTTPS from the internet" : "HTTP from the internet",
        };
        const name = `${this.name}-${port}`;
        new vpc.SecurityGroupIngressRule(name, { ...rule, cidrIpv4: "0.0.0.0/0" }, this.child);
        if (this.ipv6)
            new vpc.SecurityGroupIngressRule(`${name}-ipv6`, { ...rule, cidrIpv6: "::/0" }, this.child);
    }
}

const TO_HTTPS = {
    type: "redirect",
    redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
};

const NOT_FOUND = {
    type: "fixed-response",
    fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
};
