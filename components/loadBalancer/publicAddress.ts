import * as pulumi from "@pulumi/pulumi";

import { aliasRecords, type PublicZone } from "../support/dns";
import type { Exposure } from "./targetGroup";

/** How a workload is reached from the internet: through the load balancer, by a name in a zone if there is one. */
export type PublicExposure = Exposure & { readonly zone?: PublicZone | undefined };

/** Whether it is called over TLS: only a name of its own has a certificate. */
export function isEncrypted({ zone, host }: PublicExposure): boolean {
    return zone !== undefined && host !== undefined;
}

/** Points the workload's name to the load balancer; its URL, without a slash at the end. */
export function publicAddress(
    name: string,
    { zone, host, loadBalancer: { target, ipv6 } }: PublicExposure,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    if (zone === undefined || host === undefined) return pulumi.interpolate`http://${target.name}`;
    aliasRecords(name, zone, host, target, options, { ipv6: ipv6 ?? false });
    return pulumi.output(`https://${host}`);
}
