/**
 * The parts of a URN: `urn:pulumi:<stack>::<project>::<types>::<name>`, where the types are those of its parents and its
 * own, with `$` between them. A name may contain `::`, a type may not.
 */
function partsOf(urn: string): { readonly types: string; readonly name: string } {
    const [, , types = "", ...name] = urn.split("::");
    return { types, name: name.join("::") };
}

/** The name of a resource. */
export function nameOf(urn: string): string {
    return partsOf(urn).name;
}

/** The type token of a resource itself, such as `aws:s3/bucket:Bucket`. */
export function typeOf(urn: string): string {
    const { types } = partsOf(urn);
    return types.slice(types.lastIndexOf("$") + 1);
}

/** The type tokens of a resource's parents and its own, with `$` between them: the outermost component comes first. */
export function typesOf(urn: string): string {
    return partsOf(urn).types;
}

/** URN and id of a provider reference, `<urn>::<id>`. */
export function splitProvider(reference: string): { readonly urn: string; readonly id: string } {
    const at = reference.lastIndexOf("::");
    return { urn: reference.slice(0, at), id: reference.slice(at + 2) };
}
