/** The host names that need a certificate, by the region that it must be in. */
import type { Values } from "../schema";
import { hostNames, redirectNames } from "./hosts";

type Public = Pick<Values, "domain" | "sites" | "media" | "apis" | "directories" | "services" | "servers">;

/** A host name, and the id of what has it. */
export interface CertifiedHost {
    readonly id: string;
    readonly host: string;
}

/** Hosts by place: load balancer and APIs have their certificate in the stack's region, CloudFront has it in us-east-1. */
export interface CertifiedHosts {
    readonly regional: readonly CertifiedHost[];
    readonly cloudFront: readonly CertifiedHost[];
}

/** None without a domain. A load balancer that exists has its certificate already. */
export function certifiedHosts(values: Public): CertifiedHosts {
    const all = [...Object.entries(hostNames(values)), ...redirectNames(values)].map(([id, host]) => ({
        id,
        host,
    }));
    const placed = all.map((one) => ({ ...one, place: placeOf(one.id, values) }));
    const at = (wanted: keyof CertifiedHosts): CertifiedHost[] =>
        placed.filter(({ place }) => place === wanted).map(({ id, host }) => ({ id, host }));
    return { regional: at("regional"), cloudFront: at("cloudFront") };
}

function placeOf(id: string, { apis, services, servers }: Public): keyof CertifiedHosts | undefined {
    const [kind, name = ""] = id.split("/");
    if (kind === "service") return services[name]?.public?.loadBalancer ? undefined : "regional";
    // A server that answers by itself has its certificate, if any, on its own disk.
    if (kind === "server") {
        const { public: exposure } = servers[name] ?? {};
        return exposure === undefined || exposure.loadBalancer ? undefined : "regional";
    }
    if (kind === "api") return apis[name]?.cdn ? "cloudFront" : "regional";
    return "cloudFront";
}

/** The certificate that exists, by place, with the hosts that need it. */
export function usedCertificate(values: Public & Pick<Values, "existing">) {
    const name = certificateName(values.domain);
    const entry = name === undefined ? undefined : values.existing.certificates[name];
    return name === undefined || entry === undefined
        ? undefined
        : { ...entry, name, hosts: certifiedHosts(values) };
}

/** The name of the certificate among `existing.certificates`; undefined: the stack makes its own. */
export function certificateName(domain: Values["domain"]): string | undefined {
    return domain?.certificate?.replace(/^existing:certificate\//, "");
}
