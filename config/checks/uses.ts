import { findCircle, foreignSources, type NamedNode, nodes, PLURALS, usedIds } from "../order";
import { suggestion } from "../../model/text";
import type { Problem } from "../messages/problems";
import type { Values } from "../schema";
import type { Check, Context } from "./check";
import { EXISTING, type ExistingKind, type NodeKind, parseUse, type Use } from "../../model/uses";
import { EXISTING_PLURALS, existingIds } from "../sections/existing/existingIds";

const NAMED = Object.values(PLURALS);

export const usesExist: Check = {
    keys: [...NAMED, "existing", "from"],
    run: (values, { others }) => {
        const all = nodes(values);
        const known = [...all.map(({ id }) => id), ...existingIds(values.existing)];
        const problem = ({ kind, name }: NamedNode, use: string, isFollowed: boolean): Problem[] => {
            const { id, source } = parseUse(use);
            const wrong =
                source === undefined || source === EXISTING
                    ? missing(id, known)
                    : foreign(kind, parseUse(use), { ...values, others }, isFollowed);
            return wrong === undefined
                ? []
                : [{ key: `plumbline:${PLURALS[kind]}.${name}`, message: `uses "${id}", ${wrong}` }];
        };
        const problems = all.flatMap((node) => [
            ...node.uses.flatMap((use) => problem(node, use, false)),
            ...(node.kind === "function" || node.kind === "queue" || node.kind === "task"
                ? foreignSources(node.settings)
                : []
            ).flatMap((id) => problem(node, id, true)),
        ]);
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

/** Why this stack has no such thing. */
function missing(id: string, known: readonly string[]): string | undefined {
    return known.includes(id)
        ? undefined
        : `which does not exist; there are ${listOf(known, id)}${suggestion(id, known)}`;
}

/** Why an entry cannot use what another stack makes; undefined as well where nobody has looked at that stack yet. */
function foreign(
    user: NodeKind,
    { id, source = "", kind, name, access }: Use,
    { from, existing, others = {} }: Pick<Values, "from" | "existing"> & Pick<Context, "others">,
    isFollowed: boolean,
): string | undefined {
    if (!Object.hasOwn(from, source)) {
        const names = Object.keys(from);
        const list = names.length === 0 ? "has nothing" : `has ${names.join(", ")}`;
        return `but plumbline:from has no "${source}"; it ${list}${suggestion(source, names)}`;
    }
    const other = others[source];
    // Why a stack cannot be read is said once, at its name.
    if (other === undefined || typeof other === "string") return undefined;
    const known = Object.keys(other.parts).map((part) => `${source}:${part}`);
    const part = other.parts[`${kind}/${name}`];
    if (part === undefined) {
        return `which ${other.stack} does not publish; there are ${listOf(known, id)}${suggestion(id, known)}`;
    }
    if (access !== undefined && part.access[access] === undefined) {
        const ways = Object.keys(part.access).join(", ") || "none";
        return `which ${other.stack} does not publish for ${access}; the ways to use it are ${ways}`;
    }
    if (isFollowed) return part.source === undefined ? unfollowed(kind, name, other.stack) : undefined;
    if (part.ports.length === 0) return undefined;
    if (user === "site") return `which visitors cannot reach; ${other.stack} must give it the key public`;
    const vpcId = other.network?.vpcId;
    if (vpcId !== undefined && existing.network?.vpcId === vpcId) return undefined;
    return `which is reached in the VPC of ${other.stack} only (${vpcId ?? "none"}); this stack must stand in the same, by plumbline:network: ${source}`;
}

/** Why nothing can follow a part. */
function unfollowed(kind: NodeKind, name: string, stack: string): string {
    const why =
        kind === "table"
            ? `has no stream; set tables.${name}.stream there, and deploy it again`
            : "has been deployed with an earlier version; deploy it again";
    return `which cannot be followed, because in ${stack} it ${why}`;
}

/** The existing entries of an id's kind, as a list in words. */
function listOf(known: readonly string[], id: string): string {
    const { source, kind } = parseUse(id);
    const start = source === undefined ? `${kind}/` : `${source}:${kind}/`;
    const same = known.filter((other) => other.startsWith(start));
    if (same.length > 0) return same.join(", ");
    return source === EXISTING
        ? `no ${EXISTING_PLURALS[kind as ExistingKind]} in plumbline:existing`
        : `no ${PLURALS[kind]} at all`;
}
