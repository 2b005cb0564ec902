import { read } from "../stack";
import type { Estimators } from "../estimator";

/** Free users of the Lite and Essentials tiers per account. */
const FREE_USERS = 10_000;

export const cognito: Estimators = {
    "aws:cognito/userPool:UserPool": (resource, { assumptions: { users } }) => {
        const pool = read(resource);
        const tier = pool.text("userPoolTier") ?? "ESSENTIALS";
        const charged = (count: number): number =>
            tier === "PLUS" ? count : Math.max(0, count - FREE_USERS);
        return [
            {
                what: `users who sign in, tier ${tier}`,
                price: `cognito/${tier}`,
                quantity: { low: charged(users.low), high: charged(users.high) },
                assumptions: ["users"],
            },
        ];
    },
};
