import type { Subject } from "../../core/rule";
import { View } from "../../core/view";

/** Properties with rules as JSON, in the spelling of AWS's API: of web ACLs, of rule groups. */
export const RULES_IN_JSON = ["ruleJson", "rulesJson"];

/** Rules of a web ACL or a rule group, whichever way they are written. */
export function aclRules(acl: Subject): View[] {
    return acl.items("rules").concat(RULES_IN_JSON.flatMap((path) => rulesInJson(acl, path)));
}

function rulesInJson(acl: Subject, path: string): View[] {
    const rules = acl.json(path);
    if (rules === null || rules === undefined) return [];
    if (!Array.isArray(rules)) {
        acl.fail(path, "is not a list");
        return [];
    }
    const sink = {
        violation: (place: string, problem: string) => {
            acl.fail(place, problem);
        },
        // Text is known as a whole, or not at all.
        unknown: () => undefined,
    };
    return rules.map((rule, index) => new View(asProperties(rule), sink, `${path}[${index}]`));
}

/** With names as properties of Pulumi have them: `ActionToUse` is `actionToUse`. */
function asProperties(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(asProperties);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
            key.charAt(0).toLowerCase() + key.slice(1).replace("loudWatch", "loudwatch"),
            asProperties(inner),
        ]),
    );
}
