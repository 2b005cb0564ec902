import table from "./prices.json";
import { Undetermined } from "./types";

/** A price of the table, of one region. */
export interface Price {
    /** Service as the bill calls it. */
    readonly service: string;
    readonly unit: string;
    /** US dollars for one unit. */
    readonly usd: number;
}

interface Service {
    /** As the bill calls it. */
    readonly bill: string;
    readonly source: string;
    /** Year and month of which the oldest of the prices are. */
    readonly asOf: string;
    readonly note?: string;
    /** When the prices were compared with something public, and with what. @default nothing confirms them */
    readonly checked?: { readonly on: string; readonly against: readonly string[] };
    readonly prices: Readonly<Record<string, Entry>>;
}

interface Entry {
    readonly unit: string;
    /** US dollars by region; `*` where all regions cost the same. */
    readonly usd: Partial<Record<string, number>>;
    /** Regions whose price none of what the service was checked against shows. @default none */
    readonly unconfirmed?: readonly string[];
}

export const SERVICES: Readonly<Record<string, Service>> = table.services;

/** Metadata of the price table. */
export const ABOUT = table.about;

const SAME_AS: Readonly<Record<string, string>> = table.sameAs;

/** Year and month of the oldest price in the table. */
export const OLDEST =
    Object.values(SERVICES)
        .map(({ asOf }) => asOf)
        .sort()[0] ?? "";

/** The regions that have prices of their own, sorted. */
export const REGIONS = [
    ...new Set(
        Object.values(SERVICES).flatMap(({ prices }) =>
            Object.values(prices).flatMap(({ usd }) => Object.keys(usd)),
        ),
    ),
]
    .filter((region) => region !== "*")
    .sort();

/** Whether a public source confirms a service's price in a region. */
export function isConfirmed({ checked }: Service, { unconfirmed }: Entry, region: string): boolean {
    return checked !== undefined && unconfirmed?.includes(region) !== true;
}

/**
 * Looks up a price.
 *
 * @param name `<service>/<price>`, as in prices.json
 * @throws Undetermined if the table has no such price, or not of that region
 */
export function priceOf(name: string, region: string): Price {
    const at = name.indexOf("/");
    const [service, price] = [name.slice(0, at), name.slice(at + 1)];
    const found = SERVICES[service]?.prices[price];
    if (SERVICES[service] === undefined || found === undefined) {
        throw new Undetermined(`the price table has no ${price} of ${service}`);
    }
    const usd = found.usd["*"] ?? found.usd[SAME_AS[region] ?? region];
    if (usd === undefined) {
        throw new Undetermined(`the price table has no ${price} of ${service} in ${region}`);
    }
    return { service: SERVICES[service].bill, unit: found.unit, usd };
}
