import { times } from "../ranges";
import type { Estimators } from "./estimator";

export const xray: Estimators = {
    "aws:xray/samplingRule:SamplingRule": (_, { assumptions }) => [
        {
            what: "traces recorded",
            price: "xray/trace",
            quantity: times(assumptions.traces, 1e-6),
            assumptions: ["traces"],
        },
    ],
};
