import { Alerts } from "./components/monitoring";
import { ApplicationServer } from "./components/server";
import { Backup, createProvider } from "./components/account";
import { Bucket, createLogBucket, Queue, Table } from "./components/storage";
import { Cache } from "./components/cache";
import { Cluster, ContainerService, Namespace } from "./components/service";
import { Database } from "./components/database";
import { DeliveryPipeline } from "./components/pipeline";
import { Domain, Edge } from "./components/edge";
import { EncryptionKey, Secret, SecretRotation } from "./components/secret";
import { FunctionAlarms, ServerlessFunction } from "./components/function";
import { LoadBalancer } from "./components/loadBalancer";
import { Network } from "./components/network";
import { Repository } from "./components/image";
import { knownAuthorizers, ServerlessApi } from "./components/api";
import { createSignInNames, UserDirectory } from "./components/directory";
import { StaticSite } from "./components/site";
import { createAccountWide } from "./platform/accountWide";
import { connectBuckets } from "./platform/bucketNotifications";
import { compose } from "./platform/compose";
import { createFirewalls } from "./platform/firewalls";
import { EDGE_REGION } from "./components/support/regions";
import { boundRoles } from "./platform/roleBoundary";
import { triggered } from "./platform/triggers";
import { mapValues, once, pick, valueOf } from "./components/support/values";
import { type Catalogue, loadSettings } from "./config";

const settings = loadSettings();
const { stack, region, accountId, emulator, protect } = settings;
const tags = {
    Project: "plumbline",
    Environment: stack,
    Owner: settings.owner,
    CostCenter: settings.costCenter,
    ManagedBy: "pulumi",
};
const { roleBoundaryArn } = settings.security;
const options = {
    provider: createProvider({ region, accountId, tags, emulator }),
    transformations: boundRoles(roleBoundaryArn),
};

// What everything stands on.
const key = new EncryptionKey(
    "data",
    { description: `Data of ${stack}`, region, accountId, protect, ...settings.encryption },
    options,
);
const { slack, ...people } = settings.alerts;
const alerts = new Alerts("alerts", { accountId, keyArn: key.keyArn, ...people }, options);
const logs = { ...settings.logs, keyArn: key.keyArn };
const logBucket = createLogBucket("logs", { accountId, protect, ...settings.logs }, options);
const vpc = new Network(
    "network",
    { ...settings.network, region, accountId, logs, alarmTopicArn: alerts.topicArn },
    options,
);
const zone = settings.domain && new Domain("domain", { ...settings.domain, region }, options);

const backup =
    settings.backup.enabled &&
    new Backup(
        "backup",
        { ...settings.backup, keyArn: key.keyArn, protect, alarmTopicArn: alerts.topicArn },
        options,
    );

const base = {
    region,
    accountId,
    vpc,
    logs,
    keyArn: key.keyArn,
    logBucket: logBucket.openedName,
    protect,
    roleBoundaryArn,
    alarmTopicArn: alerts.topicArn,
    backupPlan: backup ? backup.plan : undefined,
};
const edge = once(() =>
    region === EDGE_REGION
        ? { keyArn: key.keyArn, alarmTopicArn: alerts.topicArn }
        : new Edge("edge", { stack, accountId, protect, ...settings.encryption, ...people }, options),
);
const firewalls = createFirewalls({ ...base, ...settings.firewall, edge }, options);
const domainOf = (id: string) => {
    const host = settings.hosts[id];
    return zone && host ? { host, zone } : undefined;
};
const cluster = once(
    () => new Cluster("services", { ...base, containerInsights: settings.containers.insights }, options),
);
const privateNames = once(() => new Namespace("services", base, options));
const loadBalancer = once(
    () =>
        new LoadBalancer(
            "public",
            { ...base, ...settings.loadBalancer, zone, webAclArn: firewalls.regional() },
            options,
        ),
);
const exposureOf = (id: string, exposure: Catalogue["service"]["public"]) =>
    exposure && {
        ...exposure,
        ...domainOf(id),
        priority: valueOf(settings.priorities, id),
        loadBalancer: loadBalancer(),
    };

const artifacts = once(() => new Bucket("pipeline-artifacts", { ...base, expireDays: 30 }, options));
const rotator = once(() => new SecretRotation("secret-rotation", base, options));

const tablesByName: Record<string, Table> = {};
const queuesByName: Record<string, Queue> = {};
const functions: Record<string, ServerlessFunction> = {};
const directories: Record<string, UserDirectory> = {};
const repositoriesByName: Record<string, Repository> = {};

