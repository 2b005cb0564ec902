import { DescribeSubnetsCommand } from "@aws-sdk/client-ec2";
import type { SubnetNeed } from "./addresses";
import { type Allowed, allowed } from "./applied";
import type { Clients } from "./clients";
import type { Need } from "./need";
import { refusal, type Refusal } from "./problem";
import { type OwnQuota, type Quota, type QuotaName, quotas } from "./quotas";
import type { Question } from "./question";
import { type InUse, usages } from "./usage";
import { type Row, verdictOf } from "./verdict";

/** Reads each quota that a stack uses. */
export async function quotaRows(needs: readonly Need[], question: Question): Promise<Row[]> {
    // A quota that is needed in several zones is asked for once.
    const names = [...new Set(needs.map(({ quota }) => quota))];
    const answers = new Map(
        await Promise.all(
            names.map(async (name) => {
                const usage = isOwn(name) ? undefined : usages[name];
                const asked: Promise<InUse | Refusal> =
                    usage === undefined
                        ? Promise.resolve(0)
                        : usage.ask(question).catch((error: unknown) => refusal(error, usage.permission));
                const [limit, inUse] = await Promise.all([allowed(quotas[name], question.clients), asked]);
                return [name, { limit, inUse }] as const;
            }),
        ),
    );
    return needs.flatMap((need) => {
        const answer = answers.get(need.quota);
        return answer === undefined
            ? []
            : [quotaRow(need, answer.limit, answer.inUse, question.clients.region)];
    });
}

function isOwn(name: QuotaName): name is OwnQuota {
    return "ofStack" in quotas[name];
}

/** One quota; a pure function of the stack's need and AWS's answers. */
export function quotaRow(need: Need, limit: Allowed, inUse: InUse | Refusal, region: string): Row {
    const quota: Quota = quotas[need.quota];
    const refused = typeof inUse === "object" && isRefusal(inUse) ? inUse : undefined;
    const others = isRefusal(inUse)
        ? undefined
        : typeof inUse === "number"
          ? inUse
          : (inUse[need.where ?? ""] ?? 0);
    const numbers = { needed: need.amount, spare: need.spare ?? 0, others, quota: limit.value };
    const verdict = verdictOf(numbers, need.unclear.length === 0 && limit.refusal === undefined);
    return {
        limit: need.where ? `${quota.name} (${need.where})` : quota.name,
        ...numbers,
        source: limit.source,
        verdict,
        ofStack: quota.ofStack ?? false,
        notes: [
            ...(verdict === "exceeded" || verdict === "tight"
                ? [increase(quota, numbers.needed + numbers.spare + (others ?? 0), region)]
                : []),
            ...(refused ? [`usage not counted: ${refused.reason}`] : []),
            ...(limit.refusal ? [`the account's own quota is not known: ${limit.refusal.reason}`] : []),
            ...need.unclear,
        ],
    };
}

function isRefusal(inUse: InUse | Refusal): inUse is Refusal {
    return typeof inUse === "object" && "reason" in inUse;
}

/** The command that requests a higher quota: enough not to be tight. */
export function increase({ service, code, region }: Quota, total: number, own: string): string {
    const desired = Math.floor((total * 5) / 4) + 1;
    return (
        `aws service-quotas request-service-quota-increase --region ${region ?? own} ` +
        `--service-code ${service} --quota-code ${code} --desired-value ${desired}`
    );
}

/**
 * The subnets, with the addresses that others use in existing ones.
 *
 * @param ids of the subnets that exist, by URN
 */
export async function subnetRows(
    subnets: readonly SubnetNeed[],
    ids: ReadonlyMap<string, string>,
    { ec2 }: Pick<Clients, "ec2">,
): Promise<Row[]> {
    const existing = subnets.flatMap(({ urn }) => ids.get(urn) ?? []);
    const free = existing.length === 0 ? new Map<string, number>() : await freeAddresses(existing, ec2);
    // A preview reports resources as they come.
    const ordered = subnets.toSorted((one, other) => one.name.localeCompare(other.name));
    return ordered.map((subnet) => {
        const id = ids.get(subnet.urn);
        return subnetRow(subnet, id === undefined ? "new" : isMap(free) ? free.get(id) : free);
    });
}

function isMap(free: Map<string, number> | Refusal): free is Map<string, number> {
    return free instanceof Map;
}

async function freeAddresses(ids: string[], ec2: Clients["ec2"]): Promise<Map<string, number> | Refusal> {
    try {
        // A filter, because an id that is gone would make AWS refuse the whole question.
        const Filters = [{ Name: "subnet-id", Values: ids }];
        const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
        return new Map(
            Subnets.flatMap(({ SubnetId, AvailableIpAddressCount }) =>
                SubnetId !== undefined && AvailableIpAddressCount !== undefined
                    ? [[SubnetId, AvailableIpAddressCount] as const]
                    : [],
            ),
        );
    } catch (error) {
        return refusal(error, "ec2:DescribeSubnets");
    }
}

/**
 * One subnet. Used addresses beyond the whole stack's need can only be others'.
 *
 * @param free addresses, from AWS; "new" for a subnet that does not exist yet
 */
export function subnetRow(
    { name, needed, usable, unclear }: SubnetNeed,
    free: number | Refusal | "new" | undefined,
): Row {
    const others =
        free === "new" ? 0 : typeof free === "number" ? Math.max(0, usable - free - needed) : undefined;
    const numbers = { needed, spare: 0, others, quota: usable };
    const verdict = verdictOf(numbers, unclear.length === 0);
    return {
        limit: `addresses of ${name}`,
        ...numbers,
        source: typeof free === "number" ? "subnet" : "plan",
        verdict,
        ofStack: true,
        notes: [
            ...(verdict === "exceeded"
                ? ["a larger plumbline:network.cidr (a new network), more zones, or lower maximums"]
                : []),
            ...(others === undefined
                ? [
                      typeof free === "object"
                          ? `usage not counted: ${free.reason}`
                          : "usage not counted: AWS has no such subnet",
                  ]
                : []),
            ...unclear,
        ],
    };
}
