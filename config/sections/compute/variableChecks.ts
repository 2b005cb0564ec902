import type { Check } from "../../checks/check";
import { type SecretsAs, variableNames } from "../../derived/linkVariables";
import { keyPath, type Problem } from "../../messages/problems";
import { nodes, PLURALS } from "../../order";
import { variable } from "../../../model/names";
import { parseUse } from "../../../model/uses";

/** How workloads get secrets; a task with code is a function. */
const SECRETS_AS = { function: "arn", service: "value", task: "value", server: "arn" } as const;

/**
 * Each variable of a workload has one source. Of two sources one would count, and nobody would know which; ECS refuses a
 * variable and a secret of the same name.
 */
export const distinctVariables: Check = {
    keys: [...Object.values(PLURALS), "existing"],
    run: (values, { others }) =>
        nodes(values).flatMap((node): Problem[] => {
            const { kind, name, linked } = node;
            if (kind !== "function" && kind !== "service" && kind !== "task" && kind !== "server") return [];
            const plural = PLURALS[kind];
            const secrets: SecretsAs = kind === "task" && node.settings.code ? "arn" : SECRETS_AS[kind];
            const owners = new Map<string, string>();
            const problems: Problem[] = [];
            for (const use of linked) {
                const { id } = parseUse(use);
                for (const given of variableNames(use, values, secrets, others)) {
                    const owner = owners.get(given) ?? id;
                    owners.set(given, owner);
                    if (owner === id) continue;
                    problems.push({
                        key: keyPath([plural, name, "uses"]),
                        message: `${owner} and ${id} both give the variable ${given}; give one of the two another name`,
                    });
                }
            }
            const given = Object.keys(node.settings.environment).flatMap((own): Problem[] => {
                const owner = owners.get(own);
                if (owner === undefined) return [];
                return [
                    {
                        key: keyPath([plural, name, "environment", own]),
                        message: `is not allowed, because uses: [${owner}] gives this variable; take it out, or give it another name`,
                    },
                ];
            });
            return [...problems, ...given];
        }),
};

/** The build of a pipeline gets the address of each repository. */
export const distinctBuildVariables: Check = {
    keys: ["pipelines"],
    run: ({ pipelines }) =>
        Object.entries(pipelines).flatMap(([name, { repositories, environment }]) =>
            repositories
                .map((repository) => ({ repository, given: variable("repository", repository, "url") }))
                .filter(({ given }) => Object.hasOwn(environment, given))
                .map(({ repository, given }) => ({
                    key: keyPath(["pipelines", name, "environment", given]),
                    message: `is not allowed, because repositories: [${repository}] gives this variable; take it out, or give it another name`,
                })),
        ),
};
