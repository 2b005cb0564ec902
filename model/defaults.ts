/**
 * Defaults that a component and the configuration share: by component, or by the type of an argument, then by argument.
 * Defaults that depend on the tier are in config/tierDefaults.ts.
 */

export const apiLimits = {
    serverErrorPercent: 1,
    clientErrorPercent: 50,
    latencyMilliseconds: 2000,
} as const;

export const applicationServer = {
    instanceType: "t4g.micro",
    minInstances: 1,
    maxInstances: 1,
    storageGib: 16,
    port: 8080,
} as const;

export const artifactArgs = { healthCheckPath: "/health", healthCheckSeconds: 60, keep: 3 } as const;

export const backup = { schedule: "cron(0 5 * * ? *)", retentionDays: 35 } as const;

export const buildArgs = { dockerfile: "Dockerfile" } as const;

export const cache = {
    engine: "valkey",
    nodeType: "cache.t4g.micro",
    replicas: 1,
    port: 6379,
    evictionPolicy: "volatile-lru",
    snapshotDays: 7,
} as const;

export const canary = { everyMinutes: 5, timeoutSeconds: 10 } as const;

export const cluster = { containerInsights: "enabled" } as const;

export const containerService = {
    port: 8080,
    cpu: 256,
    memoryMib: 512,
    architecture: "arm64",
    user: "1000:1000",
    spotPercent: 0,
    minTasks: 2,
    maxTasks: 10,
    cpuPercent: 70,
    memoryPercent: 70,
} as const;

export const database = {
    databaseName: "app",
    backupRetentionDays: 7,
    minCapacity: 0.5,
    maxCapacity: 4,
    instanceClass: "db.t4g.small",
    readers: 0,
    storageGib: 20,
    maxStorageGib: 100,
} as const;

export const deliveryPipeline = { branch: "main" } as const;

export const deliveryRoles = { maxSessionSeconds: 3600 } as const;

export const deploymentArgs = {
    strategy: "rolling",
    bakeMinutes: 5,
    shiftPercent: 10,
    shiftMinutes: 5,
} as const;

/** The rates at which AWS reviews an account: https://docs.aws.amazon.com/ses/latest/dg/reputation-dashboard-messages.html */
export const emailDomain = {
    bounces: "bounce",
    dmarc: "quarantine",
    suppress: ["bounce", "complaint"],
    maxBouncePercent: 5,
    maxComplaintPercent: 0.1,
} as const;

export const encryptionKey = { deletionDays: 30 } as const;

export const exposure = { healthCheckPath: "/health" } as const;

export const firewall = { rateLimit: 2000, blockedAlarm: 1000 } as const;

export const functionAlarms = { maxErrors: 5 } as const;

export const functionAuthorizer = { cacheSeconds: 300 } as const;

export const loadBalancer = {
    /** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
    tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    /** AWS's own. */
    idleTimeoutSeconds: 60,
} as const;

export const media = { priceClass: "PriceClass_100" } as const;

export const network = { nat: "perZone" } as const;

export const pipelineStep = { timeoutMinutes: 30 } as const;

export const queue = { visibilitySeconds: 60, retentionDays: 4, maxReceives: 3, maxAgeSeconds: 900 } as const;

export const queueSource = { batchSize: 10, windowSeconds: 0 } as const;

export const repository = { keepImages: 30 } as const;

/** EventBridge's own: a day. */
export const ruleSource = { retries: 185, maxAgeSeconds: 86_400 } as const;

/** Of functions and of services. */
export const schedule = { timeZone: "UTC" } as const;

export const securityBaseline = { auditDays: 400, configRole: "create" } as const;

/** Per route, unless the route has its own. */
export const serverlessApi = { priceClass: "PriceClass_100", rateLimit: 100, burstLimit: 200 } as const;

export const serverlessFunction = {
    memoryMib: 256,
    timeoutSeconds: 10,
    storageMib: 512,
    provisionedConcurrency: 0,
    retries: 2,
    handler: "index.handler",
    runtime: "nodejs22.x",
    architecture: "arm64",
} as const;

export const functionUrlArgs = { auth: "iam", stream: false } as const;

export const signingKeys = { rotateDays: 90, urlDays: 7 } as const;

export const staticSite = { priceClass: "PriceClass_100" } as const;

export const task = {
    memoryMib: 512,
    architecture: "arm64",
    timeoutMinutes: 10,
} as const;

export const table = { stream: "none", recoveryDays: 35 } as const;

export const tableKey = { type: "string" } as const;

export const tableSource = { batchSize: 100, windowSeconds: 0, startAt: "oldest", retries: 3 } as const;

export const userDirectory = { mfa: "required", minPasswordLength: 14, threatProtection: "off" } as const;
