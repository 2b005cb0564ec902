import type { Check } from "../../checks/check";
import { hostNames } from "../../derived/hosts";
import { linkVariables } from "../../derived/linkVariables";
import { keyPath, type Problem, show } from "../../messages/problems";
import { nodes, PLURALS } from "../../order";
import { otherLambdaVariable } from "../../values";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_BYTES = 4096;

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const MAX_DEFINITION = 65_536;
/** Of a task definition around what a stack file says: roles, volumes, log, and the collector's container. */
const FRAME = 4096;

/** AWS measures the variables of a workload as JSON, with those of links: of functions, and of tasks with code. */
export const environmentFits: Check = {
    keys: ["region", "accountId", "domain", "existing", "emails", ...Object.values(PLURALS)],
    run: (values, { stack, project, others }) => {
        const place = { stack, project, hosts: hostNames(values), others };
        return nodes(values).flatMap((node): Problem[] => {
            if (node.kind !== "function" && node.kind !== "task" && node.kind !== "service") return [];
            const { environment } = node.settings;
            const ofUses = linkVariables(node.linked, values, place);
            const all = sizeOf({ ...environment, ...ofUses });
            const key = (part: string): string => keyPath([PLURALS[node.kind], node.name, part]);
            if (node.kind === "service" || (node.kind === "task" && node.settings.code === undefined)) {
                const bytes = all + sizeOf(node.settings.command ?? []) + FRAME;
                if (bytes <= MAX_DEFINITION) return [];
                const longest = sizeOf(environment) >= sizeOf(node.settings.command ?? []);
                return [
                    {
                        key: key(longest ? "environment" : "command"),
                        message: `variables and command have ${bytes - FRAME} bytes; a task definition has at most ${MAX_DEFINITION}, with ${FRAME} of its own: let the container read the rest from a bucket or a secret`,
                    },
                ];
            }
            if (all <= MAX_BYTES) return [];
            const own = sizeOf(environment);
            const part = own >= all / 2 ? "environment" : "uses";
            const remedy =
                part === "environment"
                    ? "let the function read the rest from a file, a bucket or a secret"
                    : "let the function use less, or split it";
            const message = `${all} bytes of variables are not allowed (environment: ${own}, the ${node.linked.length} uses: ${sizeOf(ofUses)}); Lambda takes at most ${MAX_BYTES} of both: ${remedy}`;
            return [{ key: key(part), message }];
        });
    },
};

/** A task with code is a function: Lambda takes fewer names of its variables than a container does. */
export const codeTaskVariables: Check = {
    keys: ["tasks"],
    run: ({ tasks }) =>
        Object.entries(tasks).flatMap(([task, { code, environment }]) =>
            Object.keys(code === undefined ? {} : environment).flatMap((name): Problem[] => {
                const must = otherLambdaVariable(name);
                if (must === undefined) return [];
                return [
                    {
                        key: keyPath(["tasks", task, "environment", name]),
                        message: `the name ${show(name)} is not allowed with code; it must be ${must}`,
                    },
                ];
            }),
        ),
};

function sizeOf(variables: Readonly<Record<string, string>> | readonly string[]): number {
    return Buffer.byteLength(JSON.stringify(variables));
}
