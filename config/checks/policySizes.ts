/** Policies that grow with a stack file, and for which AWS has room to a point. */
import { sendsItself } from "../../model/triggers";
import { parseUse } from "../../model/uses";
import { keyPath, type Problem } from "../messages/problems";
import type { Values } from "../schema";
import type { Check } from "./check";

/**
 * Characters of one statement besides its resources: a policy has 6,144, and resources are up to 1,600 long.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MOST_OF_STATEMENT = 4500;

type WithPermissions = Pick<Values["functions"][string], "permissions">;

/** A policy can be cut between its statements and between the resources of one, but not within its conditions. */
export const statementsFit: Check = {
    keys: ["functions", "services", "servers", "tasks", "emails"],
    run: (values) => [
        ...(["functions", "services", "servers", "tasks"] as const).flatMap((plural) =>
            Object.entries<WithPermissions>(values[plural]).flatMap(([name, { permissions }]) =>
                permissions.flatMap(({ actions, conditions }, index): Problem[] => {
                    const [ofActions, ofConditions] = [sizeOf(actions), sizeOf(conditions)];
                    if (ofActions + ofConditions <= MOST_OF_STATEMENT) return [];
                    const part = ofActions > ofConditions ? "actions" : "conditions";
                    return [
                        {
                            key: keyPath([plural, name, "permissions", index, part]),
                            message: `${ofActions + ofConditions} characters of actions and conditions are not allowed in one statement; they must be at most ${MOST_OF_STATEMENT}, because a policy of IAM has 6144: make several statements`,
                        },
                    ];
                }),
            ),
        ),
        ...Object.entries(values.emails).flatMap(([name, { senders }]): Problem[] =>
            sizeOf(senders) <= MOST_OF_STATEMENT
                ? []
                : [
                      {
                          key: keyPath(["emails", name, "senders"]),
                          message: `${sizeOf(senders)} characters of addresses are not allowed; they must be at most ${MOST_OF_STATEMENT}, because they stand in one statement of each sender's role: leave them out, and every address of the domain may send`,
                      },
                  ],
        ),
    ],
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html: 10,240 characters, of which a statement has 200. */
const MOST_ACCOUNTS = 50;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 20,480 bytes, of which a statement has up to 400. */
const MOST_CALLERS = 50;

/**
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html: 8,192 bytes, of which an
 * ARN has up to 100.
 */
const MOST_SENDERS = 75;

/** Policies of buses, functions and queues name each account or source. */
export const resourcePoliciesFit: Check = {
    keys: ["buses", "functions", "queues", "tasks", "buckets", "apis"],
    run: (values) => [
        ...Object.entries(values.buses).flatMap(([name, { accounts }]) =>
            tooMany(["buses", name, "accounts"], accounts.length, {
                most: MOST_ACCOUNTS,
                what: "accounts",
                why: "the policy of a bus has room for: let one account forward the events of others",
            }),
        ),
        ...Object.entries(values.functions).flatMap(([name, { on }]) =>
            tooMany(["functions", name, "on"], sourcesOf(on) + notifiersOf(values, `function/${name}`), {
                most: MOST_CALLERS,
                what: "topics, rules, buckets and APIs that call it",
                why: "the policy of a function has room for: let some send to a queue, and the function take from that",
            }),
        ),
        ...Object.entries(values.queues).flatMap(([name, { on }]) =>
            tooMany(["queues", name, "on"], sourcesOf(on) + notifiersOf(values, `queue/${name}`), {
                most: MOST_SENDERS,
                what: "topics, rules and buckets that send to it",
                why: "the policy of a queue has room for: let several share a topic, or make another queue",
            }),
        ),
        ...Object.entries(values.tasks).flatMap(([name, { on, code }]) =>
            tooMany(["tasks", name, "on"], sourcesOf(on), {
                most: code === undefined ? MOST_SENDERS : MOST_CALLERS,
                what: "rules that start it",
                why: `the policy of ${code === undefined ? "its queue for what could not be started" : "its function"} has room for: let one rule have several values`,
            }),
        ),
    ],
};

interface Limit {
    readonly most: number;
    readonly what: string;
    readonly why: string;
}

function tooMany(path: readonly string[], count: number, { most, what, why }: Limit): Problem[] {
    return count <= most
        ? []
        : [
              {
                  key: keyPath(path),
                  message: `${count} ${what} are not allowed; there may be ${most}, which ${why}`,
              },
          ];
}

/** Topics and rules: queues and tables are read by the function itself, and schedules have a role. */
function sourcesOf(on: readonly object[]): number {
    return on.filter(sendsItself).length;
}

function notifiersOf({ buckets, apis }: Pick<Values, "buckets" | "apis">, id: string): number {
    const notifying = Object.values(buckets).filter(({ notifications }) =>
        notifications.some(({ to }) => parseUse(to).id === id),
    );
    const calling = Object.values(apis).filter(({ routes, authorizers }) =>
        [...Object.values(routes), ...Object.values(authorizers)].some(
            (one) => "function" in one && `function/${one.function}` === id,
        ),
    );
    return notifying.length + calling.length;
}

function sizeOf(part: unknown): number {
    return JSON.stringify(part).length;
}
