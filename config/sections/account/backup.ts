import * as z from "zod";

import * as defaults from "../../../model/defaults";
import type { TierDefaults } from "../../tierDefaults";
import { whole } from "../../values";
import { LOCK_MODES } from "../../../model/choices";

/** AWS Backup keeps recovery points for a hundred years at most. */
const days = whole(1, 36_500, "days");

/** The stack's backup plan, for everything that holds data and that AWS Backup knows. */
export function backup(tier: TierDefaults) {
    return z
        .strictObject({
            enabled: z.boolean().default(tier.backup).describe("Whether there is a plan at all."),
            schedule: z
                .string()
                .regex(
                    /^cron\([^()]+\)$/,
                    'an AWS cron expression in UTC, such as "cron(0 5 * * ? *)" for every day at 5',
                )
                .default(defaults.backup.schedule)
                .describe("When backups start, in UTC."),
            retentionDays: days
                .default(tier.backupPlanRetentionDays)
                .describe("Days that recovery points are kept."),
            monthlyRetentionDays: days
                .optional()
                .describe("Days that one recovery point of each month is kept; default: there is none."),
            lock: z
                .enum(["none", ...LOCK_MODES])
                .default(tier.backupLock)
                .describe(
                    "Lock of recovery points: none, governance (backup administrators may delete early), or compliance (nobody, ever).",
                ),
        })
        .prefault({});
}
