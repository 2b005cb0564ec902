import type { Toolchain } from "../pulumi/toolchain";
import type { Pair } from "./measure";
import type { Workbench } from "./workbench";

/** The surroundings of a measurement. */
export interface Bench {
    readonly root: string;
    readonly runs: number;
    readonly toolchain: Toolchain;
    /** Prints the step under way. */
    readonly notice: (step: string) => void;
    /** The deployed stack, which is made when the first row asks for it. */
    readonly workbench: () => Promise<Workbench>;
}

/** Two amounts whose ratio is judged: of time, or of another unit. */
export type Measured =
    | { readonly kind: "times"; readonly pair: Pair }
    | { readonly kind: "amounts"; readonly ours: number; readonly other: number; readonly unit: string }
    | { readonly kind: "notMeasured"; readonly reason: string };

/** One row of docs/performance.md. */
export interface Row {
    readonly number: number;
    readonly title: string;
    /** The ratio is to be this at most. */
    readonly goal: number;
    /** Measured only if it is asked for, because it takes long by itself. @default false */
    readonly isOptional?: boolean;
    /** Whether it needs the deployed stack. */
    readonly measure: (bench: Bench) => Promise<Measured>;
}
