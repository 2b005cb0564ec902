import { createHash } from "node:crypto";
import { isObject, parseWithSecrets } from "./values/secret";

/** One resource in a state. Secrets within inputs and outputs are {@link Secret}s. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly custom: boolean;
    readonly id: string | undefined;
    readonly parent: string | undefined;
    readonly provider: string | undefined;
    /** Read only, not managed: Pulumi knows it from a `get`. */
    readonly external: boolean;
    /** Left over from a replacement, to be deleted. */
    readonly delete: boolean;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly outputs: Readonly<Record<string, unknown>>;
    readonly ignoreChanges: readonly string[];
}

/** The state of a stack, as `pulumi stack export` gives it. */
export interface StackState {
    readonly resources: readonly StateResource[];
    /** Resources with an operation that was under way when Pulumi ended. */
    readonly pending: readonly { readonly urn: string; readonly operation: string }[];
    readonly project: string;
    readonly stack: string;
    /** When it was written: a state that was written again has another time. */
    readonly writtenAt?: string;
    /** How its secrets are encrypted. */
    readonly secrets:
        { readonly type: string; readonly state: Readonly<Record<string, unknown>> } | undefined;
}

/**
 * Reads an exported state.
 * @throws Error if it is none
 */
export function parseState(text: string): StackState {
    const exported = parseWithSecrets(text);
    const deployment = isObject(exported) ? exported["deployment"] : undefined;
    if (!isObject(deployment)) throw new Error("there is no deployment in it");
    const resources = list(deployment["resources"]).map(resourceOf);
    const [, project = "", stack = ""] = stackUrn(resources);
    const secrets = deployment["secrets_providers"];
    const manifest = deployment["manifest"];
    const writtenAt = isObject(manifest) ? textOf(manifest["time"]) : "";
    return {
        resources,
        pending: list(deployment["pending_operations"]).map((operation) => ({
            urn: textOf(isObject(operation["resource"]) ? operation["resource"]["urn"] : undefined),
            operation: textOf(operation["type"]),
        })),
        project,
        stack,
        ...(writtenAt === "" ? {} : { writtenAt }),
        secrets: isObject(secrets)
            ? { type: textOf(secrets["type"]), state: isObject(secrets["state"]) ? secrets["state"] : {} }
            : undefined,
    };
}

/** The parts of the first URN: of the stack itself, if there is such a resource. */
function stackUrn(resources: readonly StateResource[]): [string, string, string] {
    const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(resources[0]?.urn ?? "") ?? [];
    return ["", project, stack];
}

function resourceOf(raw: Record<string, unknown>): StateResource {
    const optional = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
    return {
        urn: textOf(raw["urn"]),
        type: textOf(raw["type"]),
        custom: raw["custom"] === true,
        id: optional(raw["id"]),
        parent: optional(raw["parent"]),
        provider: optional(raw["provider"]),
        external: raw["external"] === true,
        delete: raw["delete"] === true,
        inputs: isObject(raw["inputs"]) ? raw["inputs"] : {},
        outputs: isObject(raw["outputs"]) ? raw["outputs"] : {},
        ignoreChanges: Array.isArray(raw["ignoreChanges"]) ? raw["ignoreChanges"].map(String) : [],
    };
}

/** Resources that are in AWS, or with another provider: components are nowhere, and left-overs are being deleted. */
export function resourcesToRead({ resources }: StackState): StateResource[] {
    return resources.filter(
        (resource) =>
            resource.custom &&
            !resource.delete &&
            !resource.external &&
            !/^pulumi:(pulumi|providers):/.test(resource.type),
    );
}

function list(value: unknown): Record<string, unknown>[] {
    return Array.isArray(value) ? value.filter(isObject) : [];
}

function textOf(value: unknown): string {
    return typeof value === "string" ? value : "";
}

/** SHA-256 of a state as it was exported, in hexadecimal digits. */
export function hashOf(exported: string): string {
    return createHash("sha256").update(exported).digest("hex");
}
