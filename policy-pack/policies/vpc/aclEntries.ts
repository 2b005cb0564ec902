import type { View } from "../../core/reading/view";

/** An entry of a network ACL about the whole internet. */
export interface Numbered {
    readonly view: View;
    /** `allow` or `deny`. */
    readonly action: string;
    /** Property with the public source. */
    readonly world: string;
    readonly protocol: string;
    readonly from: number;
    readonly to: number;
    /** Whether it decides about connections in place of another: AWS takes the entry with the lowest number. */
    comesBefore(other: Numbered): boolean;
}

/**
 * An entry of a network ACL, if it covers the whole internet; the view reports unknown values.
 *
 * @param decides property of the action: separate rule resources use another name
 */
export function numbered(view: View, decides: "action" | "ruleAction"): Numbered[] {
    const action = view.word(decides, "allow");
    const world = ["cidrBlock", "ipv6CidrBlock"].find((path) =>
        ["0.0.0.0/0", "::/0"].includes(view.string(path, "") ?? ""),
    );
    if (action === undefined || world === undefined) return [];
    const protocol = view.word("protocol", "-1");
    if (protocol === undefined) return [];
    const all = ["-1", "all"].includes(protocol);
    const [from, to] = all ? [0, 65535] : [view.number("fromPort", 0), view.number("toPort", 0)];
    if (from === undefined || to === undefined) return [];
    const comesBefore = (other: Numbered) =>
        world === other.world &&
        // Both consoles begin with TCP, whatever they go on with.
        (all || ["tcp", "6", other.protocol].includes(protocol)) &&
        (view.number("ruleNo", 0) ?? 0) < (other.view.number("ruleNo", 0) ?? 0);
    return [{ view, action, world, protocol, from, to, comesBefore }];
}
