/** A time to the second, in UTC; empty if there is none. */
export function clock(time: Date | undefined): string {
    return time === undefined ? "" : time.toISOString().replace(/\.\d+Z$/, "Z");
}
