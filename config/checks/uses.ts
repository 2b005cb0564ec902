import { findCircle, type NamedNode, nodes, PLURALS, usedIds } from "../order";
import { suggestion } from "../../model/text";
import type { Problem } from "../messages/problems";
import type { Values } from "../schema";
import type { Check } from "./check";
import { EXISTING, type ExistingKind, parseUse } from "../../model/uses";
import { EXISTING_PLURALS, existingIds } from "../sections/existing/existingIds";

const NAMED = Object.values(PLURALS);

export const usesExist: Check = {
    keys: [...NAMED, "existing"],
    run: (values) => {
        const all = nodes(values);
        const known = [...all.map(({ id }) => id), ...existingIds(values.existing)];
        const problems = all.flatMap(({ kind, name, uses }) =>
            usedIds({ uses })
                .filter((id) => !known.includes(id))
                .map((id) => ({
                    key: `plumbline:${PLURALS[kind]}.${name}`,
                    message: `uses "${id}", ${missing(id, known)}`,
                })),
        );
        problems.push(...privateServices(values, all));
        const circle = findCircle(all);
        if (circle) {
            const { kind, name } = parseUse(circle[0] ?? "");
            const key = `plumbline:${PLURALS[kind]}.${name}`;
            problems.push({ key, message: `uses itself in a circle: ${circle.join(" → ")}` });
        }
        return problems;
    },
};

/** The visitors of a site cannot reach a service that only the VPC knows. */
function privateServices({ services }: Values, all: readonly NamedNode[]): Problem[] {
    const isPrivate = (id: string): boolean => {
        const { source, kind, name } = parseUse(id);
        return (
            source === undefined &&
            kind === "service" &&
            Object.hasOwn(services, name) &&
            services[name]?.public === undefined
        );
    };
    return all
        .filter(({ kind }) => kind === "site")
        .flatMap(({ name, uses }) =>
            usedIds({ uses })
                .filter(isPrivate)
                .map((id) => ({
                    key: `plumbline:sites.${name}`,
                    message: `uses "${id}", which visitors cannot reach; give services.${parseUse(id).name} the key public`,
                })),
        );
}

/** Why there is no such thing: what this stack makes is known here. */
function missing(id: string, known: readonly string[]): string {
    const { source } = parseUse(id);
    return source === undefined || source === EXISTING
        ? `which does not exist; there are ${listOf(known, id)}${suggestion(id, known)}`
        : `but "${source}" is no source of anything; it must be <kind>/<name>`;
}

/** The existing entries of an id's kind, as a list in words. */
function listOf(known: readonly string[], id: string): string {
    const { source, kind } = parseUse(id);
    const same = known.filter((other) =>
        other.startsWith(`${source === undefined ? "" : `${source}:`}${kind}/`),
    );
    if (same.length > 0) return same.join(", ");
    return source === EXISTING
        ? `no ${EXISTING_PLURALS[kind as ExistingKind]} in plumbline:existing`
        : `no ${PLURALS[kind]} at all`;
}
