import * as z from "zod";

import * as defaults from "../../../model/defaults";
import type { TierDefaults } from "../../tierDefaults";
import { judged, whole } from "../../values";
import { otherBackupSchedule } from "../../syntax/schedules";
import { LOCK_MODES } from "../../../model/choices";

/** AWS Backup keeps recovery points for a hundred years at most. */
const days = whole(1, 36_500, "days");

/** The stack's backup plan, for everything that holds data and that AWS Backup knows. */
export function backup(tier: TierDefaults) {
    return z
        .strictObject({
            enabled: z.boolean().default(tier.backup).describe("Whether there is a plan at all."),
            schedule: judged(otherBackupSchedule, /^cron\([^()]+\)$/)
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
