/** Database engines, and what RDS offers for which instance class. */
import * as defaults from "./defaults";

export const ENGINES = ["aurora-postgresql", "aurora-mysql", "postgres", "mysql"] as const;
export type Engine = (typeof ENGINES)[number];

/**
 * Whether Performance Insights can be had; small burstable instances have no memory to spare for it.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
 *
 * @param instanceClass without it, the default of the engine: serverless, or the smallest instance that does
 */
export function hasInsights(engine: Engine, instanceClass?: string): boolean {
    switch (engine) {
        case "mysql":
            return !/^db\.t\w+\.(micro|small)$/.test(instanceClass ?? defaults.database.instanceClass);
        case "aurora-mysql":
            return !/^db\.t/.test(instanceClass ?? "db.serverless");
        default:
            return true;
    }
}

/** Of every database. Not one of the names that attackers try first (Security Hub RDS.24, RDS.25). */
export const MASTER_USER = "platform";
