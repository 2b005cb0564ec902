import * as lb from "@pulumi/aws/lb";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import { Component } from "./support/component";
import type { AliasTarget, PublicZone } from "./support/dns";
import { securityGroup } from "./support/securityGroups";

/** Arguments of {@link LoadBalancer}. */
export interface LoadBalancerArgs {
    readonly vpc: { readonly vpcId: pulumi.Input<string>; readonly publicSubnetIds: pulumi.Input<string>[] };
    /** Zone with the certificate. @default none: plain HTTP, for tiers without a domain */
    readonly zone?: PublicZone | undefined;
    /** Bucket that gets the access logs, under `load-balancer/`. */
    readonly logBucket: pulumi.Input<string>;
    /** Refuse deletion. @default true */
    readonly protect?: boolean;
}

/** TLS 1.2 and 1.3 with forward secrecy; https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** A public load balancer that services share: each has rules of its own; what no rule claims gets a 404. */
export class LoadBalancer extends Component {
    readonly listenerArn: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;
    /** What names of services point to. */
    readonly target: AliasTarget;
    /** Its own name, for stacks without a domain. */
    readonly dnsName: pulumi.Output<string>;

    constructor(name: string, args: LoadBalancerArgs, options?: pulumi.ComponentResourceOptions) {
        super("LoadBalancer", name, options);
        const guard = securityGroup(name, "Load balancer, from the internet", args.vpc.vpcId, this.child);
        const balancer = this.createBalancer(args, guard.id);
        const listener = args.zone
            ? this.createHttps(balancer, args.zone.certificateArn)
            : this.createHttp(balancer);
        for (const port of args.zone ? [80, 443] : [80]) this.openToAll(port, guard.id);

        this.listenerArn = listener.arn;
        this.securityGroupId = guard.id;
        this.dnsName = balancer.dnsName;
        this.target = { name: balancer.dnsName, zoneId: balancer.zoneId };
        this.registerOutputs({
            listenerArn: this.listenerArn,
            securityGroupId: this.securityGroupId,
            dnsName: this.dnsName,
        });
    }

    private createBalancer(args: LoadBalancerArgs, guard: pulumi.Input<string>): lb.LoadBalancer {
        const protect = args.protect ?? true;
        return new lb.LoadBalancer(
            this.name,
            {
                loadBalancerType: "application",
                subnets: args.vpc.publicSubnetIds,
                securityGroups: [guard],
                // Against smuggled requests (Security Hub ELB.4, ELB.12).
                dropInvalidHeaderFields: true,
                desyncMitigationMode: "defensive",
                enableDeletionProtection: protect,
                accessLogs: { bucket: args.logBucket, prefix: "load-balancer", enabled: true },
            },
            { ...this.child, protect },
        );
    }

    private createHttps(balancer: lb.LoadBalancer, certificateArn: pulumi.Input<string>): lb.Listener {
        new lb.Listener(
            `${this.name}-redirect`,
            {
                loadBalancerArn: balancer.arn,
                port: 80,
                protocol: "HTTP",
                defaultActions: [
                    {
                        type: "redirect",
                        redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
                    },
                ],
            },
            this.child,
        );
        return new lb.Listener(
            this.name,
            {
                loadBalancerArn: balancer.arn,
                port: 443,
                protocol: "HTTPS",
                sslPolicy: TLS_POLICY,
                certificateArn,
                defaultActions: [NOT_FOUND],
            },
            this.child,
        );
    }

    private createHttp(balancer: lb.LoadBalancer): lb.Listener {
        return new lb.Listener(
            this.name,
            { loadBalancerArn: balancer.arn, port: 80, protocol: "HTTP", defaultActions: [NOT_FOUND] },
            this.child,
        );
    }

    private openToAll(port: number, securityGroupId: pulumi.Input<string>): void {
        new vpc.SecurityGroupIngressRule(
            `${this.name}-${port}`,
            {
                securityGroupId,
                cidrIpv4: "0.0.0.0/0",
                ipProtocol: "tcp",
                fromPort: port,
                toPort: port,
                description: port === 443 ? "HTTPS from the internet" : "HTTP from the internet",
            },
            this.child,
        );
    }
}

const NOT_FOUND = {
    type: "fixed-response",
    fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
};
