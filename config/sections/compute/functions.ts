import * as z from "zod";

import * as defaults from "../../../model/defaults";
import {
    foreignReference,
    functionEnvironment,
    functionName,
    named,
    nameOrForeign,
    origin,
    uses,
    whole,
} from "../../values";
import { bucketSource, busSource, filterFits, scheduleSource, topicId, topicSource } from "../events/sources";
import { permissions } from "./permissions";
import { build, IMAGE } from "./workloads";
import { KINDS, parseUse } from "../../../model/uses";
import { ARCHITECTURES } from "../../../model/architectures";
import { LAMBDA_RUNTIMES } from "../../../model/lambdaRuntimes";

const HANDLER = 'file and export, such as "index.handler"';
export const handler = z
    .string()
    // How it is written depends on the language, and is checked with it.
    .regex(/^[\w./:$+`-]+$/, HANDLER)
    .max(128, "file and export, with at most 128 characters")
    .describe("File and exported function; an image knows its own.");

const bundleSettings = z.strictObject({
    external: z
        .array(z.string().regex(/^[\w@./*-]+$/, "a package, such as sharp or @aws-sdk/*"))
        .default([])
        .describe("Packages that stay outside, because a layer or the runtime has them."),
    minify: z.boolean().default(false).describe("Whether names and white space are shortened."),
    sourceMaps: z
        .boolean()
        .default(true)
        .describe("Whether error traces name the lines of the source (NODE_OPTIONS is set for it)."),
    format: z
        .enum(["cjs", "esm"])
        .optional()
        .describe("Kind of module; default: what the source is, by its name and package.json."),
});
const version = z
    .string('a version in quotes, such as "12"')
    .regex(/^[1-9]\d*$/, 'the number of a published version in quotes, such as "12"');
const ecrImage = z
    .string()
    .regex(
        /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/[\w./-]+(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/,
        "an image in ECR with a fixed tag or a digest, such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders@sha256:…",
    )
    .refine(
        (given) => IMAGE.test(given),
        "an image whose repository has lower-case letters, and whose tag has at most 128 characters",
    );
const layer = z
    .string()
    .regex(
        /^(arn:aws[\w-]*:lambda:[a-z0-9-]+:\d{12}:layer:[\w-]+:\d+|[a-z][a-z0-9]*(-[a-z0-9]+)*)$/,
        "a name below plumbline:layers, or the ARN of a layer version: arn:aws:lambda:<region>:<account>:layer:<name>:<version>",
    );

const batch = {
    batchSize: whole(1, 10_000, "records").optional().describe("Records of one call at most."),
    windowSeconds: whole(0, 300, "seconds")
        .default(defaults.tableSource.windowSeconds)
        .describe("How long to wait for a full batch."),
};

const queueSource = z.strictObject({
    queue: nameOrForeign("queue").describe(
        "Name of a queue, or <source>:queue/<name> of what this stack does not make.",
    ),
    ...batch,
    maxConcurrency: whole(2, 1000, "calls").optional().describe("Calls at a time that it may cause."),
});

const tableSource = z.strictObject({
    table: nameOrForeign("table").describe(
        "Name of a table with a stream, or <source>:table/<name> of what this stack does not make.",
    ),
    ...batch,
    startAt: z
        .enum(["oldest", "next"])
        .default(defaults.tableSource.startAt)
        .describe("Where a new source begins."),
    retries: whole(0, 10_000, "times")
        .default(defaults.tableSource.retries)
        .describe("Times that a change is tried again."),
});

const source = z.union([
    topicId("topic/<name>"),
    foreignReference(
        ["queue", "table"],
        "queue/<name>, table/<name>, topic/<name>, <source>: in front of what this stack does not make, or a map with queue, table, topic, bus, bucket or schedule",
    ).transform((given) => {
        const { kind, source: maker, name: own, id } = parseUse(given);
        const named = maker === undefined ? own : id;
        return kind === "queue"
            ? { queue: named, windowSeconds: 0 }
            : { table: named, windowSeconds: 0, startAt: "oldest" as const, retries: 3 };
    }),
    queueSource,
    tableSource,
    z.strictObject(topicSource).check(filterFits),
    z.strictObject(busSource),
    z.strictObject(bucketSource),
    z.strictObject(scheduleSource),
]);

const url = z.strictObject({
    auth: z
        .enum(["iam", "none"])
        .default(defaults.functionUrlArgs.auth)
        .describe("Who may call it: who has permission, by signed requests (iam), or everybody (none)."),
    corsOrigins: z.array(origin).default([]).describe("Origins of sites whose pages may call it."),
    stream: z
        .boolean()
        .default(defaults.functionUrlArgs.stream)
        .describe("Whether callers get an answer while the handler writes it."),
});

/** Settings of a function that `functionDefaults` can set for all functions. */
const shared = {
    handler,
    runtime: z.enum(LAMBDA_RUNTIMES).describe("Lambda runtime; an image knows its own."),
    architecture: z.enum(ARCHITECTURES).describe("Processor."),
    memoryMib: whole(128, 10240, "MiB").describe("Memory; CPU grows with it."),
    timeoutSeconds: whole(1, 900, "seconds").describe("Longest run."),
    storageMib: whole(512, 10240, "MiB").describe("Space in /tmp."),
    reservedConcurrency: whole(0, 1000, "executions").describe("Concurrent runs at most."),
    provisionedConcurrency: whole(0, 1000, "instances").describe(
        "Instances that are always warm, billed by the hour.",
    ),
    keepWarm: z
        .boolean()
        .describe("Called every five minutes with {keepWarm: true}, so that one instance stays warm."),
    ownAlarms: z.boolean().describe("Alarms of its own, besides those that all functions share."),
    code: z.string().min(1).describe("Folder with the code, relative to the project."),
    bundle: z
        .union([z.boolean(), bundleSettings])
        .describe(
            "Whether and how the handler is bundled with what it imports; default: TypeScript is, JavaScript is not.",
        ),
    layers: z
        .array(layer)
        .max(5, "at most 5 layers")
        .describe("Layers of this stack by name, others by the ARN of a version."),
    retries: whole(0, 2, "times").describe("Times that an asynchronous call is tried again."),
    onFailure: foreignReference(
        ["queue"],
        "queue/<name>, or <source>:queue/<name> of what this stack does not make",
    ).describe(
        "Standard queue for failed asynchronous calls, table changes and events; default, with topics, buses and buckets: one of its own.",
    ),
    environment: functionEnvironment.describe("Plain environment variables."),
    uses: uses(...KINDS)
        .unwrap()
        .describe("Entries that it may access, as <kind>/<name>."),
};

/** Settings that every function has unless it says otherwise; `environment`, `permissions` and `uses` add up. */
export function functionDefaults() {
    return z
        .strictObject({
            code: shared.code.optional(),
            bundle: shared.bundle.optional(),
            handler: shared.handler.optional(),
            runtime: shared.runtime.optional(),
            architecture: shared.architecture.optional(),
            memoryMib: shared.memoryMib.optional(),
            timeoutSeconds: shared.timeoutSeconds.optional(),
            storageMib: shared.storageMib.optional(),
            reservedConcurrency: shared.reservedConcurrency.optional(),
            provisionedConcurrency: shared.provisionedConcurrency.optional(),
            keepWarm: shared.keepWarm.optional(),
            ownAlarms: shared.ownAlarms.optional(),
            layers: shared.layers.optional(),
            retries: shared.retries.optional(),
            onFailure: shared.onFailure.optional(),
            environment: shared.environment.optional(),
            permissions: permissions
                .unwrap()
                .optional()
                .describe("Permissions besides those that uses gives; the policies judge them."),
            uses: shared.uses.optional(),
        })
        .prefault({});
}

/** Lambda functions by name: a folder with code, or a map of settings. */
export function functions() {
    const settings = z.strictObject({
        code: shared.code.optional(),
        image: ecrImage.optional().describe("Container image in ECR, instead of code."),
        build: build
            .optional()
            .describe("Instead of both: build an image with Docker and push it to a repository."),
        bundle: shared.bundle.optional(),
        handler: shared.handler.default(defaults.serverlessFunction.handler),
        runtime: shared.runtime.default(defaults.serverlessFunction.runtime),
        architecture: shared.architecture.default(defaults.serverlessFunction.architecture),
        memoryMib: shared.memoryMib.default(defaults.serverlessFunction.memoryMib),
        timeoutSeconds: shared.timeoutSeconds.default(defaults.serverlessFunction.timeoutSeconds),
        storageMib: shared.storageMib.default(defaults.serverlessFunction.storageMib),
        reservedConcurrency: shared.reservedConcurrency.optional(),
        provisionedConcurrency: shared.provisionedConcurrency.default(
            defaults.serverlessFunction.provisionedConcurrency,
        ),
        keepWarm: shared.keepWarm.default(false),
        ownAlarms: shared.ownAlarms.default(false),
        layers: shared.layers.default([]),
        on: z
            .array(source)
            .default([])
            .describe("Triggers: queues, tables, topics, buses, buckets, schedules."),
        retries: shared.retries.default(defaults.serverlessFunction.retries),
        onFailure: shared.onFailure.optional(),
        version: version
            .optional()
            .describe("Version that callers get; default: the newest. An earlier one rolls back."),
        canary: z
            .strictObject({
                version: version.optional().describe("Version that gets the share; default: the newest."),
                weight: whole(1, 99, "percent").describe("Share of the calls that it gets."),
            })
            .optional()
            .describe("A version that gets a share of the calls, beside version, which gets the rest."),
        url: url
            .optional()
            .describe("An address of its own, without an API; output functionVersions has it."),
        environment: shared.environment.default({}),
        permissions,
        uses: shared.uses.default([]),
    });
    return named(
        z.union([
            z
                .string()
                .min(1, "a folder with code, or a map of settings")
                .transform((code) => settings.parse({ code })),
            settings,
        ]),
        functionName,
    );
}
