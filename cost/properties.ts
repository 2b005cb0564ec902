import { Undetermined, UNKNOWN } from "./types";

type Properties = Readonly<Record<string, unknown>>;

/**
 * Reads properties by their path, such as `scaling.minCapacity` or `blocks.0.ebs`. What is absent is undefined;
 * unknown and secret values and values of other types are {@link Undetermined}, so that no price is a guess.
 */
export class Reader {
    constructor(private readonly properties: Properties) {}

    has(path: string): boolean {
        return this.raw(path) !== undefined;
    }

    text(path: string): string | undefined {
        const value = this.raw(path);
        return typeof value === "number" ? String(value) : this.as(path, value, isText, "text");
    }

    /** Takes numbers in text as well, as several services do. */
    number(path: string): number | undefined {
        const value = this.raw(path);
        const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
        return this.as(path, number, isNumber, "a number");
    }

    flag(path: string): boolean | undefined {
        const value = this.raw(path);
        const flag = value === "true" ? true : value === "false" ? false : value;
        return this.as(path, flag, (it): it is boolean => typeof it === "boolean", "true or false");
    }

    /** A list, whose elements need not be known; absent means empty. */
    list(path: string): readonly unknown[] {
        return this.as(path, this.raw(path), (it): it is unknown[] => Array.isArray(it), "a list") ?? [];
    }

    /** A list of maps, each to be read the same way. */
    readers(path: string): Reader[] {
        return this.list(path).map((element, index) => {
            if (!isMap(element)) throw new Undetermined(`${path}[${index}] is not known yet`);
            return new Reader(element);
        });
    }

    /** A value that a price cannot do without. */
    needText(path: string): string {
        return this.text(path) ?? missing(path);
    }

    needNumber(path: string): number {
        return this.number(path) ?? missing(path);
    }

    private raw(path: string): unknown {
        let value: unknown = this.properties;
        for (const part of path.split(".")) {
            if (value === undefined || value === null) return undefined;
            if (value === UNKNOWN) break;
            value = (value as Properties)[part];
        }
        if (value === UNKNOWN) throw new Undetermined(`${path} is not known yet`, { path });
        // Providers write empty text for unset properties.
        return value === null || value === "" ? undefined : value;
    }

    private as<T>(
        path: string,
        value: unknown,
        is: (it: unknown) => it is T,
        expected: string,
    ): T | undefined {
        if (value === undefined) return undefined;
        if (!is(value)) throw new Undetermined(`${path} is not ${expected}`);
        return value;
    }
}

function missing(path: string): never {
    throw new Undetermined(`${path} is missing`);
}

function isText(value: unknown): value is string {
    return typeof value === "string";
}

function isNumber(value: unknown): value is number {
    return typeof value === "number" && Number.isFinite(value);
}

function isMap(value: unknown): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
