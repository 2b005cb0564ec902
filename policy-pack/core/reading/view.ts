/**
 * How every rule reads a resource. Nothing else in the pack touches properties, because four things go wrong there:
 * a value may be unknown (reading it throws, and the SDK then drops the rest of the rule without failing), it may be
 * absent or null, it may have another type than the rule expects, and it may be a secret, which comes in plain text.
 */
import { UnknownValueError } from "@pulumi/policy";

/** Where readings that need a decision go. */
export interface Sink {
    /** A violation at a property; the problem contains the kind of the value, never the value. */
    violation(path: string, problem: string): void;
    /** A value that is known only after deployment. */
    unknown(path: string): void;
    /** A value that is not known yet, of which it only mattered that there will be one. */
    presumed?(path: string): void;
}

/** Reads without reporting. */
export const SILENT: Sink = { violation: () => undefined, unknown: () => undefined };

type Found =
    | { readonly state: "known"; readonly value: unknown }
    | { readonly state: "absent" }
    | { readonly state: "unknown"; readonly path: string }
    | { readonly state: "wrong"; readonly path: string; readonly kind: string };

const ABSENT = { state: "absent" } as const;

/** Stands for a value of which a part is known only after deployment. */
const UNKNOWN = Symbol("unknown");

/** Properties, or a part of them. Paths are dotted: `logging.targetBucket`. */
export class View {
    constructor(
        private readonly value: unknown,
        private readonly sink: Sink,
        /** Where this part is, seen from the resource; empty for the resource itself. */
        readonly path = "",
    ) {}

    /** @returns undefined if it can't be judged now, which has been reported or deferred */
    boolean(path: string, absent: boolean): boolean | undefined {
        return this.read(path, "a boolean", absent, (value) => {
            // Untyped programs and some AWS properties use strings.
            if (value === "true" || value === true) return true;
            return value === "false" || value === false ? false : undefined;
        });
    }

    /** @returns undefined if it can't be judged now, which has been reported or deferred */
    number(path: string, absent: number): number | undefined {
        return this.read(path, "a number", absent, (value) => {
            const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
            return typeof number === "number" && Number.isFinite(number) ? number : undefined;
        });
    }

    /** @returns undefined if it can't be judged now, which has been reported or deferred */
    string(path: string, absent: string): string | undefined {
        return this.read(path, "a string", absent, (value) =>
            typeof value === "string" ? value : undefined,
        );
    }

    /** A string, as {@link string} reads it, in which case does not matter; in lower case. */
    word(path: string, absent: string): string | undefined {
        return this.string(path, absent)?.toLowerCase();
    }

    /**
     * Whether a property is set. An unknown value counts as set, and is counted in the summary, because it may turn
     * out to be empty. Empty text and lists count as unset.
     * A part of an unknown value counts as set, too, and is reported or deferred.
     */
    isSet(path: string): boolean {
        const found = this.find(path);
        if (found.state === "unknown") {
            if (found.path === this.full(path)) this.sink.presumed?.(found.path);
            else this.sink.unknown(found.path);
            return true;
        }
        if (found.state !== "known") return false;
        return found.value !== "" && !(Array.isArray(found.value) && found.value.length === 0);
    }

    /** Whether a property is there, but its value is known only after deployment. Reports nothing. */
    isUnknown(path: string): boolean {
        return this.find(path).state === "unknown";
    }

    /** Strings of a list, without unknown elements, which have been reported or deferred. */
    strings(path: string): string[] {
        return this.elements(path).flatMap((key) => this.string(key, "") ?? []);
    }

    /** Numbers of a list, without unknown elements, which have been reported or deferred. */
    numbers(path: string): number[] {
        return this.elements(path).flatMap((key) => this.number(key, 0) ?? []);
    }

    /** Objects of a list, or the one object where a list of one is written without brackets. */
    items(path: string): View[] {
        const found = this.find(path);
        if (found.state === "known" && isRecord(found.value)) return [this.at(path, found.value)];
        return this.elements(path).flatMap((key) => this.child(key) ?? []);
    }

