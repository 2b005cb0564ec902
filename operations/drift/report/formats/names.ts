/** What a drift report can be written as. On its own: the command's --help needs no more than that. */
export const formats = ["json", "md", "junit", "sarif", "summary"] as const;
export type Format = (typeof formats)[number];
