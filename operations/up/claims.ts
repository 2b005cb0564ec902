/** Values of which AWS accepts one each among siblings: who has them in a deployed stack, and who is to have them. */
import { redirectNames } from "../../config/derived/hosts";
import { PLURALS } from "../../config/order";
import type { Settings } from "../../config/validate";
import { type NodeKind, parseUse } from "../../model/uses";
import type { Resource } from "../state/resource";
import { nameOf } from "../state/urn";

type Kind =
    | "host name"
    | "priority"
    | "route"
    | "sign-in prefix"
    | "parameter"
    | "bucket name"
    | "table name"
    | "queue name"
    | "secret name"
    | "e-mail domain";

/** A value, and the entry of the stack file that has it. */
interface Claim {
    readonly kind: Kind;
    readonly value: string;
    /** `<kind>/<name>`, or {@link BALANCER}. */
    readonly id: string;
}

/** A claimed value, and the key of the stack file that claims it. */
interface Wish extends Claim {
    readonly key: string;
}

/** What a second claim comes to. */
const REFUSALS: Readonly<Record<Kind, string>> = {
    "host name": "AWS refuses a second one (CNAMEAlreadyExists, or a record that already exists)",
    priority: "AWS refuses a second one (PriorityInUse)",
    route: "a new workload has nothing yet that answers",
    "sign-in prefix": "AWS refuses a second one (Domain already associated)",
    parameter: "AWS refuses a second one (ParameterAlreadyExists)",
    "bucket name": "AWS refuses a second one (BucketAlreadyOwnedByYou)",
    "table name": "AWS refuses a second one (ResourceInUseException)",
    "queue name": "SQS would give the same queue twice, and then delete it",
    "secret name":
        "AWS refuses a second one (ResourceExistsException), for 30 days after a protected one is deleted",
    "e-mail domain": "AWS refuses a second one (AlreadyExistsException)",
};

/** In front of the paths of a workload without a host of its own. */
const ANY_HOST = "*";

/** The owner of the records of services and servers. */
const BALANCER = "the load balancer";

/** The component of each entry that can have such a value. */
const OWNERS: Readonly<Record<string, NodeKind>> = {
    "plumbline:index:ContainerService": "service",
    "plumbline:index:ApplicationServer": "server",
    "plumbline:index:StaticSite": "site",
    "plumbline:index:Media": "media",
    "plumbline:index:ServerlessApi": "api",
    "plumbline:index:UserDirectory": "directory",
    "plumbline:index:SignInName": "directory",
    "plumbline:index:Secret": "secret",
    "plumbline:index:Parameter": "parameter",
    "plumbline:index:Bucket": "bucket",
    "plumbline:index:Table": "table",
    "plumbline:index:Queue": "queue",
    "plumbline:index:EmailDomain": "email",
};

/** The properties that have such values, by the type of the resource. */
const HOLDERS: Readonly<Record<string, readonly [kind: Kind, property: string]>> = {
    "aws:lb/listenerRule:ListenerRule": ["priority", "priority"],
    "aws:route53/record:Record": ["host name", "name"],
    "aws:cloudfront/distribution:Distribution": ["host name", "aliases"],
    "aws:apigatewayv2/domainName:DomainName": ["host name", "domainName"],
    "aws:cognito/userPoolDomain:UserPoolDomain": ["sign-in prefix", "domain"],
    "aws:ssm/parameter:Parameter": ["parameter", "name"],
    "aws:s3/bucket:Bucket": ["bucket name", "bucket"],
    "aws:dynamodb/table:Table": ["table name", "name"],
    "aws:sqs/queue:Queue": ["queue name", "name"],
    "aws:secretsmanager/secret:Secret": ["secret name", "name"],
    "aws:sesv2/emailIdentity:EmailIdentity": ["e-mail domain", "emailIdentity"],
};

/** The parts of a stack's settings that claim such values. */
export type Wanted = Pick<
    Settings,
    | "domain"
    | "sites"
    | "services"
    | "servers"
    | "hosts"
    | "priorities"
    | "directories"
    | "secrets"
    | "parameters"
    | "buckets"
    | "tables"
    | "queues"
    | "emailDomains"
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
    const isMoot = (wish: Wish): boolean =>
        held.some(
            ({ kind, value, id }) =>
                kind === wish.kind &&
                id === wish.id &&
                // The rule of a workload that runs changes in place, to one that answers.
                (value === wish.value || kind === "route"),
        );
    const free = freePriorities(wanted, taken);
    const told = new Set<string>();
    return wishesOf(wanted).flatMap((wish) => {
        if (isMoot(wish)) return [];
        const holder = held.find(({ kind, value }) => kind === wish.kind && value === wish.value);
        if (holder === undefined || told.has(`${wish.key} ${wish.value}`)) return [];
        // They share the load balancer, which has one record for a host.
        if (wish.kind === "host name" && isBalanced(wish.id) && isBalanced(holder.id)) return [];
        told.add(`${wish.key} ${wish.value}`);
        return [
            `${wish.key}: the ${wish.kind} ${wish.value} is not allowed yet, because ${holder.id} of the deployed stack ` +
                `has it until the end of the update, and ${REFUSALS[wish.kind]}. ${wayOut(wish, holder.id, free)}.`,
        ];
    });
}

