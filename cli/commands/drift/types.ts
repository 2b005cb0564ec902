import type { Format } from "../../../operations/drift/report/formats/names";

/** The options of `plumb drift`. */
export interface DriftOptions {
    readonly stack?: string;
    readonly state?: string;
    readonly code: boolean;
    readonly policies: boolean;
    readonly accept: readonly string[];
    readonly maxMissing: number;
    readonly maxMissingPercent: number;
    readonly timeout: number;
    readonly json?: boolean;
    readonly format: readonly Format[];
    readonly output: string;
    readonly yes?: boolean;
    readonly repair?: boolean;
}

/** The options of `plumb drift drill`. */
export interface DrillOptions {
    readonly stack: string;
    readonly json?: boolean;
    readonly table?: string;
}
