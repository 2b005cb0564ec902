/** `plumbline:network: core`: a stack that stands in another stack's VPC. */
import { suggestion } from "../../model/text";
import type { Problem } from "../messages/problems";
import type { Others } from "../references";
import { fromOf } from "../sections/account/from";

type Raw = Readonly<Record<string, unknown>>;

/** Stands for a VPC that nobody has looked at yet: a command without the other stack's outputs checks all else. */
export const UNSEEN = {
    vpcId: "vpc-00000000",
    privateSubnetIds: ["subnet-00000000", "subnet-00000001"],
    publicSubnetIds: ["subnet-00000000", "subnet-00000001"],
};

/**
 * The same values with the other stack's VPC among what exists already.
 *
 * @param others what the stacks below `plumbline:from` publish; undefined: nobody has looked
 */
export function withSharedNetwork(
    raw: Raw,
    others?: Others,
): { readonly raw: Raw; readonly problems: readonly Problem[] } {
    const { network: name, existing = {} } = raw;
    if (typeof name !== "string" || name === "none") return { raw, problems: [] };
    if (typeof existing !== "object" || existing === null) return { raw, problems: [] };
    const shown = JSON.stringify(name);
    const complain = (message: string) => ({
        // What stands in it is not complained of as well.
        raw: { ...raw, network: "none", existing: { network: UNSEEN, ...existing } },
        problems: [{ key: "plumbline:network", message: `${shown} is not allowed${message}` }],
    });
    const known = Object.keys(fromOf(raw));
    if (!known.includes(name)) {
        const list = known.length === 0 ? "has nothing" : `has ${known.join(", ")}`;
        return complain(
            `; it must be a map of keys, none, or a name below plumbline:from, which ${list}${suggestion(name, ["none", ...known])}`,
        );
    }
    if ("network" in existing)
        return complain(" beside plumbline:existing.network; leave one of the two out");
    const other = others?.[name];
    // Why a stack cannot be read is said once, at its name.
    const network = other === undefined || typeof other === "string" ? UNSEEN : other.network;
    if (network === undefined) return complain("; that stack has no VPC of which another could have a part");
    return { raw: { ...raw, existing: { ...existing, network } }, problems: [] };
}