// Everything with a name of its own, each after what it uses.
const made = compose<Catalogue>(settings.order)({
    bucket: (name, args) => new Bucket(name, { ...base, ...args }, options),
    queue: (name, args) =>
        (queuesByName[name] = new Queue(
            name,
            { ...base, ...args, openToBuckets: settings.notifiedQueues.includes(name) },
            options,
        )),
    secret: (name, { rotateDays, ...args }) => {
        const rotation = rotateDays ? { functionArn: rotator().functionArn, days: rotateDays } : undefined;
        return new Secret(name, { ...base, ...args, rotation }, options);
    },
    database: (name, args) => new Database(name, { ...base, ...args }, options),
    cache: (name, args) => new Cache(name, { ...base, ...args }, options),
    table: (name, args) => (tablesByName[name] = new Table(name, { ...base, ...args }, options)),
    directory: (name, { signIn, firewall, ...args }) =>
        (directories[`directory/${name}`] = new UserDirectory(
            name,
            {
                ...base,
                ...args,
                signInHost: settings.hosts[`directory/${name}`],
                signInPrefix: signIn?.prefix,
                webAclArn: firewalls.regional(firewall),
            },
            options,
        )),
    function: (name, { on, onFailure, ...args }, links) =>
        (functions[name] = new ServerlessFunction(
            name,
            {
                ...base,
                ...args,
                ...triggered(
                    { on, onFailure },
                    { queues: queuesByName, tables: tablesByName, keyArn: key.keyArn },
                ),
                links,
            },
            options,
        )),
    api: (name, args) =>
        new ServerlessApi(
            name,
            {
                ...base,
                ...args,
                functions,
                authorizers: knownAuthorizers(args.authorizers, functions, directories),
                domain: domainOf(`api/${name}`),
                webAclArn: firewalls.cloudFront(args.firewall),
                accessLogBucketArn: logBucket.bucketArn,
            },
            options,
        ),
    service: (name, args, links) =>
        new ContainerService(
            name,
            {
                ...base,
                ...args,
                ...settings.containers,
                links,
                cluster: cluster(),
                exposure: exposureOf(`service/${name}`, args.public),
                privateNames: args.public ? undefined : privateNames(),
            },
            options,
        ),
    repository: (name, args) =>
        (repositoriesByName[name] = new Repository(name, { ...base, ...args }, options)),
    server: (name, args, links) =>
        new ApplicationServer(
            name,
            { ...base, ...args, tags, links, exposure: exposureOf(`server/${name}`, args.public) },
            options,
        ),
    pipeline: (name, args) =>
        new DeliveryPipeline(
            name,
            {
                ...base,
                ...args,
                artifacts: artifacts(),
                repositories: pick(repositoriesByName, args.repositories),
            },
            options,
        ),
    site: (name, args, links) =>
        new StaticSite(
            name,
            {
                ...base,
                ...args,
                links,
                domain: domainOf(`site/${name}`),
                webAclArn: firewalls.cloudFront(args.firewall),
                edgeAlarmTopicArn: edge().alarmTopicArn,
                accessLogBucketArn: logBucket.bucketArn,
            },
            options,
        ),
});

connectBuckets(settings.buckets, made, accountId);
// Cognito wants the domain itself to have an address first.
createSignInNames(made.directory, domainOf, { ...options, dependsOn: Object.values(made.site) });
const functionAlarms = new FunctionAlarms("functions", { ...base, functions }, options);

// What shows all of that, and watches over it. An emulated account goes with its stack; a real one stays.
const { delivery, monitoring } = createAccountWide(
    { ...base, stack, retain: emulator === undefined },
    {
        ...settings,
        platform: {
            network: vpc,
            loadBalancer: loadBalancer.ifMade(),
            cluster: cluster.ifMade(),
            functionAlarms,
            ...firewalls.made(),
            secretRotation: rotator.ifMade(),
            backup: backup || undefined,
        },
        made,
    },
    options,
);

// Now it is known whether anything is watched from us-east-1.
if (slack) alerts.tellSlack(slack, edge.ifMade()?.alarmTopicArn);

/** What other stacks and people need: ids, addresses, never secrets. */
export const network = {
    vpcId: vpc.vpcId,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    isolatedSubnetIds: vpc.isolatedSubnetIds,
};
export const encryptionKeyArn = key.keyArn;
/** None without a domain. Nothing here is undefined: Pulumi would warn at every deployment. */
export const nameServers = zone?.nameServers ?? [];
/** What workflows name to get their permissions. */
export const deliveryRoleArns = delivery
    ? { preview: delivery.previewRoleArn, deploy: delivery.deployRoleArn, drift: delivery.driftRoleArn }
    : {};
export const dashboardUrl = monitoring.dashboardUrl;
/** Goes off with any alarm of the stack. */
export const healthAlarmArn = monitoring.healthAlarmArn ?? null;
export const buckets = mapValues(made.bucket, ({ bucketName, bucketArn }) => ({ bucketName, bucketArn }));
export const queues = mapValues(made.queue, ({ queueUrl, queueArn, deadLetterQueueUrl }) => ({
    queueUrl,
    queueArn,
    deadLetterQueueUrl,
}));
export const secrets = mapValues(made.secret, ({ secretArn }) => ({ secretArn }));
export const databases = mapValues(made.database, ({ host, port, secretArn }) => ({ host, port, secretArn }));
export const caches = mapValues(made.cache, ({ host, port, secretArn }) => ({ host, port, secretArn }));
export const tables = mapValues(made.table, ({ tableName, tableArn }) => ({ tableName, tableArn }));
export const backupVaults = backup
    ? { [backup.plan]: { vaultName: backup.vaultName, vaultArn: backup.vaultArn } }
    : {};
export const directoryIds = mapValues(
    made.directory,
    ({ userPoolId, clientIds, clientId, issuer, signInUrl }) => ({
        userPoolId,
        clientId,
        clientIds,
        issuer,
        signInUrl,
    }),
);
export const functionVersions = mapValues(made.function, ({ functionName, version }) => ({
    functionName,
    version,
}));
export const apis = mapValues(made.api, ({ url, apiId }) => ({ url, apiId }));
export const repositories = mapValues(made.repository, ({ repositoryUrl }) => ({ repositoryUrl }));
export const services = mapValues(made.service, ({ url, serviceName }) => ({ url, serviceName }));
export const servers = mapValues(made.server, ({ url, groupName }) => ({ url, groupName }));
export const sites = mapValues(
    made.site,
    ({ url, distributionId, bucketName, release, passwordSecretArn }) => ({
        url,
        distributionId,
        bucketName,
        release,
        passwordSecretArn,
    }),
);
