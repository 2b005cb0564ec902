/** Which subnets of a stack the internet can reach. */
import type { StackResource, StackView } from "../../core/stackView";
import type { View } from "../../core/view";
import { DEFAULT_SUBNET } from "./networks";

/** AWS takes no more subnets in a group, and no more routes in a table by default. */
const LONGEST = 50;

/** Whether a list of a resource names another one: in a preview by what it is made of, on deployed state by value. */
export function listRefersTo(from: StackResource, list: string, to: StackResource, key = ""): boolean {
    if (from.refersTo(list, to)) return true;
    for (let index = 0; index < LONGEST && !from.isUnknown(list) && from.isSet(`${list}.${index}`); index++) {
        if (from.refersTo(`${list}.${index}${key}`, to)) return true;
    }
    return false;
}

/** Whether a route leads to an internet gateway by its id: one of another stack. */
function namesGateway(route: View): boolean {
    return !route.isUnknown("gatewayId") && route.string("gatewayId", "")?.startsWith("igw-") === true;
}

/** Subnets whose route table leads to an internet gateway, and default ones, which AWS makes so. */
export function publicSubnets(stack: StackView): StackResource[] {
    const gateways = stack.all("aws:ec2/internetGateway:InternetGateway");
    const tables = stack.all("aws:ec2/routeTable:RouteTable").filter((table) => {
        const separate = stack.referring("aws:ec2/route:Route", "routeTableId", table);
        const inline = table.isUnknown("routes") ? [] : table.items("routes");
        return (
            [...separate, ...inline].some(namesGateway) ||
            gateways.some(
                (gateway) =>
                    listRefersTo(table, "routes", gateway, ".gatewayId") ||
                    separate.some((route) => route.refersTo("gatewayId", gateway)),
            )
        );
    });
    const routed = stack
        .all("aws:ec2/subnet:Subnet")
        .filter((subnet) =>
            stack
                .referring("aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId", subnet)
                .some((association) => tables.some((table) => association.refersTo("routeTableId", table))),
        );
    return [...routed, ...stack.all(DEFAULT_SUBNET)];
}
