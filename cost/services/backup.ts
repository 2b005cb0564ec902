import type { Estimators } from "./estimator";

export const backup: Estimators = {
    "aws:backup/vault:Vault": (_, { assumptions }) => [
        {
            what: "recovery points",
            price: "backup/storage",
            quantity: assumptions.backupGb,
            assumptions: ["backupGb"],
        },
    ],
};
