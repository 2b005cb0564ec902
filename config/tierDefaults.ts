/** Defaults by tier. The only table of them; schemas and docs read it. */
import type { SingletonMode } from "../model/singleton";
import type { ContainerInsights, Dmarc, Mfa, Nat, PriceClass } from "../model/choices";
import type { Images } from "../model/images";

export const TIERS = ["local", "dev", "staging", "prod"] as const;
export type Tier = (typeof TIERS)[number];

/** The defaults of one tier. Times are in the unit their name says; capacities in the unit of the service. */
export interface TierDefaults {
    /** NAT gateways: one is the cheapest, one per zone survives the loss of a zone. */
    readonly nat: Nat;
    /** Days that log groups keep their events. */
    readonly logRetentionDays: number;
    /** Days between the deletion of a key being asked for and carried out: 7 to 30 (KMS). */
    readonly keyDeletionDays: number;
    /** Whether stateful resources refuse to be deleted: by AWS, and by Pulumi's `protect`. */
    readonly protect: boolean;
    /** Days of automated database backups: at least 7 (Security Hub RDS.11). */
    readonly backupRetentionDays: number;
    /** Aurora capacity units; 0 lets the database pause without connections. */
    readonly auroraMinCapacity: number;
    readonly auroraMaxCapacity: number;
    readonly auroraReaders: number;
    readonly databaseMultiAz: boolean;
    readonly databaseInstanceClass: string;
    /** Smallest sufficient node: burstable nodes suit caches that are idle most of the time. */
    readonly cacheNodeType: string;
    /** Replicas of a cache; with none it is empty after a failure, and away for minutes. */
    readonly cacheReplicas: number;
    /** Days that snapshots of a cache are kept: at least 1 (Security Hub ElastiCache.1). */
    readonly cacheSnapshotDays: number;
    /** Whether AWS Backup backs up everything that holds data, besides the services' own backups. */
    readonly backup: boolean;
    /** Days that its recovery points are kept. */
    readonly backupPlanRetentionDays: number;
    /** Lock of recovery points; "compliance" can never be undone, so that no tier has it as default. */
    readonly backupLock: "none" | "governance";
    /** Tasks of a service that always run, and at most. */
    readonly serviceMinTasks: number;
    readonly serviceMaxTasks: number;
    /** Part of a service's tasks on Fargate Spot, in percent: cheap, with two minutes' notice. */
    readonly spotPercent: number;
    /** Whether images are built: an emulator has neither Docker nor a registry. */
    readonly images: Images;
    /** Whether `aws ecs execute-command` works. */
    readonly containerShell: boolean;
    /** Default deployment of a service: the cheapest, one by one, or with a roll back at once. */
    readonly deploymentStrategy: "recreate" | "rolling" | "blueGreen";
    readonly containerInsights: ContainerInsights;
    /** Part of requests that are traced, in percent, beyond one a second: X-Ray costs $5 a million traces. */
    readonly traceSamplePercent: number;
    /** Whether canaries call public endpoints: about 10 dollars a month each, so only in tiers with visitors. */
    readonly canaries: boolean;
    /** Most that the account may cost, in US dollars a month. */
    readonly budgetMonthlyUsd: number;
    /** Resources that an account has once (audit trail, detectors, cost monitor): dev often shares its account. */
    readonly singletons: SingletonMode;
    /** Multi-factor authentication of user directories. */
    readonly mfa: Mfa;
    /** Whether a web application firewall protects public endpoints: about 10 dollars a month. */
    readonly firewall: boolean;
    /** Parts of the world that CloudFront serves from: the fewer, the cheaper. */
    readonly priceClass: PriceClass;
    /** What a domain asks recipients to do with mail in its name that it did not send. */
    readonly dmarc: Dmarc;
}

const small: TierDefaults = {
    nat: "single",
    logRetentionDays: 14,
    keyDeletionDays: 7,
    protect: false,
    backupRetentionDays: 7,
    auroraMinCapacity: 0,
    auroraMaxCapacity: 4,
    auroraReaders: 0,
    databaseMultiAz: false,
    databaseInstanceClass: "db.t4g.small",
    cacheNodeType: "cache.t4g.micro",
    cacheReplicas: 0,
    cacheSnapshotDays: 1,
    backup: false,
    backupPlanRetentionDays: 7,
    backupLock: "none",
    serviceMinTasks: 1,
    serviceMaxTasks: 2,
    spotPercent: 100,
    images: "build",
    containerShell: true,
    deploymentStrategy: "recreate",
    containerInsights: "disabled",
    traceSamplePercent: 100,
    canaries: false,
    budgetMonthlyUsd: 115,
    singletons: "create",
    mfa: "optional",
    firewall: false,
    priceClass: "PriceClass_100",
    dmarc: "none",
};

const local: TierDefaults = { ...small, images: "placeholder" };

const dev: TierDefaults = { ...small, singletons: "skip" };

const staging: TierDefaults = {
    ...small,
    logRetentionDays: 30,
    auroraMinCapacity: 0.5,
    auroraReaders: 1,
    databaseMultiAz: true,
    cacheReplicas: 1,
    backup: true,
    backupPlanRetentionDays: 14,
    spotPercent: 50,
    deploymentStrategy: "rolling",
    containerInsights: "enabled",
    canaries: true,
    budgetMonthlyUsd: 300,
    firewall: true,
    dmarc: "quarantine",
};

const prod: TierDefaults = {
    ...staging,
    nat: "perZone",
    logRetentionDays: 365,
    keyDeletionDays: 30,
    protect: true,
    backupRetentionDays: 35,
    auroraMaxCapacity: 16,
    databaseInstanceClass: "db.m7g.large",
    cacheNodeType: "cache.m7g.large",
    cacheSnapshotDays: 7,
    backupPlanRetentionDays: 35,
    backupLock: "governance",
    serviceMinTasks: 2,
    serviceMaxTasks: 10,
    spotPercent: 0,
    images: "build",
    containerShell: false,
    deploymentStrategy: "blueGreen",
    containerInsights: "enhanced",
    traceSamplePercent: 5,
    budgetMonthlyUsd: 1250,
    mfa: "required",
    priceClass: "PriceClass_All",
};

export const defaults: Readonly<Record<Tier, TierDefaults>> = { local, dev, staging, prod };
