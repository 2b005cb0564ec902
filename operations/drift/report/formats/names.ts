/** Formats of a drift report. A file of its own, because the command's --help needs no more. */
export const formats = ["json", "md", "junit", "sarif", "summary"] as const;
export type Format = (typeof formats)[number];
