import table from "./prices.json";
import { type Confidence, Undetermined } from "./types";

/** A price of the table, of one region. */
export interface Price {
    /** Service as the bill calls it. */
    readonly service: string;
    readonly unit: string;
    /** US dollars for one unit. */
    readonly usd: number;
    readonly confidence: Confidence;
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
    /** By region: what a price there is of the price in us-east-1, for prices that no figure is known of. @default none */
    readonly ratios?: Partial<Record<string, number>>;
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

/** The region whose prices ratios multiply. */
const BASE = "us-east-1";

/** Significant digits of a derived price. */
const DIGITS = 4;

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

/** The price of a service in a region, undefined if neither a figure nor a ratio is known. */
export function regionalPrice(
    { checked, ratios }: Service,
    { usd, unconfirmed }: Entry,
    region: string,
): Pick<Price, "usd" | "confidence"> | undefined {
    const of = SAME_AS[region] ?? region;
    const stated = usd["*"] ?? usd[of];
    if (stated !== undefined) {
        const isConfirmed = checked !== undefined && unconfirmed?.includes(of) !== true;
        return { usd: stated, confidence: isConfirmed ? "confirmed" : "unconfirmed" };
    }
    const [base, ratio] = [usd[BASE], ratios?.[of]];
    if (base === undefined || ratio === undefined) return undefined;
    return { usd: Number((base * ratio).toPrecision(DIGITS)), confidence: "derived" };
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
    const { bill } = SERVICES[service];
    const regional = regionalPrice(SERVICES[service], found, region);
    if (regional === undefined) {
        throw new Undetermined(`the price table has no ${price} of ${service} in ${region}`, {
            service: bill,
        });
    }
    return { service: bill, unit: found.unit, ...regional };
}
