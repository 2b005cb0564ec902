/** The longest deployment that sets off no alarm. */
import { strategyMinutes } from "../../model/deployment";
import type { Values } from "../schema";

/** Seconds of a deployment besides the waits of its strategies. */
const SECONDS = 60;

/**
 * Seconds: `monitoring.deployments.maxSeconds`, or 60 and the longest wait of a strategy. A deployment is over when nothing can be
 * rolled back by itself any more, so that it lasts as long as the slowest service, and bakes and shifts would
 * otherwise set off the alarm at every deployment.
 */
export function longestDeployment({ monitoring, services }: Pick<Values, "monitoring" | "services">): number {
    const waits = Object.values(services).map(
        ({ deployment, public: exposure }) => 60 * strategyMinutes(deployment, exposure !== undefined),
    );
    return monitoring.deployments.maxSeconds ?? SECONDS + Math.max(0, ...waits);
}
