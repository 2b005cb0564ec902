import { deploymentWaits, providers, stateSize } from "./amounts";
import { programLoad, unitTests, wholeSuite } from "./loading";
import { packStart } from "./packStart";
import { judgedPreviewAndPlan, previewAndPlan } from "./peers/openTofu";
import { driftScan, flatPreview, judgedPreview, secondUp, transpiledPreview } from "./previews";
import type { Row } from "./row";
import { functionSlope } from "./slope";

function notBuilt(number: number, title: string, goal: number, reason: string): Row {
    return { number, title, goal, measure: () => Promise.resolve({ kind: "notMeasured", reason }) };
}

/** Rows that compare with other tools, which are built for it. */
export const peers: readonly Row[] = [previewAndPlan, judgedPreviewAndPlan];

/** All rows, in the order of their numbers. */
export const rows: readonly Row[] = [
    flatPreview,
    programLoad,
    transpiledPreview,
    judgedPreview,
    functionSlope,
    driftScan,
    secondUp,
    stateSize,
    providers,
    deploymentWaits,
    unitTests,
    notBuilt(12, "releases and roll backs, in time", 1, "not built: there are no releases yet"),
    packStart,
    previewAndPlan,
    wholeSuite,
    judgedPreviewAndPlan,
];
