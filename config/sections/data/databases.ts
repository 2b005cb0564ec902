import * as z from "zod";

import * as defaults from "../../../model/defaults";
import type { TierDefaults } from "../../tierDefaults";
import { otherAuroraClass, otherInstanceClass } from "../../syntax/instanceClasses";
import { otherTime } from "../../syntax/times";
import { isReserved } from "../../syntax/reservedWords";
import { hours } from "../compute/hours";
import { judged, named, whole } from "../../values";

/** Aurora capacity units come in halves; https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html. */
const capacity = (min: number) =>
    z
        .number("a number of Aurora capacity units")
        .min(min, `${min} to 256 capacity units`)
        .max(256, `${min} to 256 capacity units`)
        .multipleOf(0.5, "a multiple of 0.5 capacity units");

const databaseName = z
    .string()
    .regex(
        /^[a-z][a-z0-9_]{0,62}$/,
        "a database name of lower-case letters, digits and underscores, at most 63",
    )
    .refine((given) => !isReserved(given), "a database name that is no word of SQL, which RDS refuses");

const IDENTIFIER = "[a-zA-Z](-?[a-zA-Z0-9])*";
const snapshot = z
    .string()
    .regex(
        new RegExp(
            `^((rds:|awsbackup:)?${IDENTIFIER}|arn:aws[a-z-]*:rds:[a-z0-9-]+:\\d{12}:(cluster-)?snapshot:(rds:|awsbackup:)?${IDENTIFIER})$`,
        ),
        "the identifier or ARN of a snapshot, such as shop-before-release",
    );

const origin = z
    .strictObject({
        snapshot: snapshot
            .optional()
            .describe("Identifier of a snapshot, or its ARN if another account shares it."),
        pointInTime: z
            .strictObject({
                source: z
                    .string()
                    .regex(
                        new RegExp(`^${IDENTIFIER}$`),
                        "the identifier of a cluster or an instance, such as shop-prod-app",
                    )
                    .describe("Identifier of the cluster or instance, in the same account and region."),
                at: judged(otherTime, /^(latest|\d{4}-.+)$/).describe(
                    "Time with a zone, in quotes, within the source's backupRetentionDays; or latest.",
                ),
            })
            .optional()
            .describe("Another server as it was at a time."),
    })
    .refine(({ snapshot: one, pointInTime: other }) => (one === undefined) !== (other === undefined), {
        message: "either snapshot or pointInTime",
    });

const CLASS = /^db\.[a-z0-9]+\.[a-z0-9]+$/;
const instanceClass = judged(otherInstanceClass, CLASS);
const auroraClass = judged(otherAuroraClass, CLASS);

/** Databases by name: Aurora (Serverless v2) or a single RDS instance, PostgreSQL or MySQL. */
export function databases(tier: TierDefaults) {
    const common = {
        version: z
            .string("a version in quotes")
            .regex(/^\d+(\.\d+)?$/, 'the major version in quotes, such as "16" or "8.0"')
            .describe("Major engine version; minor versions follow by themselves."),
        upgrade: z
            .boolean()
            .default(false)
            .describe("Whether a version that has changed is deployed, at once and in place."),
        databaseName: databaseName
            .default(defaults.database.databaseName)
            .describe("Database made with the server."),
        from: origin
            .optional()
            .describe("Data that the server is made with; it counts once, and stays in the stack file."),
        backupRetentionDays: whole(1, 35, "days")
            .default(tier.backupRetentionDays)
            .describe("Days of automated backups."),
        performanceInsights: z
            .boolean()
            .optional()
            .describe("Performance Insights, 7 days; default: where the instance class has it."),
        port: whole(1150, 65535, "(a TCP port)")
            .optional()
            .describe("TCP port of the server; default: 5432 (PostgreSQL), 3306 (MySQL)."),
        parameters: z
            .record(
                z.string().regex(/^[a-z][a-z0-9_.-]*$/, "the name of a server parameter such as work_mem"),
                z.string("text; put numbers and booleans in quotes"),
            )
            .default({})
            .describe("Server parameters besides the platform's own, in force after the next restart."),
        hours: hours
            .optional()
            .describe("Working hours, outside of which the server is stopped; absent: always."),
        proxy: z
            .boolean()
            .default(false)
            .describe("A pool of connections (RDS Proxy) that workloads connect to."),
        iamUser: z
            .string()
            .regex(/^[a-z][a-z0-9_]{0,31}$/, "a user name of lower-case letters, digits and underscores")
            .refine(
                (given) => !isReserved(given) && !/^(rds|pg_|platform$)/.test(given),
                "a user name that is no word of SQL, and none of RDS and the platform",
            )
            .optional()
            .describe(
                "User that workloads sign in as with an IAM token, instead of the master password, which changes every 7 days.",
            ),
    };
    const aurora = {
        minCapacity: capacity(0)
            .default(tier.auroraMinCapacity)
            .describe("Capacity units at rest; 0 pauses the database when nobody is connected."),
        maxCapacity: capacity(1).default(tier.auroraMaxCapacity).describe("Capacity units at most."),
        readers: whole(0, 15, "readers")
            .default(tier.auroraReaders)
            .describe("Read replicas in other zones."),
        maxReaders: whole(1, 15, "readers")
            .optional()
            .describe("Read replicas that it may grow to under load; default: as many as readers."),
        instanceClass: auroraClass
            .optional()
            .describe("Class of provisioned instances; default: serverless, by capacity units."),
        dataApi: z.boolean().default(false).describe("SQL over HTTPS (the Data API)."),
    };
    const instance = {
        instanceClass: instanceClass.default(tier.databaseInstanceClass).describe("Instance class."),
        storageGib: whole(20, 65536, "GiB")
            .default(defaults.database.storageGib)
            .describe("Storage at first (gp3)."),
        maxStorageGib: whole(20, 65536, "GiB")
            .default(defaults.database.maxStorageGib)
            .describe("Storage that it may grow to by itself; storageGib: it does not grow."),
        multiAz: z.boolean().default(tier.databaseMultiAz).describe("A standby in another zone."),
    };
    return named(
        z.discriminatedUnion("engine", [
            z.strictObject({ engine: z.literal("aurora-postgresql"), ...common, ...aurora }),
            z.strictObject({ engine: z.literal("aurora-mysql"), ...common, ...aurora }),
            z.strictObject({ engine: z.literal("postgres"), ...common, ...instance }),
            z.strictObject({ engine: z.literal("mysql"), ...common, ...instance }),
        ]),
    );
}
