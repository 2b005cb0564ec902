import { View } from "../../core/reading/view";
import { asProperties } from "../shared/apiSpelling";

/** Properties with rules as JSON, in the spelling of AWS's API: of web ACLs, of rule groups. */
export const RULES_IN_JSON = ["ruleJson", "rulesJson"];

/** Rules of a web ACL or a rule group, whichever way they are written. */
export function aclRules(acl: View): View[] {
    return acl.items("rules").concat(RULES_IN_JSON.flatMap((path) => rulesInJson(acl, path)));
}

function rulesInJson(acl: View, path: string): View[] {
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
