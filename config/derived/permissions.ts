/** `permissions` of a stack: placeholders are filled in, and mistyped actions are told. */
import { isDeepStrictEqual } from "node:util";

import type { Values } from "../schema";
import { mistypedAction } from "../syntax/permissions";

type Given = Values["functions"][string]["permissions"][number];

/** What stands in braces. */
interface Holder {
    readonly region: string;
    readonly accountId: string;
    readonly stack: string;
    readonly project: string;
}

/** Sections with `permissions`. */
const WITH_PERMISSIONS = ["functions", "services", "tasks", "servers"] as const;

type Sections = Pick<Values, (typeof WITH_PERMISSIONS)[number] | "functionDefaults">;

/** A statement as IAM gets it. */
export interface Permission {
    readonly effect?: "Deny";
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly conditions?: Given["conditions"];
}

/** The permissions of a workload, with ARNs as AWS gets them. */
export function filledPermissions(given: readonly Given[], holder: Holder): Permission[] {
    const fill = (text: string): string =>
        text.replaceAll(
            /(?<!\$)\{(region|accountId|stack|project)\}/g,
            (_all, key: keyof Holder) => holder[key],
        );
    return given.map(({ effect, actions, resources, conditions }) => ({
        ...(effect === "Deny" ? { effect } : {}),
        actions,
        resources: resources.map(fill),
        ...(Object.keys(conditions).length > 0 ? { conditions } : {}),
    }));
}

/** Sentences about actions that are probably mistyped. */
export function permissionWarnings(values: Sections): string[] {
    const ofAll = values.functionDefaults.permissions ?? [];
    return [
        ...mistyped("functionDefaults", ofAll, []),
        ...WITH_PERMISSIONS.flatMap((section) =>
            Object.entries<{ readonly permissions: readonly Given[] }>(values[section]).flatMap(
                ([name, { permissions }]) => mistyped(`${section}.${name}`, permissions, ofAll),
            ),
        ),
    ];
}

/** Those that all functions have are told once. */
function mistyped(holder: string, permissions: readonly Given[], told: readonly Given[]): string[] {
    return permissions.flatMap((permission, index) =>
        permission.actions.flatMap((action) => {
            if (told.some((other) => isDeepStrictEqual(other, permission))) return [];
            const meant = mistypedAction(action);
            return meant === undefined
                ? []
                : [
                      `plumbline:${holder}.permissions[${index}]: "${action}" is an action that IAM takes and that allows nothing, unless AWS has it since lately; did you mean "${meant}"?`,
                  ];
        }),
    );
}
