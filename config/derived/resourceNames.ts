/**
 * Names of all resources that a stack file amounts to, without composing it: `names.json` has the patterns of names by what
 * must have each of them once. `npm run generate` records the patterns from the composition itself.
 */
import { GIVEN_NAMES, withGivenNames } from "./givenNames";
import { NAME_PARTS, placeOf } from "./nameParts";
import patterns from "./names.json";
import { findAt, type Found, type Path, valueAt } from "./places";

/** A pattern such as `{apis.*}-{apis.*.routes.*}`; as a list, there is no such resource where a place has a value. */
type Pattern = string | readonly [pattern: string, ...unless: readonly [place: string, value: unknown][]];

/** What a resource belongs to: the platform itself, or an entry of the stack file. */
export interface Owner {
    /** undefined: the platform. */
    readonly path: Path | undefined;
    /** The same for the same thing, wherever it is named. */
    readonly identity: string;
}

export interface ResourceName extends Owner {
    /** Must have each name once: chain of types of a URN, or a property of a type, such as `rds.Proxy name`. */
    readonly scope: string;
    readonly name: string;
}

/** The type of the resource itself in a scope that is a chain of types, such as `aws:sqs/queue:Queue`. */
export function innermostType(scope: string): string {
    return scope.slice(scope.lastIndexOf("$") + 1);
}

/** Names of resources within Pulumi: two resources with the same one cannot be deployed. */
export function logicalNames(values: object, holder: Holder): readonly ResourceName[] {
    const known = computed.get(values);
    if (known?.holder.stack === holder.stack && known.holder.project === holder.project) return known.names;
    const names = named(patterns.logical, values, holder);
    computed.set(values, { holder, names });
    return names;
}

/** Several checks look at the same names. */
const computed = new WeakMap<object, { readonly holder: Holder; readonly names: readonly ResourceName[] }>();

/** Whose names they are. */
export interface Holder {
    readonly stack: string;
    readonly project: string;
}

/** Names in AWS that the program chooses, where AWS allows each name once. */
export function awsNames(values: unknown, holder: Holder): ResourceName[] {
    return named(patterns.aws, values, holder);
}

/**
 * The same, of those that can be meant to differ between stacks: they contain the stack's name, or are given in the stack
 * file. Of values that no schema has seen.
 */
export function awsNamesOfStack(values: Readonly<Record<string, unknown>>, holder: Holder): ResourceName[] {
    const own = Object.entries(patterns.aws as unknown as Patterns).map(([scope, all]) => [
        scope,
        all.filter((pattern) => isOfStack([pattern].flat()[0] as string)),
    ]);
    return named(Object.fromEntries(own) as object, withGivenNames(values, holder), holder);
}

function isOfStack(pattern: string): boolean {
    return pattern.includes("{stack}") || GIVEN_NAMES.some((place) => pattern.includes(`{${place}}`));
}

type Patterns = Readonly<Record<string, readonly Pattern[]>>;

/** A pattern whose places are known. */
interface Read {
    readonly scope: string;
    readonly text: string;
    readonly places: readonly string[];
    readonly unless: readonly (readonly [place: string, value: unknown])[];
}

const read = new WeakMap<object, readonly Read[]>();

/** Patterns are read once: a stack has hundreds of them. */
function readOnce(all: object): readonly Read[] {
    const known = read.get(all);
    if (known) return known;
    const result = Object.entries(all as Patterns).flatMap(([scope, list]) =>
        list.map((pattern): Read => {
            const [text, ...unless] = typeof pattern === "string" ? [pattern] : pattern;
            const places = [...text.matchAll(/\{([^}]+)\}/g)].map(([, place = ""]) => place);
            return {
                scope,
                text,
                places: [...new Set(places)].filter((place) => !HOLDER.has(place)),
                unless,
            };
        }),
    );
    read.set(all, result);
    return result;
}

/** What stands in patterns for the holder of the names. */
const HOLDER: ReadonlySet<string> = new Set(["stack", "project"]);

function named(all: object, values: unknown, { stack, project }: Holder): ResourceName[] {
    const texts = new Map<string, Text[]>();
    const textsAt = (place: string): Text[] => {
        const known = texts.get(place) ?? textsOf(values, place);
        texts.set(place, known);
        return known;
    };
    return readOnce(all).flatMap(({ scope, text, places, unless }) => {
        if (places.some((place) => textsAt(place).length === 0)) return [];
        return filled(text.replaceAll("{stack}", stack).replaceAll("{project}", project), places, textsAt)
            .filter(({ keys }) => !unless.some(([place, value]) => isAt(values, place, keys, value)))
            .map((one) => ({ scope, name: one.name, path: one.path, identity: one.identity }));
    });
}

function isAt(values: unknown, place: string, keys: Found["keys"], value: unknown): boolean {
    return JSON.stringify(valueAt(values, place, keys) ?? null) === JSON.stringify(value);
}

/** A part of names, as it stands in one place of a stack file. */
interface Text extends Pick<Found, "path" | "keys"> {
    readonly name: string;
    readonly identity: string;
}

function textsOf(values: unknown, place: string): Text[] {
    const known = NAME_PARTS[place];
    // A place that has just been renamed or removed, until names.json is written again.
    if (known === undefined) return [];
    return findAt(values, placeOf(place)).flatMap(({ path, keys, value }) => {
        const name = known.nameOf(value, keys);
        if (name === undefined) return [];
        // The same text twice in a list is found there; in two entries it is two things, unless it refers to one.
        const around = Object.entries(keys).filter(([at]) => at.endsWith("*"));
        const where = known.refersTo ?? `${place} ${JSON.stringify(around)}`;
        return [{ path, keys, name, identity: `${where}=${JSON.stringify(value)}` }];
    });
}

interface Filled {
    readonly name: string;
    readonly path: Path | undefined;
    readonly identity: string;
    readonly keys: Found["keys"];
}

/** A pattern with each combination of texts that stand together in the stack file. */
function filled(
    pattern: string,
    places: readonly string[],
    textsAt: (place: string) => readonly Text[],
): Filled[] {
    let found: (Filled & { readonly identities: readonly string[] })[] = [
        { name: pattern, path: undefined, identity: "", identities: [], keys: {} },
    ];
    for (const place of places) {
        found = found.flatMap((one) =>
            textsAt(place)
                .filter(({ keys }) => agree(keys, one.keys))
                .map((text) => ({
                    name: one.name.replaceAll(`{${place}}`, text.name),
                    path: text.path.length > (one.path?.length ?? 0) ? text.path : one.path,
                    identity: "",
                    identities: [...one.identities, text.identity],
                    keys: { ...one.keys, ...text.keys },
                })),
        );
    }
    return found.map(({ identities, ...one }) => ({ ...one, identity: identities.toSorted().join(" ") }));
}

function agree(some: Found["keys"], others: Found["keys"]): boolean {
    return Object.entries(some).every(([place, key]) => (others[place] ?? key) === key);
}
