import { canaryPaths, isReached } from "../../derived/canaries";
import { type Problem, show } from "../../messages/problems";
import { countryOf } from "../../derived/regionCountries";
import type { Values } from "../../schema";
import type { Check } from "../../checks/check";
import { parseUse } from "../../../model/uses";

type Keys = "monitoring" | "region" | "sites" | "apis" | "services" | "servers" | "firewall";
type Countries = Values["firewall"]["countries"];

/** A canary that the stack itself blocks would be in alarm forever. */
export const canariesGetThrough: Check = {
    keys: ["monitoring", "region", "sites", "apis", "services", "servers", "firewall"],
    run: (values) => {
        const paths = canaryPaths(values);
        return Object.entries(paths).flatMap(([id, path]) => {
            const { kind, name } = parseUse(id);
            const key = keyOf(kind, name);
            const reason = refusal(values, kind, name, path);
            return reason === undefined
                ? []
                : [{ key, message: `${show(path)} is not allowed: ${reason}` } satisfies Problem];
        });
    },
};

function keyOf(kind: string, name: string): string {
    return `plumbline:${kind}s.${name}.${kind === "site" || kind === "api" ? "" : "public."}canary`;
}

function refusal(values: Pick<Values, Keys>, kind: string, name: string, path: string): string | undefined {
    const { firewall, region } = values;
    const api = kind === "api" ? values.apis[name] : undefined;
    if (api?.mutualTls !== undefined) return "a canary has no certificate for mutualTls; it must be none";
    const exposure = kind === "service" || kind === "server" ? values[`${kind}s`][name]?.public : undefined;
    if (exposure && !isReached(path, exposure.paths)) {
        return `paths do not lead there; it must be below ${exposure.paths.join(", ")}, or none`;
    }
    const site = kind === "site" ? values.sites[name] : undefined;
    // The firewall of a load balancer that exists is its owner's.
    const guarded = exposure
        ? firewall.enabled && exposure.loadBalancer === undefined
        : ((site ?? api)?.firewall ?? firewall.enabled);
    if (guarded && firewall.allowedAddresses.length > 0) {
        return "canaries call from any address of AWS, and firewall.allowedAddresses lets only some in; it must be none";
    }
    const country = countryOf(region);
    const closed = [site?.countries, guarded ? firewall.countries : undefined].some((countries) =>
        keepsOut(countries, country),
    );
    return closed
        ? `canaries call from ${region}, which is in ${country}, and countries keep that out; let ${country} in, or give none`
        : undefined;
}

function keepsOut(countries: Countries, country: string | undefined): boolean {
    if (countries === undefined || country === undefined) return false;
    return "allow" in countries ? !countries.allow.includes(country) : countries.block.includes(country);
}
