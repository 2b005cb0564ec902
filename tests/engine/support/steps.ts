/** What a preview would do, read from `pulumi preview --json`. */

interface Preview {
    readonly steps: readonly { readonly op: string; readonly urn: string }[];
}

/** A resource's own type and name, below the names of the components it belongs to: `ec2/subnet:Subnet network-public-c`. */
function short(urn: string): string {
    const [, , types = "", name = ""] = urn.split("::");
    const type = types.split("$").at(-1) ?? "";
    return `${type.replace(/^(aws|plumbline):/, "")} ${name}`;
}

/** The component at the top that a resource belongs to, such as `Network`; itself if it stands alone. */
function componentOf(urn: string): string {
    const [top = ""] = (urn.split("::")[2] ?? "").split("$");
    return top.replace(/^plumbline:index:/, "");
}

/**
 * Everything that a preview would not leave alone: by the component that it belongs to, then as
 * `<operation> <type> <name>`, in order. A replacement counts as one.
 */
export function changes(json: string): Record<string, string[]> {
    const { steps } = JSON.parse(json) as Preview;
    const found = steps
        .filter(({ op }) => !["same", "create-replacement", "delete-replaced"].includes(op))
        .map(({ op, urn }) => [componentOf(urn), `${op} ${short(urn)}`] as const)
        .sort();
    const byComponent: Record<string, string[]> = {};
    for (const [component, change] of found) (byComponent[component] ??= []).push(change);
    return byComponent;
}
