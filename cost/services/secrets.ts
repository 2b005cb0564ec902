/** Secrets Manager, and parameters of Systems Manager. */
import { exactly, times } from "../ranges";
import { read } from "../stack";
import type { Estimators } from "./estimator";

export const secrets: Estimators = {
    "aws:secretsmanager/secret:Secret": (resource, { assumptions }) => [
        {
            what: "secret",
            price: "secrets/secret",
            quantity: exactly(1 + read(resource).list("replicas").length),
        },
        {
            what: "calls",
            price: "secrets/call",
            quantity: times(assumptions.secretCalls, 1e-4),
            assumptions: ["secretCalls"],
        },
    ],
    "aws:ssm/parameter:Parameter": (resource) =>
        read(resource).text("tier") === "Advanced"
            ? [{ what: "advanced parameter", price: "ssm/parameter.advanced", quantity: exactly(1) }]
            : [],
};
