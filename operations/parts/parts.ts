/** Parts of a stack as people name them (`<kind>/<name>`), and the resources of each. */
import { PLURALS } from "../../config/order";
import type { Settings } from "../../config/validate";
import { PLUMB } from "../../model/plumb";
import { suggestion } from "../../model/text";
import { type NodeKind, parseUse } from "../../model/uses";
import { exitCodes, Failure } from "../pulumi/failure";
import { deployedAs, type Resource } from "../state/resource";

/** The component of each kind, by the last part of its type token. */
export const COMPONENTS: Readonly<Record<NodeKind, string>> = {
    api: "ServerlessApi",
    bucket: "Bucket",
    bus: "EventBus",
    cache: "Cache",
    database: "Database",
    directory: "UserDirectory",
    email: "EmailDomain",
    function: "ServerlessFunction",
    media: "Media",
    parameter: "Parameter",
    pipeline: "DeliveryPipeline",
    queue: "Queue",
    repository: "Repository",
    secret: "Secret",
    server: "ApplicationServer",
    service: "ContainerService",
    site: "StaticSite",
    table: "Table",
    task: "Task",
    topic: "Topic",
};

/** A part that the stack file has. */
export interface Named {
    readonly id: string;
    readonly kind: NodeKind;
    readonly name: string;
}

/** A part with what is deployed of it. */
export interface Part extends Named {
    /** Its resources, those of components within it included. */
    readonly resources: readonly Resource[];
}

/** Every part of these kinds that the stack file has. */
export function partsNamed(settings: Settings, kinds: readonly NodeKind[]): Named[] {
    return kinds.flatMap((kind) =>
        Object.keys(settings[PLURALS[kind]]).map((name) => ({ id: `${kind}/${name}`, kind, name })),
    );
}

/**
 * The part that is meant by `function/orders`, or by `orders` where only one has that name.
 *
 * @param kinds that the command is for
 * @param command as it is called, for the message
 * @throws Failure that says what there is
 */
export function needPart(
    given: string,
    settings: Settings,
    kinds: readonly NodeKind[],
    command: string,
): Named {
    const known = partsNamed(settings, kinds);
    const [found, other] = known.filter(({ id, name }) => given === id || given === name);
    if (other !== undefined) {
        const ids = known.filter(({ name }) => given === name).map(({ id }) => id);
        throw refusal(`"${given}" is ambiguous; use ${ids.join(" or ")}.`);
    }
    if (found !== undefined) return found;
    if (given.includes(":")) {
        throw refusal(
            `"${given}" is of another stack, or names none of stack "${settings.stack}": \`${PLUMB} ${command}\` takes parts of ` +
                `one stack, as <kind>/<name>. Name the other stack by --stack, and its project by --cwd.`,
        );
    }
    const { kind } = parseUse(given);
    if (given.includes("/") && kind in PLURALS && !kinds.includes(kind)) {
        throw refusal(`\`${PLUMB} ${command}\` takes ${listed(kinds)}, and no ${kind}.`);
    }
    const ids = known.map(({ id }) => id);
    const there = ids.length === 0 ? `has no ${kinds.join(", no ")}` : `has ${ids.join(", ")}`;
    const near = suggestion(given, given.includes("/") ? ids : known.map(({ name }) => name));
    throw refusal(`Stack "${settings.stack}" has no "${given}"; it ${there}${near}${near === "" ? "." : ""}`);
}

function listed(kinds: readonly NodeKind[]): string {
    return kinds.map((kind) => `${kind}/<name>`).join(", ");
}

/** The resources of a part; undefined: it is not deployed. */
export function findPart(named: Named, resources: readonly Resource[]): Part | undefined {
    const component = deployedAs(resources, `plumbline:index:${COMPONENTS[named.kind]}`, named.name);
    if (component === undefined) return undefined;
    return { ...named, resources: below(component.urn, resources) };
}

/** @throws Failure if the stack has not been deployed with that part */
export function deployedPart(named: Named, resources: readonly Resource[], stack: string): Part {
    const part = findPart(named, resources);
    if (part !== undefined) return part;
    throw new Failure(
        `Stack "${stack}" has not been deployed with ${named.id} yet: ${PLUMB} up --stack ${stack} does that.`,
    );
}

/** What hangs below a component, without what is left over from a replacement or was only looked up. */
function below(urn: string, resources: readonly Resource[]): Resource[] {
    const parents = new Map(resources.map((resource) => [resource.urn, resource.parent]));
    const isBelow = (from: string): boolean => {
        for (let above = parents.get(from); above !== undefined; above = parents.get(above)) {
            if (above === urn) return true;
        }
        return false;
    };
    return resources.filter(
        (resource) => resource.delete !== true && resource.external !== true && isBelow(resource.urn),
    );
}

/** The resources of a type. */
export function ofType({ resources }: Pick<Part, "resources">, type: string): Resource[] {
    return resources.filter((resource) => resource.type === type);
}

/** A text that AWS or the program has given a resource; undefined: it has none, or a secret one. */
export function textOf(resource: Resource | undefined, property: string): string | undefined {
    const value = resource?.outputs?.[property];
    return typeof value === "string" && value !== "" ? value : undefined;
}

function refusal(message: string): Failure {
    return new Failure(message, exitCodes.usage);
}
