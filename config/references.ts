/** Stacks below `plumbline:from`: their names, and what they publish. Whoever calls reads it: the program, or a command. */
import * as z from "zod";

import { PARTS_OUTPUT, PARTS_VERSION, type Published, type PublishedPart } from "../model/parts";
import { projectFolder } from "./projectFolder";
import { PLUMB } from "../model/plumb";
import type { Access } from "../model/uses";

/** As Pulumi writes stacks, or shorter. */
export const STACK_REFERENCE = /^([\w.-]+\/){0,2}[\w.-]+$/;

/** A stack that reads what others publish. */
export interface Reader {
    /** The organization of its backend; backends without any have {@link NO_ORGANIZATION}. */
    readonly organization: string;
    readonly project: string;
    readonly stack: string;
    /** Folder of its project. */
    readonly root: string;
}

/** What backends other than Pulumi Cloud call the one organization that they have. */
export const NO_ORGANIZATION = "organization";

/** What each name below `plumbline:from` stands for, or why it cannot be used: a sentence. */
export type Others = Readonly<Record<string, Published | string>>;

/**
 * The whole name of a stack: `core` is the project core's stack of the same name, `core/prod` its stack prod. A backend
 * without organizations has its own word in place of any.
 */
export function fullName(
    reference: string,
    { organization, stack }: Omit<Reader, "root" | "project">,
): string {
    const parts = reference.split("/");
    const [name = "", other = stack] = parts.length > 2 ? parts.slice(1) : parts;
    const given = parts.length > 2 && organization !== NO_ORGANIZATION ? parts[0] : organization;
    return [given, name, other].join("/");
}

/**
 * Reads what the stacks below `plumbline:from` publish.
 *
 * @param read outputs of a stack by its whole name; undefined if there is no such stack
 */
export async function readOthers(
    from: Readonly<Record<string, string>>,
    reader: Reader,
    read: (stack: string) => Promise<Readonly<Record<string, unknown>> | undefined>,
): Promise<Others> {
    const entries = Object.entries(from).map(async ([name, reference]) => {
        const stack = fullName(reference, reader);
        return [name, await other(stack, reader, read)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
}

async function other(
    stack: string,
    reader: Reader,
    read: Parameters<typeof readOthers>[2],
): Promise<Published | string> {
    const self = [reader.organization, reader.project, reader.stack].join("/");
    if (stack === self) return `${stack} is this stack itself; it must be another one`;
    const outputs = await read(stack).catch(reasonOf);
    if (typeof outputs === "string") return `${stack} could not be read: ${outputs}`;
    // A destroyed stack is still there, and has none.
    if (outputs === undefined || Object.keys(outputs).length === 0) {
        const [, project = "", name = ""] = stack.split("/");
        const folder = projectFolder(reader.root, project) ?? `<folder of ${project}>`;
        return `${stack} is not deployed; deploy it first: ${PLUMB} up --cwd ${folder} --stack ${name}`;
    }
    const published = publishedBy(stack, outputs[PARTS_OUTPUT]);
    return typeof published !== "string" && published.from.includes(self)
        ? `${stack} uses this stack, ${self}, which makes a circle; one of the two must not use the other`
        : published;
}

function reasonOf(error: unknown): string {
    return (error instanceof Error ? error.message : String(error)).trim();
}

const text = z.string();
const allowed = z.union([
    z.tuple([z.array(text), z.array(text)]),
    z.tuple([z.array(text), z.array(text), z.record(text, z.record(text, z.union([text, z.array(text)])))]),
]);
const part = z.strictObject({
    variables: z.record(text, text).default({}),
    secrets: z
        .record(
            text,
            z.strictObject({
                arn: text,
                keyArn: text,
                jsonKey: text.optional(),
                rotates: z.boolean().optional(),
            }),
        )
        .default({}),
    allow: z.array(allowed).default([]),
    access: z
        .strictObject({
            read: z.array(allowed).optional(),
            write: z.array(allowed).optional(),
            send: z.array(allowed).optional(),
            receive: z.array(allowed).optional(),
            publish: z.array(allowed).optional(),
            sign: z.array(allowed).optional(),
        } satisfies Record<Access, unknown>)
        .default({}),
    ports: z.array(z.tuple([text, z.int()])).default([]),
    plainHttp: z.boolean().default(false),
    source: z
        .strictObject({
            arn: text,
            keyArn: text.optional(),
            fifo: z.boolean().optional(),
            visibilitySeconds: z.int().optional(),
        })
        .optional(),
});
const output = z.strictObject({
    version: z.literal(PARTS_VERSION),
    accountId: text,
    region: text,
    network: z
        .strictObject({
            vpcId: text,
            privateSubnetIds: z.array(text),
            publicSubnetIds: z.array(text).optional(),
            isolatedSubnetIds: z.array(text).optional(),
        })
        .optional(),
    from: z.array(text),
    links: z.record(text, text),
});

/** What a stack's output says, or why it is not understood. */
function publishedBy(stack: string, value: unknown): Published | string {
    if (value === undefined) {
        return `${stack} has no output "${PARTS_OUTPUT}"; it must be a stack of this platform, deployed with this version or a later one`;
    }
    const version = (value as { readonly version?: unknown } | null)?.version;
    if (version !== undefined && version !== PARTS_VERSION) {
        return `the output "${PARTS_OUTPUT}" of ${stack} has version ${JSON.stringify(version)}, and this one reads ${PARTS_VERSION}; deploy both stacks with the same version of the platform`;
    }
    const { data, error } = output.safeParse(value);
    if (error) return otherShape(stack, error.issues[0]?.path ?? []);
    const { links, accountId, region, network, from } = data;
    const parts: Record<string, PublishedPart> = {};
    for (const [id, written] of Object.entries(links)) {
        const read = part.safeParse(parsed(written));
        if (read.error) return otherShape(stack, ["links", id, ...(read.error.issues[0]?.path ?? [])]);
        parts[id] = read.data as PublishedPart;
    }
    return { stack, accountId, region, network, from, parts };
}

function parsed(written: string): unknown {
    try {
        return JSON.parse(written) as unknown;
    } catch {
        return undefined;
    }
}

function otherShape(stack: string, path: readonly PropertyKey[]): string {
    const where = path.length > 0 ? ` at ${path.map(String).join(".")}` : "";
    return `the output "${PARTS_OUTPUT}" of ${stack} has another shape than this version reads${where}; deploy both stacks with the same version of the platform`;
}
