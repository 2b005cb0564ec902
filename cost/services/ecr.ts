import type { Estimators } from "./estimator";

export const ecr: Estimators = {
    "aws:ecr/repository:Repository": (_, { assumptions }) => [
        { what: "images", price: "ecr/storage", quantity: assumptions.imageGb, assumptions: ["imageGb"] },
    ],
};
