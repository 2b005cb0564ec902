/** Keys of KMS, secrets of Secrets Manager, parameters of Systems Manager. */
import { exactly, times } from "../ranges";
import { read } from "../stack";
import type { Estimator, Estimators } from "../estimator";

/** Each of the first two rotations costs as much as a key; later rotations are free. */
const PAID_ROTATIONS = 2;

const key: Estimator = (resource, { assumptions }) => {
    const rotates = read(resource).flag("enableKeyRotation") === true;
    return [
        {
            what: rotates ? "key, and what it was before it rotated" : "key",
            price: "kms/key",
            quantity: { low: 1, high: rotates ? 1 + PAID_ROTATIONS : 1 },
        },
        {
            what: "requests",
            price: "kms/request",
            quantity: times(assumptions.keyRequests, 1e-4),
            assumptions: ["keyRequests"],
        },
    ];
};

export const secrets: Estimators = {
    "aws:kms/key:Key": key,
    // What a replica was before is paid for like that of its original, which rotates it.
    "aws:kms/replicaKey:ReplicaKey": key,
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
