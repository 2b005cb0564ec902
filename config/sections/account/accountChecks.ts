import type { Check } from "../../checks/check";
import { TIERS } from "../../tierDefaults";
import { suggestion } from "../../../model/text";
import { type Problem, show } from "../../messages/problems";
import { nodes, PLURALS } from "../../order";

export const tierFitsStack: Check = {
    keys: ["tier", "emulator"],
    run: ({ tier, emulator }, { stack }) => {
        const namedAfter = TIERS.find((name) => name === stack);
        const problems: Problem[] = [];
        if (namedAfter !== undefined && namedAfter !== tier) {
            problems.push({
                key: "plumbline:tier",
                message: `${show(tier)} is not allowed for a stack called "${stack}"; it must be ${namedAfter}`,
            });
        }
        if (tier === "local" && emulator === undefined) {
            problems.push({
                key: "plumbline:emulator",
                message: '"none" is not allowed with tier local; it must be an emulator on this machine',
            });
        }
        return problems;
    },
};

/** A compliance lock can never be undone: it requires `protect` as well. */
export const backupLock: Check = {
    keys: ["backup", "protect"],
    run: ({ backup, protect }) =>
        backup.lock === "compliance" && !protect
            ? [
                  {
                      key: "plumbline:backup.lock",
                      message:
                          '"compliance" is not allowed without protect, because the vault can then never be deleted; it must be none or governance, or set protect to true',
                  },
              ]
            : [],
};

const LOGGED: readonly string[] = ["function", "service", "task", "api", "server"];

export const metricSourcesExist: Check = {
    keys: ["monitoring", ...Object.values(PLURALS)],
    run: (values) => {
        const known = nodes(values)
            .filter(({ kind }) => LOGGED.includes(kind))
            .map(({ id }) => id);
        return Object.entries(values.monitoring.metrics)
            .filter(([, { source }]) => !known.includes(source))
            .map(([metric, { source }]) => ({
                key: `plumbline:monitoring.metrics.${metric}.source`,
                message: `"${source}" does not exist; there are ${known.join(", ") || "none that log"}${suggestion(source, known)}`,
            }));
    },
};

/** What belongs to one account cannot be used in another: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const arnsAreOfAccount: Check = {
    keys: ["accountId", "security", "delivery", "budget"],
    run: ({ accountId, security, delivery, budget }) => {
        const arns: [key: string, arn: string | undefined][] = [
            ["security.roleBoundaryArn", security.roleBoundaryArn],
            ["delivery.permissionsBoundaryArn", delivery?.permissionsBoundaryArn],
            ["budget.anomalies.monitorArn", budget.anomalies.monitorArn],
        ];
        return arns.flatMap(([key, arn]): Problem[] => {
            const owner = arn?.split(":")[4];
            return owner === undefined || owner === accountId || owner === "aws"
                ? []
                : [
                      {
                          key: `plumbline:${key}`,
                          message: `${show(arn)} is not allowed, because it is in account ${owner}; it must be in plumbline:accountId, which is ${accountId}`,
                      },
                  ];
        });
    },
};
