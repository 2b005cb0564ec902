/** Steps of an operation: performed or planned changes by resource. */

interface Step {
    readonly op: string;
    readonly urn: string;
}

/** `<operation> <type> <name>` by the outermost component that a resource belongs to, in order. */
export type Changes = Readonly<Record<string, readonly string[]>>;

/** All that a preview would not leave alone. */
export function changesOfPreview(json: string): Changes {
    return byComponent((JSON.parse(json) as { readonly steps: readonly Step[] }).steps);
}

/** All that an operation did not leave alone, from its event log. */
export function changesOf(eventLog: string): Changes {
    const events = eventLog
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { readonly resourcePreEvent?: { readonly metadata: Step } });
    return byComponent(
        events.flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [resourcePreEvent.metadata] : [])),
    );
}

/** A replacement has three steps; one of them suffices. */
const UNTOLD = ["same", "read", "create-replacement", "delete-replaced"];

function byComponent(steps: readonly Step[]): Changes {
    const found = steps
        .filter(({ op }) => !UNTOLD.includes(op))
        .map(({ op, urn }) => [componentOf(urn), `${op} ${short(urn)}`] as const)
        .sort(([, a], [, b]) => (a < b ? -1 : 1));
    const changes: Record<string, string[]> = {};
    for (const [component, change] of found) (changes[component] ??= []).push(change);
    return changes;
}

/** Without the common parts of all types: `ec2/subnet:Subnet network-public-c`. */
function short(urn: string): string {
    const [, , types = "", name = ""] = urn.split("::");
    return `${(types.split("$").at(-1) ?? "").replace(/^aws:/, "")} ${name}`;
}

/** `Network` for every resource in a network; its own type for a resource outside of components. */
function componentOf(urn: string): string {
    const [outermost = ""] = (urn.split("::")[2] ?? "").split("$");
    return outermost.replace(/^plumbline:index:/, "");
}
