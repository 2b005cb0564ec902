/** In which order the engine makes the resources of a graph. */
import type { Graph, Recorded } from "../../support/graph";
import { arnOf } from "../../support/providerOutputs";

/** Everything that a stack's resources come after, directly or not. */
export class Order {
    private readonly byUrn: ReadonlyMap<string, Recorded>;
    private readonly known = new Map<string, ReadonlySet<Recorded>>();

    constructor(private readonly graph: Graph) {
        this.byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
    }

    before({ urn }: Recorded): ReadonlySet<Recorded> {
        const known = this.known.get(urn);
        if (known) return known;
        const direct = (this.byUrn.get(urn)?.dependsOn ?? []).flatMap((one) => this.byUrn.get(one) ?? []);
        const found = new Set(direct.flatMap((one) => [one, ...this.before(one)]));
        this.known.set(urn, found);
        return found;
    }

    /** Prerequisites without a dependency, as `<kind> <name> starts without <kind> <name>`. */
    missing(starting: readonly Recorded[], needs: (resource: Recorded) => readonly Recorded[]): string[] {
        return starting.flatMap((resource) => {
            const before = this.before(resource);
            return needs(resource)
                .filter((need) => !before.has(need))
                .map((need) => `${labelOf(resource)} starts without ${labelOf(need)}`);
        });
    }

    all(...kinds: string[]): Recorded[] {
        return kinds.flatMap((kind) => this.graph.all(kind));
    }
}

export function labelOf({ kind, name }: Recorded): string {
    return `${kind} ${name}`;
}

/** Whether an id or ARN is one of the inputs, or part of one that is JSON. */
export function mentions({ inputs }: Recorded, text: string): boolean {
    const said = JSON.stringify(inputs);
    return said.includes(`"${text}"`) || said.includes(`\\"${text}\\"`);
}

/** The permissions of the roles whose ARN, or that of an instance profile with them, is among the inputs. */
function permissionsBehind(order: Order, resource: Recorded): Recorded[] {
    const behind = [...order.before(resource)];
    const given = behind.filter(
        (one) => /^iam\.(Role|InstanceProfile)$/.test(one.kind) && mentions(resource, arnOf(one)),
    );
    // An instance profile stands for the role in it.
    const roles = given.flatMap((one) => (one.kind === "iam.Role" ? [one] : [...order.before(one)]));
    return order
        .all("iam.RolePolicy", "iam.RolePolicyAttachment")
        .filter((permission) => roles.some(({ urn }) => permission.dependsOn.includes(urn)));
}

/**
 * Permissions that must be there before a resource. Some name the resource itself, such as a function's permission to
 * call itself again, and can only follow it: whoever is given its ARN then needs them instead.
 */
export function permissionsOf(order: Order, resource: Recorded): Recorded[] {
    const follow = (one: Recorded) => (permission: Recorded) => order.before(permission).has(one);
    const own = permissionsBehind(order, resource).filter((one) => !follow(resource)(one));
    if (!USES_FUNCTIONS.includes(resource.kind)) return own;
    const functions = [...order.before(resource)].filter(
        (one) => one.kind === "lambda.Function" && mentions(resource, arnOf(one)),
    );
    return [...own, ...functions.flatMap((one) => permissionsBehind(order, one).filter(follow(one)))];
}

/** Kinds that call a function as soon as they know it, and not only when something happens. */
const USES_FUNCTIONS = ["secretsmanager.SecretRotation", "lambda.EventSourceMapping"];
