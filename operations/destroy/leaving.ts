/** Which clusters an operation deletes. */
import type { Settings } from "../../config/validate";
import type { Resource } from "../state/resource";
import { nameOf } from "../state/urn";

export const CLUSTER = "aws:rds/cluster:Cluster";

/**
 * Whether an update will delete a cluster: its entry is gone, or has become an instance. One that is protected stays.
 *
 * @param databases of the stack file
 */
export function isLeaving({ type, urn, protect }: Resource, databases: Settings["databases"]): boolean {
    const { engine = "" } = databases[nameOf(urn)] ?? {};
    return type === CLUSTER && protect !== true && !engine.startsWith("aurora-");
}

/** Whether Pulumi will refuse anyway, or deletes only a part, or nothing. */
export function isPartial(state: readonly Resource[], extra: readonly string[]): boolean {
    return (
        state.some(({ protect }) => protect === true) ||
        extra.some((one) => /^(-t|--target.*|--exclude.*|--preview-only)(=|$)/.test(one))
    );
}
