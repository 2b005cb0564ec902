/** Values of which AWS accepts one each among siblings: who has them in a deployed stack, and who is to have them. */
import { redirectNames } from "../../config/derived/hosts";
import { PLURALS } from "../../config/order";
import type { Settings } from "../../config/validate";
import { type NodeKind, parseUse } from "../../model/uses";
import type { Resource } from "../state/resource";
import { nameOf } from "../state/urn";

type Kind = "host name" | "priority" | "sign-in prefix" | "parameter";

/** A value, and the entry of the stack file that has it. */
interface Claim {
    readonly kind: Kind;
    readonly value: string;
    /** `<kind>/<name>`. */
    readonly id: string;
}

/** A claimed value, and the key of the stack file that claims it. */
interface Wish extends Claim {
    readonly key: string;
}

/** What AWS says to a second claim. */
const REFUSALS: Readonly<Record<Kind, string>> = {
    "host name": "CNAMEAlreadyExists, or a record that already exists",
    priority: "PriorityInUse",
    "sign-in prefix": "Domain already associated",
    parameter: "ParameterAlreadyExists",
};

/** The component of each entry that can have such a value. */
const OWNERS: Readonly<Record<string, NodeKind>> = {
    "plumbline:index:ContainerService": "service",
    "plumbline:index:ApplicationServer": "server",
    "plumbline:index:StaticSite": "site",
    "plumbline:index:ServerlessApi": "api",
    "plumbline:index:UserDirectory": "directory",
    "plumbline:index:SignInName": "directory",
    "plumbline:index:Secret": "secret",
};

/** The properties that have such values, by the type of the resource. */
const HOLDERS: Readonly<Record<string, readonly [kind: Kind, property: string]>> = {
    "aws:lb/listenerRule:ListenerRule": ["priority", "priority"],
    "aws:route53/record:Record": ["host name", "name"],
    "aws:cloudfront/distribution:Distribution": ["host name", "aliases"],
    "aws:apigatewayv2/domainName:DomainName": ["host name", "domainName"],
    "aws:cognito/userPoolDomain:UserPoolDomain": ["sign-in prefix", "domain"],
    "aws:ssm/parameter:Parameter": ["parameter", "name"],
};

/** The parts of a stack's settings that claim such values. */
export type Wanted = Pick<
    Settings,
    "domain" | "sites" | "hosts" | "priorities" | "directories" | "secrets" | "network"
>;

/**
 * What an update would claim while another entry still has it: Pulumi makes and changes before it removes, so that AWS
 * would refuse it half-way.
 *
 * @param resources of the deployed stack
 * @returns a sentence for each, which names the key, the value and the way out
 */
export function disputes(resources: readonly Resource[], wanted: Wanted): string[] {
    const held = claimsOf(resources);
    const taken = new Set(held.map(({ kind, value }) => `${kind} ${value}`));
    const isHeldBy = (wish: Wish, id: string): boolean =>
        held.some((it) => it.kind === wish.kind && it.value === wish.value && it.id === id);
    const free = freePriorities(wanted, taken);
    const told = new Set<string>();
    return wishesOf(wanted).flatMap((wish) => {
        if (isHeldBy(wish, wish.id)) return [];
        const holder = held.find(({ kind, value }) => kind === wish.kind && value === wish.value);
        if (holder === undefined || told.has(`${wish.key} ${wish.value}`)) return [];
        // They share the load balancer, which has one record for a host.
        if (wish.kind === "host name" && isBalanced(wish.id) && isBalanced(holder.id)) return [];
        told.add(`${wish.key} ${wish.value}`);
        const way =
            wish.kind === "priority"
                ? `Deploy once with a number that is free, such as ${String(free.next().value)}, then with ${wish.value}`
                : `Deploy once with ${holder.id} and without this, or with another value here, then take it from ${holder.id}, deploy, and give it to ${wish.id}`;
        return [
            `${wish.key}: the ${wish.kind} ${wish.value} is not allowed yet, because ${holder.id} of the deployed stack ` +
                `has it until the end of the update, and AWS refuses a second one (${REFUSALS[wish.kind]}). ${way}.`,
        ];
    });
}

/** The given and derived values of a stack file. */
function wishesOf({ domain, sites, hosts, priorities, directories, secrets }: Wanted): Wish[] {
    const keyOf = (id: string, rest: string): string => {
        const { kind, name } = parseUse(id);
        return `plumbline:${PLURALS[kind]}.${name}${rest}`;
    };
    return [
        ...Object.entries(priorities).map(([id, value]) => ({
            ...{ kind: "priority" as const, value: String(value), id, key: keyOf(id, ".public.priority") },
        })),
        ...[...Object.entries(hosts), ...redirectNames({ domain, sites })].map(([id, value]) => ({
            ...{ kind: "host name" as const, value, id, key: keyOf(id, "") },
        })),
        ...Object.entries(directories).flatMap(([name, { signIn }]) => {
            const id = `directory/${name}`;
            const value = signIn?.prefix;
            const kind = "sign-in prefix" as const;
            return value === undefined ? [] : [{ kind, value, id, key: keyOf(id, ".signIn.prefix") }];
        }),
        ...Object.entries(secrets).flatMap(([name, { parameter: value }]) => {
            const id = `secret/${name}`;
            const kind = "parameter" as const;
            return value === undefined ? [] : [{ kind, value, id, key: keyOf(id, ".parameter") }];
        }),
    ];
}

function claimsOf(resources: readonly Resource[]): Claim[] {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    return resources.flatMap((resource) => {
        const holder = HOLDERS[resource.type];
        const id = holder && ownerOf(resource, byUrn);
        if (holder === undefined || id === undefined || resource.external) return [];
        const [kind, property] = holder;
        const given = resource.outputs?.[property] ?? resource.inputs?.[property];
        const values: unknown[] = Array.isArray(given) ? given : [given];
        return values
            .filter((value) => typeof value === "string" || typeof value === "number")
            .map((value) => ({ kind, value: String(value), id }));
    });
}

/** The entry of the stack file that a resource belongs to. */
function ownerOf(resource: Resource, byUrn: ReadonlyMap<string, Resource>): string | undefined {
    const kind = OWNERS[resource.type];
    if (kind !== undefined) return `${kind}/${nameOf(resource.urn)}`;
    const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
    return parent && ownerOf(parent, byUrn);
}

function isBalanced(id: string): boolean {
    return id.startsWith("service/") || id.startsWith("server/");
}

function* freePriorities({ priorities }: Wanted, taken: ReadonlySet<string>): Generator<number> {
    const wanted = new Set(Object.values(priorities));
    for (let number = 1; ; number++) {
        if (!wanted.has(number) && !taken.has(`priority ${number}`)) yield number;
    }
}