function wayOut({ kind, value, id }: Wish, holder: string, free: Generator<number>): string {
    if (kind === "priority") {
        return `Deploy once with a number that is free, such as ${String(free.next().value)}, then with ${value}`;
    }
    if (kind === "route") {
        return `Deploy ${id} once beside ${holder}, with another host or other paths; then give it these, and remove ${holder}`;
    }
    return `Deploy once with ${id} without it or with another value; then take it from ${holder} and deploy; then give it to ${id}`;
}

/** The given and derived values of a stack file. */
function wishesOf(wanted: Wanted): Wish[] {
    const { domain, sites, hosts, priorities, directories, secrets, emailDomains } = wanted;
    const keyOf = (id: string, rest: string): string => {
        const { kind, name } = parseUse(id);
        return `plumbline:${PLURALS[kind]}.${name}${rest}`;
    };
    const named = (["bucket", "table", "queue", "secret", "parameter"] as const).flatMap((kind) =>
        Object.entries(wanted[PLURALS[kind]]).flatMap(([name, { name: value }]): Wish[] => {
            const id = `${kind}/${name}`;
            if (value === undefined) return [];
            return [
                { kind: kind === "parameter" ? kind : `${kind} name`, value, id, key: keyOf(id, ".name") },
            ];
        }),
    );
    return [
        ...named,
        ...Object.entries(priorities).map(([id, value]) => ({
            ...{ kind: "priority" as const, value: String(value), id, key: keyOf(id, ".public.priority") },
        })),
        ...routesOf(wanted).map(({ id, value }) => ({
            ...{ kind: "route" as const, value, id, key: keyOf(id, ".public") },
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
        ...Object.entries(emailDomains).map(([name, { domain: value }]): Wish => {
            const id = `email/${name}`;
            return { kind: "e-mail domain", value, id, key: keyOf(id, ".domain") };
        }),
        ...Object.entries(secrets).flatMap(([name, { parameter: value }]) => {
            const id = `secret/${name}`;
            const kind = "parameter" as const;
            return value === undefined ? [] : [{ kind, value, id, key: keyOf(id, ".parameter") }];
        }),
    ];
}

/** Host and path of all requests that go to services and servers. */
function routesOf({ services, servers, hosts }: Wanted): { id: string; value: string }[] {
    const balanced = [
        ...Object.entries(services).map(([name, member]) => [`service/${name}`, member.public] as const),
        ...Object.entries(servers).map(([name, member]) => [`server/${name}`, member.public] as const),
    ];
    return balanced.flatMap(([id, exposure]) =>
        (exposure?.paths ?? []).map((path) => ({ id, value: `${hosts[id] ?? ANY_HOST}${path}` })),
    );
}

/** Host and path of the requests that a listener rule sends to its target. */
function routesOfRule({ inputs, outputs }: Resource): string[] {
    // A rule that requires a secret header has all its conditions as one secret among its outputs.
    const conditions = ([outputs, inputs].map((given) => given?.["conditions"]).find(Array.isArray) ??
        []) as readonly {
        readonly hostHeader?: { readonly values?: readonly string[] };
        readonly pathPattern?: { readonly values?: readonly string[] };
    }[];
    const [host = ANY_HOST] = conditions.flatMap(({ hostHeader }) => hostHeader?.values ?? []);
    return conditions.flatMap(({ pathPattern }) => pathPattern?.values ?? []).map((path) => `${host}${path}`);
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
        const routes = kind === "priority" ? routesOfRule(resource) : [];
        return [
            ...values
                .filter((value) => typeof value === "string" || typeof value === "number")
                .map((value) => ({ kind, value: String(value), id })),
            ...routes.map((value) => ({ kind: "route" as const, value, id })),
        ];
    });
}

/** The entry of the stack file that a resource belongs to. */
function ownerOf(resource: Resource, byUrn: ReadonlyMap<string, Resource>): string | undefined {
    const kind = OWNERS[resource.type];
    if (kind !== undefined) return `${kind}/${nameOf(resource.urn)}`;
    if (resource.type === "plumbline:index:LoadBalancer") return BALANCER;
    const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
    return parent && ownerOf(parent, byUrn);
}

function isBalanced(id: string): boolean {
    return id === BALANCER || id.startsWith("service/") || id.startsWith("server/");
}

function* freePriorities({ priorities }: Wanted, taken: ReadonlySet<string>): Generator<number> {
    const wanted = new Set(Object.values(priorities));
    for (let number = 1; ; number++) {
        if (!wanted.has(number) && !taken.has(`priority ${number}`)) yield number;
    }
}
