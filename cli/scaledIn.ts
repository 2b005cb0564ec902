/** Readers that scaling has added, of which Pulumi does not know, before it deletes their cluster. */
import type { Settings } from "../config/validate";
import { grownClusters, readersOf, scaleIn } from "../operations/destroy/scaleIn";
import type { Engine } from "../operations/pulumi/engine";
import type { Resource } from "../operations/state/resource";
import { agrees } from "./ask";
import { notice } from "./terminal/report";

/**
 * Deletes the readers, if that is agreed to.
 *
 * @param goes whether a cluster is to be deleted. @default each is
 * @param isAgreed without a question
 * @returns whether the clusters may be deleted now
 */
export async function scaledIn(
    engine: Engine,
    settings: Settings,
    state: readonly Resource[],
    isAgreed: boolean,
    goes?: (cluster: Resource) => boolean,
): Promise<boolean> {
    const readers = readersOf(engine, settings);
    const grown = await grownClusters(state, readers, goes);
    if (grown.length === 0) return true;
    const named = grown.map(({ cluster, added }) => `${cluster}: ${added.join(", ")}`).join("; ");
    notice(
        `Scaling has added readers, which are deleted first, because a cluster with instances cannot be: ${named}`,
    );
    if (!isAgreed && !(await agrees("Delete these readers?"))) return false;
    await scaleIn(grown, readers);
    return true;
}
