/** Which file and line each value of a stack comes from. */
import { PLURALS } from "../order";
import { keyPath, type Problem } from "../messages/problems";
import type { Source } from "./projectFile";

export interface Origin {
    readonly file: string;
    readonly line: number;
}

/** An entry that a stack takes out of what its project shares. */
export interface Removal {
    readonly key: string;
    readonly origin: Origin;
}

/** The origins of a stack's values, by key as messages write it: `plumbline:network.nat`. */
export class Origins {
    private ownEntries?: ReadonlyMap<string, Entry>;
    private sharedEntries?: ReadonlyMap<string, Entry>;

    /**
     * @param own the stack file
     * @param shared the project file, if stacks share anything
     */
    constructor(
        private readonly ownSource: Source | undefined,
        private readonly sharedSource: Source | undefined,
    ) {}

    /** Found when they are asked for: a stack without problems needs none. */
    private get own(): ReadonlyMap<string, Entry> {
        return (this.ownEntries ??= entriesOf(this.ownSource));
    }

    private get shared(): ReadonlyMap<string, Entry> {
        return (this.sharedEntries ??= entriesOf(this.sharedSource));
    }

    /** Where a value stands; of one that is missing, where the nearest one around it does. */
    of(key: string): Origin | undefined {
        for (let at: string | undefined = key; at !== undefined; at = around(at)) {
            const found = this.own.get(at) ?? this.shared.get(at);
            if (found) return found.origin;
        }
        const file = this.ownSource?.file;
        return key.startsWith("plumbline:") && file
            ? { file: file.name, line: file.lineAt(["config"]) }
            : undefined;
    }

    /** Whether a file has a value. */
    has(key: string): boolean {
        return this.own.has(key) || this.shared.has(key);
    }

    /** What the stack takes out. */
    removals(): Removal[] {
        return [...this.own].flatMap(([key, { origin, isEmpty }]) =>
            isEmpty && this.shared.has(key) ? [{ key, origin }] : [],
        );
    }

    /** What a message adds about its origin: ` (Pulumi.prod.yaml:12)`; empty if that is unknown. */
    note({ key, message }: Problem): string {
        const removals = this.removals();
        const isWithin = (inner: string, outer: string): boolean =>
            inner === outer || (inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length)));
        const removed = removals.find((removal) => isWithin(key, removal.key));
        if (removed) return ` (${placeOf(removed.origin)} takes it out)`;
        const mentioned = keysIn(message);
        const missing = removals.filter((removal) => mentioned.some((one) => isWithin(one, removal.key)));
        const parts = [
            ...[this.of(key)].flatMap((origin) => (origin ? [placeOf(origin)] : [])),
            ...missing.map((removal) => `${placeOf(removal.origin)} takes ${removal.key} out`),
        ];
        return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
    }
}

/** `Pulumi.prod.yaml:12` */
export function placeOf({ file, line }: Origin): string {
    return `${file}:${line}`;
}

interface Entry {
    readonly origin: Origin;
    readonly isEmpty: boolean;
}

/** Every value of a file, maps and lists included; none without a file. */
function entriesOf(source: Source | undefined): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    if (source === undefined) return entries;
    const { file, config, pathOf } = source;
    const add = (value: unknown, name: readonly string[], path: readonly string[], key: string): void => {
        const isEmpty = value === null || (value === "" && name.length === 1);
        entries.set(key, { origin: { file: file.name, line: file.lineAt(path) }, isEmpty });
        if (typeof value !== "object" || value === null) return;
        for (const [part, inner] of Object.entries(value)) {
            add(inner, [...name, part], [...path, part], keyPath([...name, part]));
        }
    };
    for (const [key, value] of Object.entries(config)) {
        const [, own] = /^plumbline:(.+)$/.exec(key) ?? [];
        add(value, [own ?? key], pathOf(key), own === undefined ? key : keyPath([own]));
    }
    return entries;
}

/** The key of the map or list around a value. */
function around(key: string): string | undefined {
    const [part] = /(\.[\w-]+|\[\d+\]|\["[^"]*"\])$/.exec(key) ?? [];
    return part === undefined ? undefined : key.slice(0, -part.length);
}

/** The keys that a message is about besides its own: `"bucket/uploads"`, `plumbline:domain`. */
function keysIn(message: string): string[] {
    const named = [...message.matchAll(/"([a-z]+)\/([a-z0-9-]+)"/g)].flatMap(([, kind = "", name = ""]) =>
        kind in PLURALS ? [keyPath([PLURALS[kind as keyof typeof PLURALS], name])] : [],
    );
    return [...named, ...(message.match(/plumbline:\w+(\.[\w-]+)*/g) ?? [])];
}

/** Origins belong to the values that were read together, whoever validates these. */
const known = new WeakMap<object, Origins>();

export function rememberOrigins(raw: object, origins: Origins): void {
    known.set(raw, origins);
}

/** The origins of values that were read from files; undefined for others. */
export function originsOf(raw: object): Origins | undefined {
    return known.get(raw);
}
