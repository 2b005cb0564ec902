/** The resources of a policy's arguments, as an estimate takes them. */
import { type PolicyResource, UnknownValueError } from "@pulumi/policy";

import { type CostResource, UNKNOWN } from "./types";

/** Plain copies: what is not known is said so, instead of throwing when it is read. */
export function stackResources(resources: readonly PolicyResource[]): CostResource[] {
    return resources.map(({ urn, type, name, props, parent, dependencies }) => ({
        urn,
        type,
        name,
        props: plain(props) as CostResource["props"],
        parent: parent?.urn,
        dependencies: dependencies.map((dependency) => dependency.urn),
    }));
}

/** Region of the resources that do not name their own; undefined if there is no one answer. */
export function regionOfStack(resources: readonly PolicyResource[]): string | undefined {
    const regions = new Set(
        resources.flatMap(({ type, props, provider }) => {
            const own = type === "pulumi:providers:aws" ? props : provider?.props;
            const region = own && (plain(own) as Readonly<Record<string, unknown>>)["region"];
            return typeof region === "string" && region !== UNKNOWN ? [region] : [];
        }),
    );
    const [region] = regions;
    return regions.size === 1 ? region : undefined;
}

function plain(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    const read = (key: string): unknown => {
        try {
            return plain(Reflect.get(value, key));
        } catch (error) {
            if (error instanceof UnknownValueError) return UNKNOWN;
            throw error;
        }
    };
    if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => read(String(index)));
    return Object.fromEntries(Object.keys(value).map((key) => [key, read(key)]));
}
