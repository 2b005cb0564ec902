/** Brings the two sources of configuration, a file and the engine, to the same form. */
import { ConfigurationError, type Problem } from "./problems";

/** Top-level values that are text even if they look like numbers. */
const TEXT = new Set(["accountId", "costCenter", "owner"]);

/**
 * The values below `plumbline:`, without the prefix.
 *
 * @throws ConfigurationError if there are keys of another namespace, which would have no effect
 */
export function collect(stack: string, config: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const raw: Record<string, unknown> = {};
    const problems: Problem[] = [];
    for (const [key, value] of Object.entries(config)) {
        const [namespace, ...rest] = key.split(":");
        const name = rest.join(":");
        if (namespace === "plumbline") {
            raw[name] = typeof value === "number" && TEXT.has(name) ? String(value) : value;
        } else if (namespace !== "pulumi") {
            const instead =
                key === "aws:region" ? "use plumbline:region" : "only plumbline: and pulumi: keys are read";
            problems.push({ key, message: `has no effect here: ${instead}` });
        }
    }
    if (problems.length > 0) throw new ConfigurationError(stack, problems);
    return raw;
}
