/** A stack with everything that a stack file can have: what no committed stack has is judged, too. */
import { run } from "../../support/program";
import type { Recording } from "../../support/recorder";
import { zones } from "../../support/fixtures";
import { markers, PROJECT, STACK, ZONE } from "../names/markers";

const recordings = new Map<boolean, Promise<Recording<unknown>>>();

/**
 * The stack of which the patterns of names are recorded, deployed; recorded once for all tests.
 *
 * @param second the one with what a stack has instead of something else
 */
export function recordEverything(second: boolean): Promise<Recording<unknown>> {
    const { raw } = markers(second, { secure: "x" });
    const config = Object.fromEntries(Object.entries(raw).map(([key, value]) => [`plumbline:${key}`, value]));
    const calls = zones({ [ZONE]: "example.org" });
    const recording = recordings.get(second) ?? run(STACK, config, { calls, project: PROJECT });
    recordings.set(second, recording);
    return recording;
}
