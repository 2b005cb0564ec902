/** The scripts that write files from sources. Each takes `--check`: then it only says whether they are current. */
export const generators = [
    "operations/generate/configuration.ts",
    "operations/generate/driftReport.ts",
    "operations/generate/prices.ts",
    "operations/generate/componentDocs.ts",
    "operations/generate/policies.ts",
] as const;
