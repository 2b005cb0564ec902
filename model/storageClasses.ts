/** Storage classes that objects may move to, cheaper to keep and dearer to read from first to last. */
export const STORAGE_CLASSES = [
    "INTELLIGENT_TIERING",
    "STANDARD_IA",
    "GLACIER_IR",
    "GLACIER",
    "DEEP_ARCHIVE",
] as const;
