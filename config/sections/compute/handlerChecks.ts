import { join, posix } from "node:path";

import * as defaults from "../../../model/defaults";
import type { Check } from "../../checks/check";
import { isFolder, textOf } from "../../checks/paths";
import { keyPath, type Problem, show } from "../../messages/problems";

/** A handler's file, and what it exports; Lambda finds out at the first call. */
export const handlersExist: Check = {
    keys: ["functions", "tasks"],
    run: ({ functions, tasks }, { root }) =>
        [
            ...Object.entries(functions).map(([name, settings]) => ({
                plural: "functions",
                name,
                ...settings,
            })),
            ...Object.entries(tasks).map(([name, { code, handler, runtime }]) => ({
                ...{ plural: "tasks", name, code, layers: [] },
                handler: handler ?? defaults.serverlessFunction.handler,
                runtime: runtime ?? defaults.serverlessFunction.runtime,
            })),
        ].flatMap(({ plural, name, code, handler, runtime, layers }): Problem[] => {
            // A layer may hold the handler, and call the function's own.
            if (code === undefined || layers.length > 0 || !isFolder(root, code)) return [];
            const python = runtime.startsWith("python");
            const { files, member } = python ? inPython(handler) : inNode(handler);
            const key = keyPath([plural, name, "handler"]);
            const outside = handler.split("/").includes("..");
            const file = outside
                ? undefined
                : files.find((one) => textOf(root, join(code, one)) !== undefined);
            if (file === undefined) {
                return [
                    {
                        key,
                        message: `${show(handler)} is not allowed; its file must be in ${code}, as one of ${files.join(", ")}`,
                    },
                ];
            }
            const text = textOf(root, join(code, file)) ?? "";
            return (python ? defines(text, member) : exports_(text, member))
                ? []
                : [
                      {
                          key,
                          message: `${show(handler)} is not allowed, because ${file} in ${code} ${python ? "defines" : "exports"} no ${member}`,
                      },
                  ];
        }),
};

interface Place {
    /** Paths in the code, of which one must be there. */
    readonly files: readonly string[];
    readonly member: string;
}

/** https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/UserFunction.js */
function inNode(handler: string): Place {
    const folder = posix.dirname(handler);
    const [file = "", ...members] = posix.basename(handler).split(".");
    const path = posix.join(folder, file);
    return { files: [".js", ".mjs", ".cjs"].map((end) => `${path}${end}`), member: members[0] ?? "" };
}

/** https://github.com/aws/aws-lambda-python-runtime-interface-client/blob/main/awslambdaric/bootstrap.py */
function inPython(handler: string): Place {
    const at = handler.lastIndexOf(".");
    const path = handler.slice(0, at).replaceAll(".", "/");
    return { files: [`${path}.py`, `${path}/__init__.py`], member: handler.slice(at + 1) };
}

/** Whether a module can export a name: by that name, or in a way that only running it shows. */
function exports_(text: string, member: string): boolean {
    const name = escaped(member);
    const known = [
        String.raw`\bexport\s+(default\s+)?(async\s+)?(function\s*\*?|class|const|let|var)\s+${name}\b`,
        String.raw`\bexport\s+(const|let|var)\b[^;]*\b${name}\b`,
        String.raw`\bexport\s*\{[^}]*\b${name}\b[^}]*\}`,
        String.raw`\bexports\s*(\.\s*${name}\b|\[\s*["']${name}["'])`,
        String.raw`\bexports\s*=\s*\{[^}]*\b${name}\b`,
        String.raw`defineProperty\(\s*(module\.)?exports\s*,\s*["']${name}["']`,
    ];
    const open = [
        String.raw`\bexport\s*\*(?!\s*as\b)`,
        String.raw`\bmodule\s*\.\s*exports\s*=\s*(?!\s*\{)`,
        String.raw`\bmodule\s*\.\s*exports\s*=\s*\{[^}]*\.\.\.`,
        String.raw`\b__exportStar\b`,
    ];
    return [...known, ...open].some((pattern) => new RegExp(pattern).test(text));
}

/** Whether a module can define a name: by that name, or by an import of everything. */
function defines(text: string, member: string): boolean {
    const name = escaped(member);
    return [
        String.raw`^\s*(async\s+)?def\s+${name}\b`,
        String.raw`^\s*class\s+${name}\b`,
        String.raw`^[^#\n]*\b${name}\s*(:[^=\n]*)?=(?!=)`,
        String.raw`\bimport\s+\(?[^()]*?\b${name}\b`,
        String.raw`\bimport\s+\*`,
    ].some((pattern) => new RegExp(pattern, "m").test(text));
}

function escaped(text: string): string {
    return text.replace(/[$]/g, "\\$&");
}

/** Lambda takes layers and images of its own region only. */
export const packagesAreNear: Check = {
    keys: ["functions", "region"],
    run: ({ functions, region }) =>
        Object.entries(functions).flatMap(([name, { image, layers }]) => {
            const imageRegion = image === undefined ? undefined : /\.ecr\.([a-z0-9-]+)\./.exec(image)?.[1];
            const far = (path: readonly (string | number)[], value: unknown, other: string): Problem => ({
                key: keyPath(["functions", name, ...path]),
                message: `${show(value)} is not allowed, because it is in ${other}; Lambda takes it from the function's own region only, which is ${region}`,
            });
            return [
                ...(imageRegion === undefined || imageRegion === region
                    ? []
                    : [far(["image"], image, imageRegion)]),
                ...layers.flatMap((layer, index) => {
                    const layerRegion = layer.split(":")[3] ?? "";
                    return layerRegion === region ? [] : [far(["layers", index], layer, layerRegion)];
                }),
            ];
        }),
};

/** Lambda takes one version of a layer: https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html */
export const layersDiffer: Check = {
    keys: ["functions"],
    run: ({ functions }) =>
        Object.entries(functions).flatMap(([name, { layers }]) =>
            layers.flatMap((layer, index) => {
                const other = layers
                    .slice(0, index)
                    .find(
                        (earlier) => earlier !== layer && withoutVersion(earlier) === withoutVersion(layer),
                    );
                return other === undefined
                    ? []
                    : [
                          {
                              key: keyPath(["functions", name, "layers", index]),
                              message: `${show(layer)} is not allowed beside ${show(other)}, because Lambda takes one version of a layer only; leave one of the two out`,
                          },
                      ];
            }),
        ),
};

function withoutVersion(layer: string): string {
    return layer.replace(/:\d+$/, "");
}
