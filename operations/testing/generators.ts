/** The scripts that write files from sources. Each takes `--check`: then it only says whether they are current. */
export const generators = [
    "config/emitSchema.ts",
    "operations/drift/emitSchema.ts",
    "operations/cost/emitReference.ts",
    "operations/docs/emit.ts",
    "operations/policy/emitCatalogue.ts",
] as const;
