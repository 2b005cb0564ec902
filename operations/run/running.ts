/** What happens while a task runs. */
export interface Running {
    /** Aborted when nobody wants to wait any longer. */
    readonly signal: AbortSignal;
    /** Whether the task is stopped then. */
    readonly stop: boolean;
    /** Called once there is a task. */
    readonly started: (what: string) => void;
    /** Called for each line of the log. */
    readonly line: (text: string) => void;
    /** Waits before looking again. @default a second or two */
    readonly pause?: (signal?: AbortSignal) => Promise<void>;
}

/** How a task has ended. */
export interface Ended {
    readonly task: string;
    readonly exitCode: number;
    /** What AWS says of the end, if that is more than that it has ended. */
    readonly reason?: string;
}
