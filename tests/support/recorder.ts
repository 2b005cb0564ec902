/**
 * The one mock of the Pulumi engine: records a program's requests, and answers as AWS would. Tests look at
 * a {@link Graph} of plain values, which exists only once all requests have been made: nothing in it can be
 * forgotten to be awaited.
 */
import * as pulumi from "@pulumi/pulumi";
import type {
    RegisterResourceOutputsRequest,
    ReadResourceRequest,
    ReadResourceResponse,
    RegisterResourceRequest,
    RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";

import { NO_ORGANIZATION } from "../../config/references";
import { type Adopted, Graph, kindOf, type Recorded } from "./graph";
import { idOf, outputsOf } from "./providerOutputs";
import { reveal } from "./values";

/** The stack that a program is recorded as. */
export interface RecordingOptions {
    /** @default "plumbline" */
    readonly project?: string;
    /** @default "unit" */
    readonly stack?: string;
    /** Answer as in the preview of a new stack: only program inputs are known. @default false */
    readonly preview?: boolean;
    /** Answers of AWS data sources, by token such as `aws:s3/getObjects:getObjects`. @default none: calls fail */
    readonly calls?: Readonly<Record<string, (args: Readonly<Record<string, unknown>>) => unknown>>;
}

/** The result of {@link record}: the program's return value, and all its requests. */
export interface Recording<T> {
    readonly made: T;
    readonly graph: Graph;
}

/** Answers that every program gets unless it says otherwise: certificates are issued at once. */
const ANSWERS: NonNullable<RecordingOptions["calls"]> = {
    "aws:acm/getCertificate:getCertificate": () => ({ status: "ISSUED" }),
};

/** The call that asks for the outputs of another stack. */
export const OTHER_STACK = "pulumi:pulumi:readStackOutputs";

type Callback<T> = (error: Error | null, response: T) => void;

/** The requests that matter; the rest of the mocked monitor stays as Pulumi's SDK has it. */
interface Monitor {
    readResource(request: ReadResourceRequest, callback: Callback<ReadResourceResponse>): void;
    registerResource(request: RegisterResourceRequest, callback: Callback<RegisterResourceResponse>): void;
    registerResourceOutputs(request: RegisterResourceOutputsRequest, callback: Callback<object>): void;
}

/**
 * Runs a program against the mock, and waits until everything in it is registered.
 *
 * Errors thrown in there have no stack trace unless the variable STACK_TRACES is set.
 *
 * @throws the program's error, or Error if two of its resources have the same URN, or if it asks AWS for
 * something without there being an answer
 */
export async function record<T>(
    program: () => T | Promise<T>,
    { project = "plumbline", stack = "unit", preview = false, calls = {} }: RecordingOptions = {},
): Promise<Recording<T>> {
    const resources = new Map<string, Recorded>();
    const adopted: Adopted[] = [];
    const twice = new Set<string>();
    const unanswered = new Set<string>();
    await pulumi.runtime.setMocks(
        answers(preview, calls, unanswered),
        project,
        stack,
        preview,
        NO_ORGANIZATION,
    );
    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) => {
        const urn = urnOf(request, project, stack);
        if (resources.has(urn)) twice.add(urn);
        resources.set(urn, recordedOf(urn, request));
        register(request, (error, response) => {
            if (!error) response.setUrn(urn);
            callback(error, response);
        });
    };
    const read = monitor.readResource.bind(monitor);
    monitor.readResource = (request, callback) => {
        const urn = urnOf(request, project, stack);
        adopted.push({ kind: kindOf(request.getType()), name: request.getName(), id: request.getId() });
        read(request, (error, response) => {
            if (!error) response.setUrn(urn);
            callback(error, response);
        });
    };
    monitor.registerResourceOutputs = (request, callback) => {
        const { value, secretPaths } = reveal(request.getOutputs()?.toJavaScript() ?? {});
        const recorded = resources.get(request.getUrn());
        if (recorded) Object.assign(recorded, { outputs: value, secretOutputPaths: secretPaths });
        callback(null, {});
    };
    const made = await withoutStackTraces(async () => {
        const result = await program();
        await pulumi.runtime.disconnect();
        // Unhandled rejections are known one turn later.
        await new Promise(setImmediate);
        return result;
    });
    if (unanswered.size > 0) {
        throw new Error(
            `the program asks AWS for ${[...unanswered].join(", ")}, and there is no answer in calls`,
        );
    }
    if (twice.size > 0) throw new Error(`there are two resources each of ${[...twice].join(", ")}`);
    return { made, graph: new Graph([...resources.values()], adopted) };
}

