import type { Check } from "../../checks/check";
import { balanced } from "../../derived/balancers";
import { hostNames, redirectNames } from "../../derived/hosts";
import { rulePriorities } from "../../derived/priorities";
import { keyPath, type Problem, show } from "../../messages/problems";
import { PLURALS } from "../../order";
import type { Values } from "../../schema";
import { matchesWildcard } from "../../../model/text";
import { parseUse } from "../../../model/uses";

/** https://datatracker.ietf.org/doc/html/rfc1035#section-2.3.4, without the root's empty label and dots on the wire. */
const MAX_HOST = 253;
/** ACM proves a host by a record of 33 characters and a dot in front of it. */
const PROOF = 34;

/** Host names are joined from labels and the stack's domain: DNS and certificates limit the whole. */
export const hostsFit: Check = {
    keys: ["domain", "sites", "media", "apis", "directories", "services", "servers"],
    run: (values) => {
        const domain = values.domain?.name;
        if (domain === undefined) return [];
        return [...Object.entries(hostNames(values)), ...redirectNames(values)].flatMap(
            ([id, host]): Problem[] => {
                const { kind, name } = parseUse(id);
                const isForeign = !host.endsWith(`.${domain}`) && host !== domain;
                const most = isForeign ? MAX_HOST - PROOF : MAX_HOST;
                return host.length <= most
                    ? []
                    : [
                          {
                              key: keyPath([PLURALS[kind], name]),
                              message: `the host name ${show(host)} has ${host.length} characters; it must have at most ${most}`,
                          },
                      ];
            },
        );
    },
};

/** A workload behind the load balancer, and the rule that leads to it. */
interface Rule {
    readonly id: string;
    /** undefined: the stack's own load balancer. */
    readonly balancer: string | undefined;
    /** undefined: every host. */
    readonly host: string | undefined;
    readonly paths: readonly string[];
    readonly priority: number;
}

/** A rule whose paths an earlier rule takes gets no request: the load balancer follows the first that matches. */
export const rulesAreReached: Check = {
    keys: ["domain", "sites", "media", "apis", "directories", "services", "servers"],
    run: (values) => {
        const rules = rulesOf(values);
        return rules.flatMap((rule, index) =>
            rule.paths.flatMap((path): Problem[] => {
                for (const earlier of rules.slice(0, index)) {
                    if (earlier.host !== rule.host || earlier.balancer !== rule.balancer) continue;
                    const taker = earlier.paths.find((pattern) => matchesWildcard(pattern, path));
                    if (taker === undefined) continue;
                    const { kind, name } = parseUse(rule.id);
                    const where = rule.host === undefined ? "on every host" : `on ${rule.host}`;
                    return [
                        {
                            key: keyPath([PLURALS[kind], name, "public", "paths"]),
                            message: `${show(path)} gets no requests ${where}, because ${earlier.id} takes ${taker} with priority ${earlier.priority}, before ${rule.priority}; give them other paths or hosts, or this one a lower priority`,
                        },
                    ];
                }
                return [];
            }),
        );
    },
};

function rulesOf(
    values: Pick<Values, "domain" | "sites" | "media" | "apis" | "directories" | "services" | "servers">,
): Rule[] {
    const hosts = hostNames(values);
    const priorities = rulePriorities(values);
    return balanced(values)
        .map(({ id, exposure: { paths }, balancer }) => ({
            id,
            balancer,
            host: hosts[id],
            paths,
            priority: priorities[id] ?? 0,
        }))
        .sort((a, b) => a.priority - b.priority);
}
