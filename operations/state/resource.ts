import { exitCodes, Failure } from "../pulumi/failure";
import { nameOf, typesOf } from "./urn";

/** A resource as the engine writes it in states, checkpoints and previews. Secrets stay as the engine has written them. */
export interface Resource {
    readonly urn: string;
    readonly type: string;
    /** Created by a provider; components are not. */
    readonly custom?: boolean;
    readonly id?: string;
    readonly parent?: string;
    /** URN and id of the provider, with `::` between them. */
    readonly provider?: string;
    /** Read only, not managed: Pulumi knows it from a `get`. */
    readonly external?: boolean;
    /** Left over from a replacement, to be deleted. */
    readonly delete?: boolean;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly dependencies?: readonly string[];
    readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
    readonly deletedWith?: string;
    readonly replaceWith?: readonly string[];
    readonly ignoreChanges?: readonly string[];
    readonly protect?: boolean;
    /** Why its last creation or update failed, if it did. */
    readonly initErrors?: readonly string[];
    readonly aliases?: readonly string[] | undefined;
}

/**
 * A resource that is deployed; undefined: it is not, or only left over from a replacement.
 *
 * @param types its own type token behind its parents', with `$` between them
 */
export function deployedAs(
    resources: readonly Resource[],
    types: string,
    name: string,
): Resource | undefined {
    return resources.find(
        ({ urn, delete: left }) => typesOf(urn) === types && nameOf(urn) === name && left !== true,
    );
}

/** The resources of a stack, and how they were written. */
export interface Deployment {
    readonly manifest?: { readonly time?: string };
    readonly resources?: readonly Resource[];
    /** Operations that were under way when Pulumi was killed. */
    readonly pending_operations?: readonly unknown[];
    readonly secrets_providers?: { readonly type?: string; readonly state?: { readonly salt?: string } };
}

/** A state as `pulumi stack export` prints it. */
export interface ExportedState {
    readonly version: number;
    readonly deployment: Deployment;
}

/**
 * Reads an exported state.
 * @param source the subject of the message
 * @throws Failure if the text is none
 */
export function readExport(text: string, source: string): ExportedState {
    const state = parseJson(text, source) as Partial<ExportedState> | null;
    if (state?.deployment === undefined) {
        throw new Failure(`${source} is not the output of \`pulumi stack export\`.`, exitCodes.usage);
    }
    return state as ExportedState;
}

/** @throws Failure if the text is no JSON */
export function parseJson(text: string, source: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw new Failure(`${source} is not JSON.`, exitCodes.usage);
    }
}
