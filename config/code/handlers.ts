/** Where a handler's code is, by what Lambda's runtimes make of the text. */
import { posix } from "node:path";

/** Languages of runtimes; `provided` runs what it is given. */
export type Language = "node" | "python" | "ruby" | "java" | "dotnet" | "provided";

/** The language of a runtime such as `nodejs22.x`. */
export function languageOf(runtime: string): Language {
    const [name = ""] = /^[a-z]+/.exec(runtime) ?? [];
    return name === "nodejs" ? "node" : (name as Language);
}

/** The file and the export that a handler names. */
export interface HandlerPlace {
    /** Paths in the code, of which one must be there. */
    readonly files: readonly string[];
    /** What that file exports or defines. */
    readonly member: string;
}

/** What Node runs as it is, and what has to be made JavaScript first. */
const SCRIPTS = [".js", ".mjs", ".cjs"];
const SOURCES = [".ts", ".mts", ".cts", ".tsx", ".jsx"];

/** Path without ending, and export, of a handler for Node. */
export function nodeHandler(handler: string): { readonly path: string; readonly member: string } {
    // https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/UserFunction.js
    const [file = "", ...members] = posix.basename(handler).split(".");
    return { path: posix.join(posix.dirname(handler), file), member: members[0] ?? "" };
}

/** Files that may hold the code of a handler for Node, in the order in which they are taken. */
export function nodeFiles(path: string, bundle: unknown): string[] {
    // Beside its source a script is what a compiler has left: it runs, unless it is to be bundled.
    const ends = bundle === undefined ? [...SCRIPTS, ...SOURCES] : [...SOURCES, ...SCRIPTS];
    return (bundle === false ? SCRIPTS : ends).map((end) => `${path}${end}`);
}

/** Whether a function's file is bundled: what Node does not run always is. */
export function isBundled(file: string, bundle: unknown): boolean {
    if (bundle === undefined) return SOURCES.some((end) => file.endsWith(end));
    return bundle !== false;
}

/** https://github.com/aws/aws-lambda-python-runtime-interface-client/blob/main/awslambdaric/bootstrap.py */
export function pythonHandler(handler: string): HandlerPlace {
    const at = handler.lastIndexOf(".");
    const path = handler.slice(0, at).replaceAll(".", "/");
    return { files: [`${path}.py`, `${path}/__init__.py`], member: handler.slice(at + 1) };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/ruby-handler.html */
export function rubyHandler(handler: string): HandlerPlace {
    const [file = "", ...members] = posix.basename(handler).split(".");
    return {
        files: [`${posix.join(posix.dirname(handler), file)}.rb`],
        member: members.at(-1) ?? "",
    };
}