    /** A part; undefined if it is absent, or can't be judged now. */
    child(path: string): View | undefined {
        const record = this.read(path, "an object", null, (value) => (isRecord(value) ? value : undefined));
        return record ? this.at(path, record) : undefined;
    }

    /** Names of the properties that are there, known or not. */
    keys(): string[] {
        const { value } = this;
        if (!isRecord(value)) return [];
        return Object.keys(value).filter((key) => {
            try {
                return value[key] !== null && value[key] !== undefined;
            } catch (error) {
                if (error instanceof UnknownValueError) return true;
                throw error;
            }
        });
    }

    /** Content of JSON text or of an equivalent object; undefined if absent or unknown. */
    json(path: string): unknown {
        return this.read<unknown>(path, "JSON", null, (value) => {
            // Read completely now: unknown parts found later would go unreported.
            if (typeof value === "object") return JSON.parse(JSON.stringify(value)) as unknown;
            if (typeof value !== "string") return undefined;
            // AWS's value for an absent document, such as the policy of a queue.
            if (value === "") return null;
            try {
                return (JSON.parse(value) as unknown) ?? undefined;
            } catch {
                return undefined;
            }
        });
    }

    /** Reports a violation at a property, in words that complete "<property> …": `is true`, `is not set`. */
    fail(path: string, problem: string): void {
        this.sink.violation(this.full(path), problem);
    }

    /** Defers a property to the deployed state for reasons of the rule. */
    defer(path: string): void {
        this.sink.unknown(this.full(path));
    }

    private at(path: string, value: unknown): View {
        return new View(value, this.sink, this.full(path));
    }

    /** Paths of a list's elements. */
    private elements(path: string): string[] {
        const list = this.read<unknown[]>(path, "a list", [], (v) => (Array.isArray(v) ? v : undefined));
        // By length, not by element: looking at an unknown one throws.
        return Array.from({ length: list?.length ?? 0 }, (_, index) => `${path}.${index}`);
    }

    private read<T>(
        path: string,
        kind: string,
        absent: T,
        convert: (value: unknown) => T | undefined,
    ): T | undefined {
        const found = this.find(path);
        switch (found.state) {
            case "absent":
                return absent;
            case "unknown":
                this.sink.unknown(found.path);
                return undefined;
            case "wrong":
                this.sink.violation(found.path, `is ${found.kind} where an object is expected`);
                return undefined;
            case "known": {
                const converted = this.converted(path, convert, found.value);
                if (converted === UNKNOWN) return undefined;
                if (converted === undefined) {
                    this.fail(path, `is ${kindOf(found.value)} where ${kind} is expected`);
                }
                return converted;
            }
        }
    }

    private converted<T>(path: string, convert: (value: unknown) => T, value: unknown): T | typeof UNKNOWN {
        try {
            return convert(value);
        } catch (error) {
            if (!(error instanceof UnknownValueError)) throw error;
            this.sink.unknown(this.full(path));
            return UNKNOWN;
        }
    }

    private find(path: string): Found {
        let current: unknown = this.value;
        let walked = "";
        for (const key of path === "" ? [] : path.split(".")) {
            if (current === null || current === undefined) return ABSENT;
            if (typeof current !== "object") {
                return { state: "wrong", path: this.full(walked), kind: kindOf(current) };
            }
            walked = walked === "" ? key : `${walked}.${key}`;
            try {
                // A list of one, written without brackets in some languages and with them in others.
                const holder: unknown = Array.isArray(current) && !/^\d+$/.test(key) ? current[0] : current;
                current = holder === undefined ? undefined : Reflect.get(holder as object, key);
            } catch (error) {
                if (error instanceof UnknownValueError) return { state: "unknown", path: this.full(walked) };
                throw error;
            }
        }
        return current === null || current === undefined ? ABSENT : { state: "known", value: current };
    }

    private full(path: string): string {
        const joined = [this.path, path].filter(Boolean).join(".");
        return joined.replace(/\.(\d+)(?=\.|$)/g, "[$1]");
    }
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Kind of a value, for messages: values may be secret. */
export function kindOf(value: unknown): string {
    if (value === null || value === undefined) return "nothing";
    if (Array.isArray(value)) return "a list";
    return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
