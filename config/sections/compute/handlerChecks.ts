import { join } from "node:path";

import type { Check } from "../../checks/check";
import { isFolder, mayRun, textOf } from "../../checks/paths";
import {
    type HandlerPlace,
    type Language,
    languageOf,
    nodeFiles,
    nodeHandler,
    pythonHandler,
    rubyHandler,
} from "../../code/handlers";
import { codeWorkloads } from "../../code/workloads";
import { isArn } from "./layerChecks";
import { keyPath, type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";

/** A handler's file, and what it exports; Lambda finds out at the first call. */
export const handlersExist: Check = {
    keys: ["functions", "tasks"],
    run: ({ functions, tasks }, { root }) =>
        codeWorkloads({ functions, tasks }).flatMap(({ plural, name, ...settings }): Problem[] => {
            const { code, handler, layers } = settings;
            const key = keyPath([plural, name, "handler"]);
            const { form, words } = FORMS[languageOf(settings.runtime)];
            if (!form.test(handler)) {
                return [{ key, message: `${show(handler)} is not allowed; it must be ${words}` }];
            }
            // A layer may hold the handler, and call the function's own.
            if (layers.length > 0 || !isFolder(root, code)) return [];
            const place = placeOf(settings);
            if (place === undefined) return [];
            const { files, member } = place;
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
            const [says, has] = place.has(text, member);
            return has
                ? []
                : [
                      {
                          key,
                          message: `${show(handler)} is not allowed, because ${file} in ${code} ${says} no ${member}`,
                      },
                  ];
        }),
};

type FunctionSettings = Values["functions"][string];

/** How handlers are written. */
const SCRIPT = { form: /^[\w./-]+\.\w+$/, words: 'file and export, such as "index.handler"' };
const FORMS: Readonly<Record<Language, { readonly form: RegExp; readonly words: string }>> = {
    node: SCRIPT,
    python: SCRIPT,
    ruby: SCRIPT,
    java: { form: /^[\w.$]+(::\w+)?$/, words: 'class and method, such as "shop.Orders::handle"' },
    dotnet: {
        form: /^[\w.-]+(::[\w.+`]+::\w+)?$/,
        words: 'an assembly, class and method, such as "Shop::Shop.Orders::Handle", or an assembly',
    },
    provided: { form: /^\S+$/, words: "text without spaces, which the bootstrap gets" },
};

interface Looked extends HandlerPlace {
    /** Whether a text has the member, and the verb for that. */
    readonly has: (text: string, member: string) => readonly [verb: string, has: boolean];
}

/** Where a handler's code must be; undefined where only running it shows. */
function placeOf({
    handler,
    runtime,
    bundle,
}: Pick<FunctionSettings, "handler" | "runtime" | "bundle">): Looked | undefined {
    switch (languageOf(runtime)) {
        case "node": {
            const { path, member } = nodeHandler(handler);
            const has = (text: string): [string, boolean] => ["exports", exports_(text, member)];
            return { files: nodeFiles(path, bundle), member, has };
        }
        case "python":
            return { ...pythonHandler(handler), has: (text, member) => ["defines", defines(text, member)] };
        case "ruby":
            return {
                ...rubyHandler(handler),
                has: (text, member) => ["defines", definesInRuby(text, member)],
            };
        default:
            return undefined;
    }
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

function definesInRuby(text: string, member: string): boolean {
    return new RegExp(String.raw`\bdef\s+(self\.)?${escaped(member)}\b`).test(text);
}

function escaped(text: string): string {
    return text.replace(/[$]/g, "\\$&");
}

/** https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html */
export const bootstrapsExist: Check = {
    keys: ["functions", "tasks"],
    run: (values, { root }) =>
        codeWorkloads(values).flatMap(({ plural, name, code, runtime, layers }): Problem[] => {
            // A layer may hold it.
            if (languageOf(runtime) !== "provided" || layers.length > 0) return [];
            if (!isFolder(root, code) || mayRun(root, join(code, "bootstrap"))) return [];
            return [
                {
                    key: keyPath([plural, name, "code"]),
                    message: `${show(code)} is not allowed with ${runtime}; it must be a folder with a file "bootstrap" that may be run (chmod +x)`,
                },
            ];
        }),
};

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
                    if (!isArn(layer)) return [];
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
