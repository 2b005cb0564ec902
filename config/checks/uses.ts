import { findCircle, type NamedNode, nodes, PLURALS } from "../order";
import { type Problem, suggestion } from "../problems";
import type { Values } from "../schema";
import type { Check } from "./check";

const NAMED = Object.values(PLURALS);

export const usesExist: Check = {
    keys: NAMED,
    run: (values) => {
        const all = nodes(values);
        const known = all.map(({ id }) => id);
        const problems = all.flatMap(({ kind, name, uses }) =>
            uses
                .filter((id) => !known.includes(id))
                .map((id) => ({
                    key: `plumbline:${PLURALS[kind]}.${name}`,
                    message: `uses "${id}", which does not exist; there are ${listOf(known, id)}${suggestion(id, known)}`,
                })),
        );
        problems.push(...privateServices(values, all));
        const circle = findCircle(all);
        if (circle) {
            const [kind = "", name = ""] = (circle[0] ?? "").split("/");
            const key = `plumbline:${PLURALS[kind as keyof typeof PLURALS]}.${name}`;
            problems.push({ key, message: `uses itself in a circle: ${circle.join(" → ")}` });
        }
        return problems;
    },
};

/** A service without a public address has none that another workload could be given. */
function privateServices({ services }: Values, all: readonly NamedNode[]): Problem[] {
    return all.flatMap(({ kind, name, uses }) =>
        uses
            .filter(
                (id) =>
                    id.startsWith("service/") && services[id.slice("service/".length)]?.public === undefined,
            )
            .filter((id) => id.slice("service/".length) in services)
            .map((id) => ({
                key: `plumbline:${PLURALS[kind]}.${name}`,
                message: `uses "${id}", which has no address; give services.${id.slice("service/".length)} the key public`,
            })),
    );
}

/** What exists of the kind that was asked for. */
function listOf(known: readonly string[], id: string): string {
    const [kind = ""] = id.split("/");
    const same = known.filter((other) => other.startsWith(`${kind}/`));
    return same.length > 0 ? same.join(", ") : `no ${PLURALS[kind as keyof typeof PLURALS]} at all`;
}
