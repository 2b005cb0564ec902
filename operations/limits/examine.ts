import type { Settings } from "../../config/validate";
import { type Account, checkAccount, checkNewAccount } from "../drift/collect/account";
import { parseState, type StackState } from "../drift/state";
import { type Place, placeOf } from "../pulumi/awsClient";
import { Failure } from "../pulumi/failure";
import { type Engine, expectPulumi, previewJson } from "../pulumi/engine";
import { resourcesOfPreview, resourcesOfState } from "../state/resources";
import { addressesOf } from "./addresses";
import { askAws } from "../aws/ask";
import { createClients } from "./clients";
import { mailRows } from "./mail";
import { needsOf } from "./needs";
import { ownOf } from "./own";
import { quotaRows, subnetRows } from "./rows";
import type { Row } from "./verdict";

/** Whether an account has room for a stack. */
export interface LimitsReport {
    readonly stack: string;
    readonly account: string | undefined;
    readonly region: string;
    /** Whether nothing is exceeded, as far as is known. */
    readonly fits: boolean;
    readonly limits: readonly Row[];
}

/**
 * Compares the needs of a stack, from a preview, with the limits and the use of its account.
 *
 * @throws Failure if the credentials are those of another account, or the preview fails
 */
export async function examineLimits(engine: Engine, settings: Settings): Promise<LimitsReport> {
    const exported = await expectPulumi(
        engine,
        "read the state",
        // The provider's credentials may be among them. They stay in memory.
        ...["stack", "export", "--stack", engine.stack, "--show-secrets"],
    );
    const state = parseState(exported);
    const { account, client, reasons } = await whoAsks(state, placeOf(engine, settings));
    if (reasons.length > 0) throw new Failure(reasons.join("\n"));
    const { region } = settings;
    const resources = resourcesOfPreview(await previewJson(engine));
    const before = needsOf(resourcesOfState(exported, "The state"), region);
    const clients = createClients({ ...client, region });
    const ids = new Map(state.resources.flatMap(({ urn, id }) => (id === undefined ? [] : [[urn, id]])));
    const [rows, subnets, mail] = await Promise.all([
        quotaRows(needsOf(resources, region), {
            clients,
            own: ownOf(state.resources),
            ownConcurrency: before.find(({ quota }) => quota === "concurrency")?.amount ?? 0,
        }),
        subnetRows(addressesOf(resources), ids, clients),
        mailRows(resources, region, askAws(engine, settings)),
    ]);
    const limits = [...rows, ...subnets, ...mail];
    const fits = limits.every(({ verdict }) => verdict !== "exceeded");
    return { stack: engine.stack, account, region, fits, limits };
}

async function whoAsks(state: StackState, place: Place): Promise<Account> {
    return state.resources.some(({ type }) => type === "pulumi:providers:aws")
        ? checkAccount(state, place)
        : checkNewAccount(place);
}
