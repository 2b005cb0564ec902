/** This project's own stacks, as the engine would send them to the pack. */
import { idOf, outputsOf } from "../../support/providerOutputs";
import { recordStack } from "../../support/program";
import type { Recording } from "../../support/recorder";
import type { Sent } from "./engine";

const sent = new Map<string, Promise<readonly Sent[]>>();

/** All resources of a stack; recorded once. */
export function stackResources(stack: string): Promise<readonly Sent[]> {
    const known = sent.get(stack) ?? convert(stack);
    sent.set(stack, known);
    return known;
}

async function convert(stack: string): Promise<readonly Sent[]> {
    return sentOf(await recordStack(stack));
}

/** The resources that a program has asked for, as the engine would send them. */
export function sentOf({ graph }: Recording<unknown>): readonly Sent[] {
    const providers = new Map(graph.resources.map(({ urn, inputs }) => [urn, inputs]));
    return graph.resources.map(
        ({ urn, kind, name, inputs, protect, parent, custom, provider, dependsOn }) => {
            const own = providers.get(provider.slice(0, provider.lastIndexOf("::")));
            return {
                urn,
                type: (urn.split("::")[2] ?? "").split("$").at(-1) ?? "",
                name,
                protect,
                parent,
                dependsOn,
                props: plain(inputs),
                outputs: custom
                    ? { id: idOf({ kind, name, inputs }), ...plainOutputs({ kind, name, inputs }) }
                    : {},
                ...(own && { provider: plain(own) }),
            };
        },
    );
}

function plainOutputs(requested: Parameters<typeof outputsOf>[0]): Record<string, unknown> {
    return plain(outputsOf(requested));
}

/** Through JSON, as over gRPC; values outside JSON (a secret of the mock) are left out. */
function plain(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const entries = Object.entries(props).filter(([, value]) => !isOutput(value));
    return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Record<string, unknown>;
}

function isOutput(value: unknown): boolean {
    return typeof value === "object" && value !== null && "apply" in value;
}
