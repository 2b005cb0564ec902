import { type NamedNode, nodes, PLURALS } from "../order";
import { keyPath } from "../messages/problems";
import { standsInVpc } from "../sections/compute/egressChecks";
import type { Values } from "../schema";
import { parseUse } from "../../model/uses";
import type { Check } from "./check";

/** What stands in a VPC by itself. */
const IN_VPC: readonly NamedNode["kind"][] = ["database", "cache", "service", "server"];

/** A stack without a VPC has nothing in it that needs one. */
export const networkIsThere: Check = {
    keys: ["network", "existing", ...Object.values(PLURALS)],
    run: (values) => {
        if (values.network !== undefined || values.existing.network !== undefined) return [];
        return nodes(values).flatMap((node) => {
            const why = needOf(node, values);
            return why === undefined
                ? []
                : [
                      {
                          key: keyPath([PLURALS[node.kind], node.name]),
                          message: `needs a VPC${why}, and the stack has none; give plumbline:network cidr and zones, or the name of a stack below plumbline:from that has one, or name one that exists in plumbline:existing.network`,
                      },
                  ];
        });
    },
};

/** Why an entry needs a VPC, as the end of a clause; undefined if it needs none. */
function needOf({ kind, uses, settings }: NamedNode, values: Values): string | undefined {
    if (IN_VPC.includes(kind)) return "";
    if (kind === "task" && !("code" in settings && settings.code !== undefined)) return "";
    if (kind !== "function" && kind !== "task") return undefined;
    const through = uses.filter((use) => standsInVpc(parseUse(use), values));
    return through.length === 0 ? undefined : `, because it uses ${through.join(", ")}`;
}
