import { nodes, PLURALS } from "../order";
import { suggestion } from "../messages/problems";
import type { Check } from "./check";

const LOGGED: readonly string[] = ["function", "service", "api", "server"];

export const metricSourcesExist: Check = {
    keys: ["monitoring", ...Object.values(PLURALS)],
    run: (values) => {
        const known = nodes(values)
            .filter(({ kind }) => LOGGED.includes(kind))
            .map(({ id }) => id);
        return Object.entries(values.monitoring.metrics)
            .filter(([, { source }]) => !known.includes(source))
            .map(([metric, { source }]) => ({
                key: `plumbline:monitoring.metrics.${metric}.source`,
                message: `"${source}" does not exist; there are ${known.join(", ") || "none that log"}${suggestion(source, known)}`,
            }));
    },
};
