import * as route53 from "@pulumi/aws/route53";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

import { hyphenated } from "../../model/names";
import { after } from "../support/after";
import type { RecordPlace } from "../support/dns";
import { createFixedInterface } from "../support/fixedInterface";

/** A public address of a server's own, without a load balancer. */
export interface ServerAddressArgs {
    /** IPv4 blocks that may call it. */
    readonly from: readonly string[];
    /** Host name, and the zone that its record goes into. @default the address itself */
    readonly domain?: { readonly host: string; readonly zone: RecordPlace } | undefined;
}

/** The interface of a server that answers by itself. */
export interface ServerAddress {
    readonly interfaceId: pulumi.Output<string>;
    readonly publicIp: pulumi.Output<string>;
    /** Where callers reach it, without a slash at the end. */
    readonly url: pulumi.Output<string>;
    /** Zone of its subnet, such as `eu-west-1a`. */
    readonly zone: string;
}

/** Seconds that resolvers keep its record. */
const TTL_SECONDS = 60;

const HTTPS = 443;

/**
 * Gives a server an interface with a public address, opens its port to the given blocks, and makes the record of its
 * host where the stack has a zone. There is no TLS but the server's own.
 */
export function createServerAddress(
    name: string,
    args: ServerAddressArgs & {
        readonly port: number;
        readonly securityGroupId: pulumi.Output<string>;
        readonly securityGroupIds: pulumi.Input<string>[];
        readonly subnetId: pulumi.Input<string>;
        readonly zone: string;
    },
    options: pulumi.CustomResourceOptions,
): ServerAddress {
    const { port, securityGroupId, domain, zone } = args;
    const opened = [...args.from].sort().map(
        (cidrIpv4) =>
            new vpc.SecurityGroupIngressRule(
                `${name}-from-${hyphenated(cidrIpv4)}`,
                {
                    securityGroupId,
                    cidrIpv4,
                    ipProtocol: "tcp",
                    fromPort: port,
                    toPort: port,
                    description: "Callers",
                },
                options,
            ),
    );
    const { interfaceId, publicIp } = createFixedInterface(
        name,
        {
            subnetId: args.subnetId,
            securityGroupIds: args.securityGroupIds,
            description: `Server ${name}`,
        },
        options,
    );
    if (domain?.zone.zoneId !== undefined) {
        const { host } = domain;
        const record = { zoneId: domain.zone.zoneId, name: host, type: "A", ttl: TTL_SECONDS };
        new route53.Record(`${name}-a`, { ...record, records: [publicIp] }, options);
    }
    const scheme = port === HTTPS ? "https" : "http";
    const ending = port === HTTPS || port === 80 ? "" : `:${port}`;
    const host = domain?.zone.zoneId === undefined ? publicIp : domain.host;
    const url = pulumi.interpolate`${scheme}://${host}${ending}`;
    return { interfaceId: after(interfaceId, opened), publicIp, url, zone };
}
