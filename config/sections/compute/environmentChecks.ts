import type { Check } from "../../checks/check";
import { hostNames } from "../../derived/hosts";
import { linkVariables } from "../../derived/linkVariables";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_BYTES = 4096;

/** Lambda measures the variables of a function as JSON, with those of links. */
export const environmentFits: Check = {
    keys: [
        "region",
        "accountId",
        "domain",
        "existing",
        "databases",
        "caches",
        "tables",
        "topics",
        "buckets",
        "queues",
        "secrets",
        "parameters",
        "directories",
        "functions",
        "apis",
        "services",
        "servers",
        "sites",
        "media",
    ],
    run: (values, { stack, project, others }) => {
        const place = { stack, project, hosts: hostNames(values), others };
        return Object.entries(values.functions).flatMap(([name, { environment, uses }]) => {
            const ofUses = linkVariables(uses, values, place);
            const bytes = sizeOf({ ...environment, ...ofUses });
            if (bytes <= MAX_BYTES) return [];
            const own = sizeOf(environment);
            const part = own >= bytes / 2 ? "environment" : "uses";
            const remedy =
                part === "uses"
                    ? "let the function use less, or split it"
                    : "let the function read the rest from a file, a bucket or a secret";
            const message = `${bytes} bytes of variables are not allowed (environment: ${own}, the ${uses.length} uses: ${sizeOf(ofUses)}); Lambda takes at most ${MAX_BYTES} of both: ${remedy}`;
            return [{ key: `plumbline:functions.${name}.${part}`, message }];
        });
    },
};

function sizeOf(variables: Readonly<Record<string, string>>): number {
    return Buffer.byteLength(JSON.stringify(variables));
}
