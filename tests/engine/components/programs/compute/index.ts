/** Workloads in a network, and the network itself. */
import * as path from "node:path";

import { ApplicationServer } from "../../../../../components/server/applicationServer";
import { Cache } from "../../../../../components/cache/cache";
import { CodeBucket } from "../../../../../components/function";
import { Cluster } from "../../../../../components/service/cluster";
import { ContainerService } from "../../../../../components/service/containerService";
import { Database } from "../../../../../components/database/database";
import { OsMetricsLog } from "../../../../../components/database/osMetricsLog";
import { Domain } from "../../../../../components/edge/domain";
import { EncryptionKey } from "../../../../../components/secret/encryptionKey";
import { Firewall } from "../../../../../components/edge/firewall";
import { expose } from "../../../../../components/loadBalancer/targetGroup";
import { LoadBalancer } from "../../../../../components/loadBalancer/loadBalancer";
import { createLogBucket } from "../../../../../components/storage/logBucket";
import { Namespace } from "../../../../../components/service/namespace";
import { Network } from "../../../../../components/network/network";
import { Task } from "../../../../../components/task";
import { accountId, either, later, region } from "../variant";

const protect = false;
const { keyArn } = new EncryptionKey("data", { description: "Data", region, accountId, protect });
const logs = { keyArn, retentionDays: either(30, 90) };
const vpc = new Network("network", {
    cidr: "10.0.0.0/16",
    zones: either(["a", "b"], ["a", "b", "c"]),
    nat: either("instance", "perZone"),
    interfaceEndpoints: either(["ecr.api"], ["ecr.api", "logs"]),
    region,
    accountId,
    logs,
});
const base = { vpc, region, accountId, keyArn, logs, protect };

const osMetricsLog = new OsMetricsLog("rds-os-metrics", { logs });
const aurora = new Database("aurora", {
    ...base,
    osMetricsLog,
    engine: "aurora-postgresql",
    version: "16",
    proxy: true,
    minCapacity: either(0.5, 1),
    maxCapacity: either(4, 8),
    readers: either(1, 2),
    maxReaders: either(2, 4),
    performanceInsights: either(true, false),
    backupRetentionDays: either(7, 14),
    dataApi: either(false, true),
    parameters: either({}, { log_min_duration_statement: "500" }),
});
new Database("plain", {
    ...base,
    engine: "postgres",
    version: "16",
    instanceClass: either("db.t4g.small", "db.t4g.medium"),
    storageGib: either(20, 40),
    maxStorageGib: either(100, 200),
    multiAz: either(false, true),
    parameters: either({}, { log_min_duration_statement: "500" }),
});
new Database("legacy", {
    ...base,
    engine: "aurora-mysql",
    version: "8.0",
    instanceClass: either("db.t4g.medium", "db.r7g.large"),
    readers: 0,
});
const small = new Database("small", {
    ...base,
    engine: "mysql",
    version: "8.4",
    backupRetentionDays: either(7, 14),
    port: either(3306, 3307),
    hours: { from: either("07:00", "08:00"), to: "19:00" },
    ...later({ iamUser: "stock" }),
});
const cache = new Cache("sessions", {
    ...base,
    version: either("8.0", "8.1"),
    upgrade: either(false, true),
    tokenGeneration: either(1, 2),
    nodeType: either("cache.t4g.micro", "cache.t4g.small"),
    replicas: either(1, 2),
    snapshotDays: either(1, 7),
    evictionPolicy: either("volatile-lru", "allkeys-lru"),
});

