/** The condition of one program or service that this project uses. */
export interface Finding {
    readonly name: string;
    readonly state:
        | "ok"
        | "missing"
        | "too old"
        | "damaged"
        | "out of date"
        | "stopped"
        | "ends soon"
        | "ended"
        | "unknown";
    readonly version?: string | undefined;
    /** Path or address. */
    readonly place?: string | undefined;
    /** The remedy, if one is needed. */
    readonly advice?: string | undefined;
    /** True if `./plumb up` works without it, or installs it. */
    readonly optional: boolean;
}
