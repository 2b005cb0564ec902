/** Load balancers of public services and servers: the stack's own, and such as exist. */
import type { Values } from "../schema";

type Exposure = NonNullable<Values["services"][string]["public"]>;

/** The name among `existing.loadBalancers`; undefined: the stack's own. */
export function balancerName({ loadBalancer }: Pick<Exposure, "loadBalancer">): string | undefined {
    return loadBalancer?.replace(/^existing:loadBalancer\//, "");
}

/** Public services and servers by id, with the load balancer that they stand behind. */
export function balanced({ services, servers }: Pick<Values, "services" | "servers">): {
    readonly id: string;
    readonly exposure: Exposure;
    readonly balancer: string | undefined;
}[] {
    return Object.entries({ service: services, server: servers }).flatMap(([kind, entries]) =>
        Object.entries(entries).flatMap(([name, { public: exposure }]) =>
            exposure ? [{ id: `${kind}/${name}`, exposure, balancer: balancerName(exposure) }] : [],
        ),
    );
}
