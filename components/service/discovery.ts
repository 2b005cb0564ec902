import * as servicediscovery from "@pulumi/aws/servicediscovery";
import type * as pulumi from "@pulumi/pulumi";

/** Where private services get their names; see {@link Namespace} in components/service/namespace.ts. */
export interface PrivateNames {
    readonly namespaceId: pulumi.Input<string>;
    readonly domain: string;
}

/** Seconds that a caller may go on using the address of a task: no longer than a stopping task has left. */
const TTL_SECONDS = 10;

/**
 * A private name for the tasks of a service: one address for each, up to eight in an answer. ECS registers tasks
 * when they run, and takes them out before they stop, or when their health check fails and they are replaced.
 */
export function registerName(
    name: string,
    namespaceId: pulumi.Input<string>,
    options: pulumi.CustomResourceOptions,
): servicediscovery.Service {
    return new servicediscovery.Service(
        name,
        {
            name,
            dnsConfig: {
                namespaceId,
                routingPolicy: "MULTIVALUE",
                dnsRecords: [{ type: "A", ttl: TTL_SECONDS }],
            },
            // Tasks that a destroyed service has left behind must not hold up its name.
            forceDestroy: true,
        },
        options,
    );
}
