/** Properties of a resource that a rule reads. */
import type { ResourceRule, Subject } from "../../../policy-pack/core/rule";
import { Settings } from "../../../policy-pack/core/reading/settings";
import { canonicalType } from "../../../policy-pack/core/reading/types";
import { SILENT, View } from "../../../policy-pack/core/reading/view";
import type { Sent } from "./engine";

/** Dotted paths of all properties that a rule reads, nested ones as well. */
export function pathsRead(
    rule: ResourceRule,
    { type, props, protect = false, provider }: Sent,
    settings: Readonly<Record<string, unknown>> = {},
): string[] {
    const paths = new Set<string>();
    const subject = Object.assign(new View(recording(props, "", paths), SILENT), {
        urn: "urn:pulumi:prod::plumbline::aws:other/other:Other::it",
        name: "it",
        type: canonicalType(type),
        protect,
        provider: provider && new View(provider, SILENT, "provider"),
    }) as Subject;
    rule.check(subject, new Settings(settings, rule.settings));
    return [...paths];
}

function recording(value: unknown, path: string, paths: Set<string>): unknown {
    if (typeof value !== "object" || value === null) return value;
    return new Proxy(value, {
        get(target, key) {
            const found: unknown = Reflect.get(target, key);
            // Members of every object are no properties of the resource.
            if (
                typeof key === "symbol" ||
                key === "length" ||
                key === "toJSON" ||
                typeof found === "function"
            ) {
                return found;
            }
            const inner = path === "" ? key : `${path}.${key}`;
            paths.add(inner);
            return recording(found, inner, paths);
        },
    });
}
