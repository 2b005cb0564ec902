import { times } from "../ranges";
import { read } from "../stack";
import type { Estimator, Estimators } from "./estimator";

/** The first two rotations cost as much as a key each; further ones nothing. */
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

export const kms: Estimators = {
    "aws:kms/key:Key": key,
    // What a replica was before is paid for like that of its original, which rotates it.
    "aws:kms/replicaKey:ReplicaKey": key,
};
