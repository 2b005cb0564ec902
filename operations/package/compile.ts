/** Compiles what commands and programs load into JavaScript, and the types of what programs may import. */
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { hasTypes } from "./contents";

/** Loaded first; everything else is reached from them. */
const ENTRIES = ["index.ts", "cli/main.ts"];

/**
 * Compiles the repository's sources below another folder, in the same layout. Types are checked elsewhere (`npm run
 * typecheck`): here they are written only.
 * @throws Error with what the compiler reports
 */
export function compile(root: string, target: string): void {
    const settings = ts.getParsedCommandLineOfConfigFile(
        path.join(root, "tsconfig.json"),
        {
            noEmit: false,
            declaration: true,
            noCheck: true,
            incremental: false,
            outDir: target,
            rootDir: root,
        },
        { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
    );
    const rootNames = ENTRIES.map((file) => path.join(root, file));
    const program = ts.createProgram({ rootNames, options: settings?.options ?? {} });
    const written = program.emit(undefined, (file, text, _mark, _error, sources) => {
        const source = path.relative(root, sources?.[0]?.fileName ?? file);
        // JavaScript is published as it stands; JSON, too, is copied.
        if (!source.endsWith(".ts") || (file.endsWith(".d.ts") && !hasTypes(source))) return;
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
    });
    const found = [
        ...program.getOptionsDiagnostics(),
        ...program.getSyntacticDiagnostics(),
        ...written.diagnostics,
    ];
    const [first] = found.filter(({ category }) => category === ts.DiagnosticCategory.Error);
    if (first) fail(first);
}

function fail(diagnostic: ts.Diagnostic): never {
    const host = {
        getCanonicalFileName: (name: string) => name,
        getCurrentDirectory: process.cwd,
        getNewLine: () => "\n",
    };
    throw new Error(ts.formatDiagnostic(diagnostic, host));
}
