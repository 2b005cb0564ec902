import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import {
    awsNames,
    awsNamesOfStack,
    innermostType,
    logicalNames,
    type ResourceName,
} from "../derived/resourceNames";
import { keyPath, type Problem } from "../messages/problems";
import { PROJECT_FILE } from "../sources/projectFile";
import { readStackFile, stackNames } from "../stackFile";
import type { Check } from "./check";

/**
 * Names that are joined, or lose some of their characters, can be the same for two entries. Pulumi refuses the second
 * resource with such a name, and AWS does, after others have been created.
 */
export const distinctNames: Check = {
    // It compares whatever is valid.
    keys: [],
    run: (values, context) => [
        ...collisions(
            logicalNames(values, context),
            ({ name, scope }) => `would make a second resource "${name}" (${typeOf(scope)})`,
        ),
        ...collisions(
            awsNames(values, context),
            ({ name, scope }) => `would take the name "${name}" in AWS (${scope})`,
        ),
    ],
};

function collisions(names: readonly ResourceName[], what: (name: ResourceName) => string): Problem[] {
    const owners = new Map<string, ResourceName>();
    const problems = new Map<string, Problem>();
    for (const one of names) {
        const id = `${one.scope} ${one.name}`;
        const known = owners.get(id);
        if (known === undefined) {
            owners.set(id, one);
        } else if (known.identity !== one.identity) {
            // The platform itself cannot change: the entry must.
            const [first, second] = one.path === undefined ? [one, known] : [known, one];
            const pair = [first.identity, second.identity].toSorted().join(" | ");
            if (problems.has(pair)) continue;
            problems.set(pair, {
                key: keyOf(second),
                message: `${what(second)}, as ${whoOf(first)} does; ${REMEDY}`,
            });
        }
    }
    return [...problems.values()];
}

const REMEDY = "give one of the two another name";

function remedyFor({ path }: ResourceName): string {
    return path?.at(-1) === "name" ? `${REMEDY}, such as one with {stack} in it` : REMEDY;
}

function keyOf({ path }: ResourceName): string {
    return path === undefined ? "plumbline" : keyPath(path);
}

function whoOf({ path }: ResourceName): string {
    return path === undefined ? "the platform itself" : keyPath(path);
}

/** The innermost type of a URN, as `sqs.Queue`. */
function typeOf(scope: string): string {
    const [, module = "", type = ""] = innermostType(scope).split(":");
    const [service = ""] = module.split("/");
    return service === "index" ? type : `${service}.${type}`;
}

/** Services whose names an account has once, in all regions together. */
const GLOBAL = /^(iam|budgets|costexplorer|s3)\./;

/** Services whose names all accounts have once. */
const WORLDWIDE = /^s3\./;

/**
 * `plumbline-prod-eu-app` is the database `app` of stack `prod-eu`, and the database `eu-app` of stack `prod`. They can
 * only meet in one account, or on one emulator; buckets with names of their own meet anywhere.
 */
export const distinctFromOtherStacks: Check = {
    keys: ["accountId", "region", "emulator"],
    run: (values, { stack, root, project }) => {
        const { accountId, region, emulator = "none" } = values;
        const own = awsNamesOfStack(values, { stack, project });
        const isAnywhere = own.some(({ scope }) => WORLDWIDE.test(scope));
        const others = stackNames(root)
            .filter((other) => other !== stack)
            .flatMap((other) => {
                const raw = readOther(root, other, isAnywhere ? undefined : accountId);
                if (raw === undefined || (raw["emulator"] ?? "none") !== emulator) return [];
                const isSame = raw["accountId"] === accountId;
                const isNear = isSame && raw["region"] === region;
                const where = isSame ? "in the same account" : "in another account";
                return awsNamesOfStack(raw, { stack: other, project })
                    .filter(({ scope }) => isNear || (isSame ? GLOBAL : WORLDWIDE).test(scope))
                    .map((one) => ({ other, where, one }));
            });
        if (others.length === 0) return [];
        const taken = new Map(others.map((entry) => [`${entry.one.scope} ${entry.one.name}`, entry]));
        return own.flatMap((one): Problem[] => {
            const entry = taken.get(`${one.scope} ${one.name}`);
            if (entry === undefined) return [];
            return [
                {
                    key: one.path === undefined ? "stack" : keyPath(one.path),
                    message: `would take the name "${one.name}" in AWS (${one.scope}), as ${whoOf(entry.one)} of stack "${entry.other}" ${entry.where} does; ${remedyFor(one)}`,
                },
            ];
        });
    },
};

/** The values of another stack of that account, or of any; undefined if it is of another one, or cannot be read. */
function readOther(
    root: string,
    stack: string,
    accountId: string | undefined,
): Record<string, unknown> | undefined {
    // Reading YAML takes long, and most stacks have an account of their own.
    const says = (file: string): boolean =>
        existsSync(join(root, file)) && readFileSync(join(root, file), "utf8").includes(accountId ?? "");
    if (![`Pulumi.${stack}.yaml`, PROJECT_FILE].some(says)) return undefined;
    try {
        const raw = readStackFile(root, stack);
        return accountId === undefined || raw["accountId"] === accountId ? raw : undefined;
    } catch {
        // Its own commands report what is wrong with it.
        return undefined;
    }
}
