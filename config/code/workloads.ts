/** Everything that Lambda runs of a folder: functions, and tasks that are code. */
import { join } from "node:path";

import * as defaults from "../../model/defaults";
import { isFile } from "../checks/paths";
import type { Values } from "../schema";
import { isBundled, languageOf, nodeFiles, nodeHandler } from "./handlers";

type FunctionSettings = Values["functions"][string];

/** A function or a task with code. */
export interface CodeWorkload extends Pick<
    FunctionSettings,
    "handler" | "runtime" | "architecture" | "bundle" | "layers"
> {
    readonly plural: "functions" | "tasks";
    readonly name: string;
    readonly code: string;
}

/** The functions and tasks of a stack whose code is a folder. */
export function codeWorkloads({ functions, tasks }: Pick<Values, "functions" | "tasks">): CodeWorkload[] {
    return [
        ...Object.entries(functions).flatMap(([name, { code, ...settings }]): CodeWorkload[] =>
            code === undefined ? [] : [{ plural: "functions", name, ...settings, code }],
        ),
        ...Object.entries(tasks).flatMap(
            ([name, { code, handler, runtime, architecture }]): CodeWorkload[] =>
                code === undefined
                    ? []
                    : [
                          {
                              plural: "tasks",
                              name,
                              code,
                              handler: handler ?? defaults.serverlessFunction.handler,
                              runtime: runtime ?? defaults.serverlessFunction.runtime,
                              architecture,
                              bundle: undefined,
                              layers: [],
                          },
                      ],
        ),
    ];
}

/** The file of a function that is bundled, within its folder; undefined if the folder is packed as it is. */
export function bundledFile(
    root: string,
    { code, handler, runtime, bundle }: CodeWorkload,
): string | undefined {
    if (languageOf(runtime) !== "node") return undefined;
    const file = nodeFiles(nodeHandler(handler).path, bundle).find((one) => isFile(root, join(code, one)));
    return file === undefined || !isBundled(file, bundle) ? undefined : file;
}
