import { FITTED, MAX_NAME, RANDOM } from "../../model/nameLengths";
import { innermostType, logicalNames, type ResourceName } from "../derived/resourceNames";
import { keyPath, type Problem } from "../messages/problems";
import type { Check } from "./check";

/** A name that is made of a longer text, such as the expression of a schedule, may be too long for AWS. */
export const namesFit: Check = {
    // It looks at whatever is valid.
    keys: [],
    run: (values, context) => {
        const problems = new Map<string, Problem>();
        for (const one of logicalNames(values, context)) {
            const tooLong = complaint(one);
            if (tooLong && !problems.has(tooLong.key)) problems.set(tooLong.key, tooLong);
        }
        return [...problems.values()];
    },
};

function complaint({ scope, name, path }: ResourceName): Problem | undefined {
    const type = innermostType(scope);
    const most = (MAX_NAME[type] ?? Infinity) - RANDOM;
    if (name.length <= most || path === undefined || isFitted(scope)) return undefined;
    const [, , what] = type.split(":");
    return {
        key: keyPath(path),
        message: `would make a resource "${name}" (${what}), which has ${name.length} characters; it must have at most ${most}, so give it a shorter name`,
    };
}

/** Whether the component cuts the name itself. */
function isFitted(scope: string): boolean {
    return scope.includes("ServerlessFunction$") && FITTED.some((type) => type === innermostType(scope));
}
