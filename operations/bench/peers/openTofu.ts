import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { Failure } from "../../pulumi/failure";
import { startedWith } from "../../pulumi/engine";
import { type Progress, translate } from "../../pulumi/toolchain";
import type { OpenTofu } from "../../../toolchain/setup/openTofu.mjs";
import type { ExportedState } from "../../state/resource";
import { commandOutput, expectCommand, interleaved, type Task } from "../measure";
import type { Bench, Measured, Row } from "../row";
import { Workbench } from "../workbench";
import { convert, countOf, type ProviderSchema, typeNames } from "./convert";

/**
 * Finds or builds OpenTofu, with the AWS provider as its plugin.
 * @throws Failure with a remedy if the setup is impossible
 */
async function ensureOpenTofu(root: string, onProgress: (progress: Progress) => void): Promise<OpenTofu> {
    const { ensureOpenTofu: ensure } = await import("../../../toolchain/setup/openTofu.mjs");
    return translate(async () => ensure(root, { onProgress }));
}

/** Row 14: the duration of a preview, compared with that of a plan. */
export const previewAndPlan: Row = {
    number: 14,
    title: "preview from nothing ÷ OpenTofu's plan of the same AWS resources",
    goal: 0.9,
    isOptional: true,
    measure: async (bench) => againstPlan(bench),
};

/** Row 16: the same where every resource is judged as well, which a plan leaves to other tools. */
export const judgedPreviewAndPlan: Row = {
    number: 16,
    title: "preview from nothing with the policy pack ÷ OpenTofu's plan of the same AWS resources",
    goal: 1.05,
    isOptional: true,
    measure: async (bench) => againstPlan(bench, "--policy-pack", path.join(bench.root, "policy-pack")),
};

/** @param args further options of the preview */
async function againstPlan(bench: Bench, ...args: readonly string[]): Promise<Measured> {
    const { root, toolchain, notice, workbench, runs } = bench;
    if (toolchain.kind !== "built") {
        const reason = `OpenTofu uses the provider built here, and the ${toolchain.kind} Pulumi another one`;
        return { kind: "notMeasured", reason };
    }
    const openTofu = await ensureOpenTofu(root, steps(notice));
    const deployed = await workbench();
    const empty = await Workbench.open(root, toolchain);
    try {
        const here = { from: deployed.engine.emulator ?? "", to: empty.engine.emulator ?? "" };
        const plan = await planOf(empty, openTofu, moved(await deployed.state(), here));
        const preview = empty.operation(empty.engine, "preview", ...args);
        return { kind: "times", pair: await interleaved(preview, plan, runs) };
    } finally {
        await empty.remove();
    }
}

/** Tells each step of a build once, and first how long it takes; a finished build has none. */
function steps(notice: (step: string) => void): (progress: { readonly step: string }) => void {
    let last = "";
    return ({ step }) => {
        if (last === "") notice("OpenTofu and its AWS provider are not built yet, which takes minutes");
        if (step !== last) notice(step);
        last = step;
    };
}

/** A state whose provider is configured for another emulator. */
function moved(state: ExportedState, { from, to }: { from: string; to: string }): ExportedState {
    return JSON.parse(JSON.stringify(state).replaceAll(from, to)) as ExportedState;
}

/** An archive without a file. */
const emptyZip = Buffer.from("PK\x05\x06".padEnd(22, "\0"), "latin1");

/**
 * OpenTofu's plan of what a state has, with nothing of it deployed.
 * @throws Failure if the plan would be of anything else
 */
async function planOf(bench: Workbench, openTofu: OpenTofu, state: ExportedState): Promise<Task> {
    const folder = await bench.folder("opentofu");
    const write = async (name: string, content: string | Buffer): Promise<void> =>
        writeFile(path.join(folder, name), content, { mode: 0o600 });
    const settings = "settings.tfrc";
    await write(
        settings,
        `provider_installation {\n  dev_overrides { "hashicorp/aws" = ${JSON.stringify(openTofu.plugins)} }\n}\n`,
    );
    const options = {
        cwd: folder,
        env: {
            ...startedWith(bench.engine),
            ...withoutSettings(),
            // Where it would make a folder for settings.
            HOME: folder,
            TF_CLI_CONFIG_FILE: path.join(folder, settings),
        },
    };
    const tofu = async (...args: readonly string[]): Promise<string> =>
        commandOutput(openTofu.tofu, args, options);

    const main = "main.tf.json";
    const terraform = { required_providers: { aws: { source: "hashicorp/aws" } } };
    await write(main, JSON.stringify({ terraform }));
    const schemas = JSON.parse(await tofu("providers", "schema", "-json")) as {
        provider_schemas: Record<string, ProviderSchema>;
    };
    const [schema] = Object.values(schemas.provider_schemas);
    if (schema === undefined) throw new Failure("OpenTofu returned no schema of the AWS provider.");
    const content = "empty.zip";
    await write(content, emptyZip);
    const table = await readFile(path.join(bench.root, "toolchain/aws/tokens.go"), "utf8");
    const configuration = convert(state, { schema, content, types: typeNames(table) });
    await write(main, JSON.stringify(configuration));

    const plan = ["plan", "-refresh=false", "-input=false", "-no-color"] as const;
    const expected = `Plan: ${countOf(configuration)} to add, 0 to change, 0 to destroy.`;
    const planned = await tofu(...plan);
    if (!planned.includes(expected)) {
        const found = /^(Plan:|No changes).*$/m.exec(planned)?.[0] ?? "nothing";
        throw new Failure(`OpenTofu plans something else than "${expected}": ${found}`);
    }
    return async () => expectCommand(openTofu.tofu, plan, options);
}

/** The user's own settings of OpenTofu, removed: a log, arguments, another workspace, and where there are more. */
function withoutSettings(): Record<string, undefined> {
    const names = Object.keys(process.env).filter((name) => /^(TF|TOFU|XDG)_/.test(name));
    return Object.fromEntries(names.map((name) => [name, undefined]));
}
