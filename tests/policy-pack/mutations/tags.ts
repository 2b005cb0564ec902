/** Tags that every resource must have, for own resources of mutations. */
export const tags = { Project: "p", Environment: "prod", Owner: "o", CostCenter: "c" };
