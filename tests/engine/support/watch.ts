import type { Clone } from "./clone";

/**
 * Waits until a running command has printed something a number of times.
 * @param pattern with the flag g
 */
export async function untilPrinted(
    running: ReturnType<Clone["start"]>,
    pattern: RegExp,
    times: number,
): Promise<void> {
    let printed = "";
    await new Promise<void>((resolve, reject) => {
        running.all.on("data", (chunk: Buffer) => {
            printed += chunk.toString();
            if ((printed.match(pattern)?.length ?? 0) >= times) {
                resolve();
            }
        });
        running.all.on("end", () => {
            reject(new Error(`has ended without printing ${String(pattern)} ${times} times:\n${printed}`));
        });
    });
}