/**
 * Records a program once, before the tests of the surrounding `describe`.
 *
 * @returns gives the recording; throws outside of a test, when there is none yet
 */
export function recordOnce<T>(program: () => T | Promise<T>, options?: RecordingOptions): () => Recording<T> {
    let recording: Recording<T> | undefined;
    before(async () => {
        recording = await record(program, options);
    });
    return () => {
        if (recording === undefined) throw new Error("the recording exists within tests only");
        return recording;
    };
}

/** Pulumi notes a stack trace for every promise it makes: three quarters of the time that a recording takes. */
async function withoutStackTraces<T>(run: () => Promise<T>): Promise<T> {
    const { stackTraceLimit } = Error;
    if (process.env["STACK_TRACES"] === undefined) Error.stackTraceLimit = 0;
    try {
        return await run();
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}

function answers(
    preview: boolean,
    calls: NonNullable<RecordingOptions["calls"]>,
    unanswered: Set<string>,
): pulumi.runtime.Mocks {
    return {
        newResource({ type, name, inputs, custom }) {
            if (type === "pulumi:pulumi:StackReference") return reference(inputs as Reference, calls);
            // Components of other packages are made by those packages' providers.
            const isProvided = custom || type.startsWith("awsx:");
            if (!isProvided || preview) return { id: undefined, state: inputs as Record<string, unknown> };
            const requested = {
                kind: kindOf(type),
                name,
                inputs: reveal(inputs).value as Record<string, unknown>,
            };
            return { id: idOf(requested), state: { ...echoed(inputs), ...outputsOf(requested) } };
        },
        call({ token, inputs }) {
            const answer = calls[token] ?? ANSWERS[token];
            if (answer) return answer(inputs as Record<string, unknown>) as Record<string, unknown>;
            // Thrown from here, it would be lost with the resources that wait for the answer.
            unanswered.add(token);
            return {};
        },
    };
}

interface Reference {
    readonly name: string;
}

/** Another stack's outputs, known in a preview as well: the same that a call gives. */
function reference(
    { name }: Reference,
    calls: NonNullable<RecordingOptions["calls"]>,
): { id: string; state: Record<string, unknown> } {
    const answer = calls[OTHER_STACK]?.({ name }) as { readonly outputs: unknown };
    return { id: name, state: { name, outputs: answer.outputs, secretOutputNames: [] } };
}

/** Secret inputs stay secret in outputs. */
function echoed(inputs: unknown): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(inputs as Record<string, unknown>).map(([key, raw]) => {
            const { value, secretPaths } = reveal(raw);
            return [key, secretPaths.length > 0 ? pulumi.secret(value) : raw];
        }),
    );
}

function recordedOf(urn: string, request: RegisterResourceRequest): Recorded {
    const { value, secretPaths } = reveal(request.getObject()?.toJavaScript() ?? {});
    const timeouts = request.getCustomtimeouts();
    return {
        urn,
        kind: kindOf(request.getType()),
        name: request.getName(),
        parent: request.getParent(),
        custom: request.getCustom(),
        inputs: value as Record<string, unknown>,
        secretPaths,
        outputs: undefined,
        secretOutputPaths: [],
        dependsOn: [...request.getDependenciesList()].sort(),
        protect: request.getProtect() ?? false,
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        // Those of the SDK itself are earlier types, without a name.
        aliases: request
            .getAliasesList()
            .map((alias) => alias.getUrn() || (alias.getSpec()?.getName() ?? ""))
            .filter((alias) => alias !== ""),
        retainOnDelete: request.getRetainondelete() ?? false,
        timeouts: {
            create: timeouts?.getCreate() ?? "",
            update: timeouts?.getUpdate() ?? "",
            delete: timeouts?.getDelete() ?? "",
        },
        provider: request.getProvider(),
    };
}

/** As the engine does it: the types of all parents but the stack's, then its own. The SDK's mock knows one parent only. */
function urnOf(
    request: RegisterResourceRequest | ReadResourceRequest,
    project: string,
    stack: string,
): string {
    const chain = request.getParent().split("::")[2];
    const isTop = chain === undefined || chain === "pulumi:pulumi:Stack";
    const types = isTop ? request.getType() : `${chain}$${request.getType()}`;
    return `urn:pulumi:${stack}::${project}::${types}::${request.getName()}`;
}
