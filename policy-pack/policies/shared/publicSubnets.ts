/** Which subnets of a stack the internet can reach. */
import type { StackResource, StackView } from "../../core/reading/stackView";
import type { View } from "../../core/reading/view";
import { DEFAULT_SUBNET, VPCS } from "./networks";

/** The original main route table of a VPC. */
const DEFAULT_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const TABLES = ["aws:ec2/routeTable:RouteTable", DEFAULT_TABLE];

/** AWS takes no more subnets in a group, and no more routes in a table by default. */
const LONGEST = 50;

/** Whether a list of a resource contains another one: in a preview by dependency, on deployed state by value. */
export function listRefersTo(from: StackResource, list: string, to: StackResource, key = ""): boolean {
    if (from.refersTo(list, to)) return true;
    for (let index = 0; index < LONGEST && !from.isUnknown(list) && from.isSet(`${list}.${index}`); index++) {
        if (from.refersTo(`${list}.${index}${key}`, to)) return true;
    }
    return false;
}

/** What routes of a stack may lead to by `gatewayId`. */
const GATEWAYS = ["aws:ec2/internetGateway:InternetGateway", "aws:ec2/vpnGateway:VpnGateway"];

/** Whether a route leads to an internet gateway by its id: one of another stack. */
function namesGateway(route: View): boolean {
    return !route.isUnknown("gatewayId") && route.string("gatewayId", "")?.startsWith("igw-") === true;
}

/** Subnets whose route table leads to an internet gateway, and default ones, which AWS makes so. */
export function publicSubnets(stack: StackView): StackResource[] {
    const tables = stack.all(...TABLES).filter((table) => leadsOut(stack, table));
    const associations = stack.all("aws:ec2/routeTableAssociation:RouteTableAssociation");
    const routed = stack.all("aws:ec2/subnet:Subnet").filter((subnet) => {
        const own = associations.filter((association) => association.refersTo("subnetId", subnet));
        return own.length > 0
            ? own.some((association) => tables.some((table) => association.refersTo("routeTableId", table)))
            : tables.some((table) => isMainTable(stack, table, subnet));
    });
    return [...routed, ...stack.all(DEFAULT_SUBNET)];
}

function leadsOut(stack: StackView, table: StackResource): boolean {
    const separate = stack.referring("aws:ec2/route:Route", "routeTableId", table);
    const inline = table.isUnknown("routes") ? [] : table.items("routes");
    if ([...separate, ...inline].some(namesGateway)) return true;
    // Unknown outputs of another stack.
    const isOurs = (from: StackResource, list: string) => {
        return stack.all(...GATEWAYS).some((gateway) => listRefersTo(from, list, gateway, ".gatewayId"));
    };
    const untold = [
        ...separate.filter((route) => !isOurs(route, "gatewayId")),
        ...(isOurs(table, "routes") ? [] : inline),
    ];
    for (const route of untold) if (route.isUnknown("gatewayId")) route.defer("gatewayId");
    return stack
        .all("aws:ec2/internetGateway:InternetGateway")
        .some(
            (gateway) =>
                listRefersTo(table, "routes", gateway, ".gatewayId") ||
                separate.some((route) => route.refersTo("gatewayId", gateway)),
        );
}

/** Whether a table is the main route table, which applies to subnets without their own. */
function isMainTable(stack: StackView, table: StackResource, subnet: StackResource): boolean {
    const mains = stack.all("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation");
    return stack
        .all(...VPCS)
        .filter((vpc) => subnet.refersTo("vpcId", vpc))
        .some((vpc) =>
            table.type === DEFAULT_TABLE
                ? table.refersTo("defaultRouteTableId", vpc) || table.refersTo("vpcId", vpc)
                : mains.some((main) => main.refersTo("vpcId", vpc) && main.refersTo("routeTableId", table)),
        );
}
