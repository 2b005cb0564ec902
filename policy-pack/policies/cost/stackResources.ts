/** The resources of a policy's arguments, as an estimate takes them. */
import { type PolicyResource, UnknownValueError } from "@pulumi/policy";

import { type CostResource, UNKNOWN } from "../../../cost/types";

/** Properties whose number of elements decides on the price. */
const COUNTED = ["subnets", "subnetIds", "vpcSubnetIds"];

/**
 * Plain copies: unknown values become a placeholder, instead of throwing on access.
 *
 * In a preview, unset properties are unknown, and nearly all properties that the program sets are known. So a wholly
 * unknown property counts as unset, unless a price depends on it.
 */
export function stackResources(resources: readonly PolicyResource[]): CostResource[] {
    return resources.map(({ urn, type, name, props, parent, dependencies }) => ({
        urn,
        type,
        name,
        props: said(plain(props) as CostResource["props"]),
        parent: parent?.urn,
        dependencies: dependencies.map((dependency) => dependency.urn),
    }));
}

function said(props: CostResource["props"]): CostResource["props"] {
    const entries = Object.entries(props).filter(
        ([key, value]) => value !== UNKNOWN || COUNTED.includes(key),
    );
    return Object.fromEntries(entries);
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
