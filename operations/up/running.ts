/** What runs after a deployment: a service that never became steady, instances that are still being replaced. */
import { chunks, grouped } from "../../model/lists";
import type { Ask } from "../aws/ask";
import type { Resource } from "../state/resource";
import { nameOf } from "../state/urn";

export interface Running {
    /** What does not run as it was deployed. */
    readonly problems: readonly string[];
    /** What AWS goes on with by itself. */
    readonly notes: readonly string[];
}

const SERVICE = "aws:ecs/service:Service";
const GROUP = "aws:autoscaling/group:Group";

/** Of one call: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const MOST_SERVICES = 10;

interface Service {
    readonly serviceName?: string;
    readonly desiredCount?: number;
    readonly runningCount?: number;
    readonly taskDefinition?: string;
    readonly deployments?: readonly {
        readonly status?: string;
        readonly taskDefinition?: string;
        readonly rolloutState?: string;
        readonly rolloutStateReason?: string;
    }[];
    readonly events?: readonly { readonly message?: string }[];
}

/**
 * Asks AWS how deployed services and groups of instances are. A service whose creation has failed is there, and equals the
 * program: the next update finds nothing to do, although no task of it runs. And a service that ECS has taken back to its
 * earlier task definition may pass for deployed: https://github.com/pulumi/pulumi-aws/issues/4487
 *
 * @param resources of the state after the deployment
 */
export async function lookAtRunning(resources: readonly Resource[], ask: Ask): Promise<Running> {
    const standing = resources.filter(({ external, delete: gone }) => !external && !gone);
    const looked = await Promise.all([
        ...batchesOf(standing.filter(({ type }) => type === SERVICE)).map((batch) =>
            orNote("services run", async () => servicesOf(batch, ask)),
        ),
        ...standing
            .filter(({ type }) => type === GROUP)
            .map((group) => orNote(`server/${nameOf(group.urn)} runs`, async () => refreshOf(group, ask))),
    ]);
    return {
        problems: looked.flatMap(({ problems }) => problems),
        notes: looked.flatMap(({ notes }) => notes),
    };
}

async function orNote(what: string, look: () => Promise<Running>): Promise<Running> {
    try {
        return await look();
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return { problems: [], notes: [`Whether ${what} could not be seen: ${reason}`] };
    }
}

interface Batch {
    readonly cluster: string;
    readonly services: readonly Resource[];
}

function batchesOf(services: readonly Resource[]): Batch[] {
    const clusters = grouped(services, ({ outputs }) => String(outputs?.["cluster"]));
    return [...clusters].flatMap(([cluster, all]) =>
        chunks(all, MOST_SERVICES).map((batch) => ({ cluster, services: batch })),
    );
}

async function servicesOf({ cluster, services }: Batch, ask: Ask): Promise<Running> {
    const byName = new Map(services.map((service) => [String(service.outputs?.["name"]), service]));
    const answer = await ask({
        service: "ecs",
        method: "POST",
        target: "AmazonEC2ContainerServiceV20141113.DescribeServices",
        body: JSON.stringify({ cluster, services: [...byName.keys()] }),
    });
    const { services: found = [] } = JSON.parse(answer) as { readonly services?: readonly Service[] };
    const problems = found.flatMap((service) => {
        const deployed = byName.get(service.serviceName ?? "");
        const problem = otherThanAsked(service, askedOf(deployed)) ?? problemOf(service);
        const name = deployed === undefined ? service.serviceName : nameOf(deployed.urn);
        return problem === undefined ? [] : [`service/${name}: ${problem}`];
    });
    return { problems, notes: [] };
}

/** The task definition that the program has asked for; undefined where it leaves that to others. */
function askedOf(service: Resource | undefined): string | undefined {
    const asked = service?.inputs?.["taskDefinition"];
    const isOthers = service?.ignoreChanges?.includes("taskDefinition") ?? false;
    return typeof asked === "string" && !isOthers ? asked : undefined;
}

/** Another task definition than the one that was asked for: ECS has rolled the deployment back, or somebody else has deployed. */
function otherThanAsked(
    { taskDefinition, deployments = [], events = [] }: Service,
    asked: string | undefined,
): string | undefined {
    const primary = deployments.find(({ status }) => status === "PRIMARY");
    const actual = primary?.taskDefinition ?? taskDefinition;
    if (asked === undefined || actual === undefined || revisionOf(actual) === revisionOf(asked))
        return undefined;
    const failed = deployments.find(({ rolloutState }) => rolloutState === "FAILED");
    const reason =
        failed?.rolloutStateReason ||
        primary?.rolloutStateReason ||
        events[0]?.message ||
        "no reason is given";
    return (
        `ECS runs ${revisionOf(actual)}, not ${revisionOf(asked)}, which was asked for (${sentence(reason)}). Where ECS has rolled ` +
        "it back, mend what keeps its tasks from being healthy, and deploy again; until then each `up` ends like this"
    );
}

/** Family and revision of an ARN of a task definition: `shop-web:7`. */
function revisionOf(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}

function problemOf({ desiredCount = 0, runningCount = 0, deployments = [], events = [] }: Service) {
    const { rolloutState, rolloutStateReason = "" } =
        deployments.find(({ status }) => status === "PRIMARY") ?? {};
    const isFailed = rolloutState === "FAILED";
    // Scaling out, some tasks run already.
    if (!isFailed && (desiredCount === 0 || runningCount > 0)) return undefined;
    const reason = (isFailed ? rolloutStateReason : "") || events[0]?.message || "";
    return (
        `${runningCount} of ${desiredCount} tasks run${reason === "" ? "" : ` (${sentence(reason)})`}. Deploy it with what lets ` +
        "its tasks start; where nothing is to change in it, ECS tries again with `aws ecs update-service --force-new-deployment`"
    );
}

/** The last replacement of the instances of a group, which a new launch template begins. */
async function refreshOf(group: Resource, ask: Ask): Promise<Running> {
    const name = encodeURIComponent(String(group.outputs?.["name"] ?? group.id));
    const answer = await ask({
        service: "autoscaling",
        method: "GET",
        path: `/?Action=DescribeInstanceRefreshes&AutoScalingGroupName=${name}&MaxRecords=1&Version=2011-01-01`,
    });
    const text = (member: string): string => new RegExp(`<${member}>([^<]*)<`).exec(answer)?.[1] ?? "";
    const who = `server/${nameOf(group.urn)}`;
    const status = text("Status");
    const reason = text("StatusReason");
    if (/^(Failed|RollbackFailed|RollbackSuccessful)$/.test(status)) {
        return {
            problems: [
                `${who}: its instances have not been replaced by ones with the new settings (${status}${reason === "" ? "" : `: ${sentence(reason)}`}). Deploy it with what lets them start`,
            ],
            notes: [],
        };
    }
    return {
        problems: [],
        notes: /^(Pending|InProgress|Baking|RollbackInProgress)$/.test(status)
            ? [
                  `${who}: AWS goes on replacing its instances one after another (${text("PercentageComplete") || "0"} %); until it is done, some have the settings from before.`,
              ]
            : [],
    };
}

/** Without the full stop, within another sentence. */
function sentence(text: string): string {
    return text.trim().replace(/\.$/, "");
}