const logBucket = createLogBucket("logs", { accountId, protect, retentionDays: 30 }, {});
const zone = new Domain("domain", { name: "shop.example.com", region });
const firewall = new Firewall("regional", { ...base, scope: "REGIONAL", rateLimit: either(2000, 1000) });
const loadBalancer = new LoadBalancer("public", {
    ...base,
    zone,
    tlsPolicy: either("ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06"),
    ...later({ webAclArn: firewall.webAclArn }),
    logBucket: logBucket.openedName,
    idleTimeoutSeconds: either(60, 120),
});
// A domain that a running load balancer gets, and one that it loses: the listener on port 80 stays.
for (const [name, has] of Object.entries({
    coming: either(undefined, zone),
    going: either(zone, undefined),
})) {
    const own = new LoadBalancer(name, { ...base, zone: has, logBucket: logBucket.openedName });
    const { securityGroupId } = own;
    const target = {
        loadBalancer: own,
        priority: 10,
        workload: name,
        vpcId: vpc.vpcId,
        port: 8080,
        securityGroupId,
    };
    expose(`${name}-target`, target, { parent: own });
}
const image = "public.ecr.aws/nginx/nginx-unprivileged:1.29.3-alpine";
const service = {
    ...base,
    image: either(image, "public.ecr.aws/nginx/nginx-unprivileged:1.29.4-alpine"),
    cluster: new Cluster("services", { ...base, containerInsights: either("disabled", "enhanced") }),
    cpu: either(256, 512),
    memoryMib: either(512, 1024),
    environment: either({}, { LOG_LEVEL: "debug" }),
    minTasks: either(1, 2),
    maxTasks: either(2, 6),
    cpuPercent: either(70, 60),
    memoryPercent: either(70, 80),
    shell: either(true, false),
    command: either(undefined, ["nginx", "-g", "daemon off;"]),
    user: either("101:101", "1000:1000"),
};
new ContainerService("web", {
    ...service,
    exposure: {
        loadBalancer,
        zone,
        host: "web.shop.example.com",
        paths: either(["/*"], ["/a/*", "/b/*"]),
        priority: either(10, 20),
        healthCheckPath: either("/", "/health"),
    },
    deployment: { strategy: either("rolling", "blueGreen"), bakeMinutes: 1 },
    requestsPerTask: either(600, 1000),
    spotPercent: either(0, 50),
    links: [
        { name: "database/aurora", link: aurora.link() },
        ...either([], [{ name: "cache/sessions", link: cache.link() }]),
    ],
    ...later({ schedules: { night: { at: "cron(0 22 * * ? *)", minTasks: 1, maxTasks: 2 } } }),
});
new ContainerService("prices", {
    ...service,
    exposure: {
        loadBalancer,
        zone,
        host: "prices.shop.example.com",
        paths: ["/*"],
        priority: 40,
        healthCheckPath: "/",
    },
    deployment: {
        strategy: either("canary", "linear"),
        bakeMinutes: 1,
        shiftPercent: either(10, 20),
        shiftMinutes: 1,
    },
});
new Task("migrate", {
    ...base,
    image: service.image,
    cluster: service.cluster,
    cpu: either(256, 512),
    memoryMib: either(512, 1024),
    environment: either({}, { LOG_LEVEL: "debug" }),
    beforeDeployment: true,
    timeoutMinutes: either(5, 10),
    schedules: [{ name: "nightly", expression: either("rate(1 day)", "rate(2 days)") }],
});
new ContainerService("stock", {
    ...service,
    privateNames: new Namespace("services", { ...base, domain: "shop.internal" }),
    deployment: { strategy: either("recreate", "rolling") },
    tracing: either(false, true),
    links: [{ name: "database/small", link: small.link() }],
    ...later({
        hours: { from: "07:00", to: "19:00" },
        storageGib: 40,
        healthCheckCommand: ["wget", "-q", "-O", "/dev/null", "http://localhost:8080/"],
    }),
});

const code = new CodeBucket("code", { keyArn, protect });
new ApplicationServer("desk", {
    ...base,
    port: either(8080, 443),
    address: { from: either(["203.0.113.0/24"], ["0.0.0.0/0"]) },
    hours: { from: either("07:00", "08:00"), to: "19:00" },
    artifact: {
        archive: path.resolve(__dirname, either("first.sh", "second.sh")),
        bucketName: code.bucketName,
        healthCheckSeconds: either(60, 90),
        keep: either(3, 2),
        ...later({ unit: "other.service", healthCheckPath: "/" }),
    },
});
new ApplicationServer("tools", {
    ...base,
    instanceType: either("t4g.micro", "t4g.small"),
    minInstances: either(1, 2),
    maxInstances: either(1, 3),
    logFiles: either([], ["/var/log/app.log"]),
    tags: either({}, { Team: "core" }),
    links: either([], [{ name: "cache/sessions", link: cache.link() }]),
    storageGib: either(16, 32),
    script: path.resolve(__dirname, either("first.sh", "second.sh")),
    environment: either({}, { LOG_LEVEL: "debug" }),
    exposure: { loadBalancer, priority: 30, paths: ["/tools/*"], healthCheckPath: "/" },
});
