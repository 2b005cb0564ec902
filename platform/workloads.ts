import { knownAuthorizers, ServerlessApi } from "../components/api";
import { Cache } from "../components/cache";
import { Database } from "../components/database";
import { UserDirectory } from "../components/directory";
import { EventBus, Topic } from "../components/events";
import { ServerlessFunction } from "../components/function";
import { Repository } from "../components/image";
import { DeliveryPipeline } from "../components/pipeline";
import { Secret } from "../components/secret";
import { ApplicationServer } from "../components/server";
import { ContainerService } from "../components/service";
import { StaticSite } from "../components/site";
import { Bucket, Queue, Table } from "../components/storage";
import { mergeLinks, type NamedLink } from "../components/support/link";
import { pick } from "../components/support/values";
import type { Catalogue, Settings } from "../config";
import type { Base } from "./base";
import { compose, type Factories } from "./compose";
import type { Existing } from "./existing";
import { foreignParts, foreignSources } from "./parts";
import type { Shared } from "./shared";
import { received, triggered } from "./triggers";
import { DEPLOYED_TABLES, readDeployedTables } from "../model/deployedTables";

/** The component of each kind. */
interface Components {
    bucket: Bucket;
    topic: Topic;
    bus: EventBus;
    queue: Queue;
    secret: Secret;
    database: Database;
    cache: Cache;
    table: Table;
    directory: UserDirectory;
    function: ServerlessFunction;
    api: ServerlessApi;
    service: ContainerService;
    repository: Repository;
    server: ApplicationServer;
    pipeline: DeliveryPipeline;
    site: StaticSite;
}

/** The workloads of a stack, by kind and name. */
export type Workloads = ReturnType<typeof createWorkloads>;

/** Creates every workload of the stack file, each after the workloads it uses. */
export function createWorkloads(
    settings: Settings,
    { args: base, inVpc, vpc, options, tags, key, logBucket }: Base,
    shared: Shared,
    existing: Existing,
) {
    const { domainOf, exposureOf, firewalls } = shared;
    /** The group of all that reach the same; a service or server calls plain HTTP with its own. */
    const callerGroup = (links: readonly NamedLink[]) =>
        vpc?.callerGroup({ endpoints: mergeLinks(links).endpoints });
    const deployed = readDeployedTables(process.env[DEPLOYED_TABLES]);
    const { region, accountId } = settings;
    const email = settings.email && {
        ...settings.email,
        identityArn: `arn:aws:ses:${region}:${accountId}:identity/${settings.email.identity}`,
    };
    const followed = new Map([...foreignSources(settings.others), ...existing.sources]);
    const factories: Factories<Catalogue, Components> = {
        bucket: (name, args) => new Bucket(name, { ...base, ...args }, options),
        topic: (name, args) =>
            new Topic(
                name,
                { ...base, ...args, openToBuckets: settings.notified.includes(`topic/${name}`) },
                options,
            ),
        bus: (name, args) => new EventBus(name, { ...base, ...args }, options),
        queue: (name, { on, ...args }, { made }) =>
            new Queue(
                name,
                {
                    ...base,
                    ...args,
                    ...received(on, { topics: made.topic, buses: made.bus }),
                    openToBuckets: settings.notified.includes(`queue/${name}`),
                    openToEvents: settings.failureQueues.includes(name),
                },
                options,
            ),
        secret: (name, { rotateDays, ...args }) => {
            const rotation = rotateDays
                ? { functionArn: shared.secretRotation().functionArn, days: rotateDays }
                : undefined;
            return new Secret(name, { ...base, ...args, rotation }, options);
        },
        database: (name, args) =>
            new Database(name, { ...inVpc(), ...args, osMetricsLog: shared.osMetricsLog() }, options),
        cache: (name, args) => new Cache(name, { ...inVpc(), ...args }, options),
        table: (name, args) => new Table(name, { ...base, ...args, deployed: deployed?.[name] }, options),
        directory: (name, { signIn, firewall, ...args }) =>
            new UserDirectory(
                name,
                {
                    ...base,
                    ...args,
                    signInHost: settings.hosts[`directory/${name}`],
                    signInPrefix: signIn?.prefix,
                    email,
                    webAclArn: firewalls.regional(firewall),
                },
                options,
            ),
        function: (name, { on, onFailure, ...args }, { links, made }) => {
            const sources = {
                queues: made.queue,
                tables: made.table,
                topics: made.topic,
                buses: made.bus,
                keyArn: key.keyArn,
                foreign: followed,
            };
            return new ServerlessFunction(
                name,
                {
                    ...base,
                    ...args,
                    ...triggered({ on, onFailure }, sources),
                    links,
                    vpc,
                    callerGroupId: vpc?.callerGroup(mergeLinks(links)),
                },
                options,
            );
        },
        api: (name, args, { made }) =>
            new ServerlessApi(
                name,
                {
                    ...base,
                    ...args,
                    functions: made.function,
                    authorizers: knownAuthorizers(args.authorizers, made.function, {
                        ...byId("directory", made.directory),
                        ...byId("existing:directory", existing.directories),
                    }),
                    domain: domainOf(`api/${name}`),
                    webAclArn: firewalls.cloudFront(args.firewall),
                    accessLogBucketArn: logBucket.bucketArn,
                },
                options,
            ),
        service: (name, args, { links }) =>
            new ContainerService(
                name,
                {
                    ...inVpc(),
                    ...args,
                    ...settings.containers,
                    links,
                    callerGroupId: callerGroup(links),
                    cluster: shared.cluster(),
                    exposure: exposureOf(`service/${name}`, args.public),
                    privateNames: args.public ? undefined : shared.namespace(),
                },
                options,
            ),
        repository: (name, args) => new Repository(name, { ...base, ...args }, options),
        server: (name, args, { links }) =>
            new ApplicationServer(
                name,
                {
                    ...inVpc(),
                    ...args,
                    tags,
                    links,
                    callerGroupId: callerGroup(links),
                    exposure: exposureOf(`server/${name}`, args.public),
                },
                options,
            ),
        pipeline: (name, args, { made }) =>
            new DeliveryPipeline(
                name,
                {
                    ...base,
                    ...args,
                    artifacts: shared.artifacts(),
                    repositories: pick(made.repository, args.repositories),
                },
                options,
            ),
        site: (name, args, { links }) =>
            new StaticSite(
                name,
                {
                    ...base,
                    ...args,
                    links,
                    domain: domainOf(`site/${name}`),
                    redirectHosts: settings.redirectHosts[`site/${name}`] ?? [],
                    webAclArn: firewalls.cloudFront(args.firewall),
                    edgeAlarmTopicArn: shared.edge().alarmTopicArn,
                    accessLogBucketArn: logBucket.bucketArn,
                },
                options,
            ),
    };
    const foreign = new Map([...foreignParts(settings.others), ...existing.linkables]);
    return compose(settings.order, factories, foreign);
}

/** The same by id: `directory/customers`. */
function byId<T>(kind: string, named: Readonly<Record<string, T>>): Record<string, T> {
    return Object.fromEntries(Object.entries(named).map(([name, one]) => [`${kind}/${name}`, one]));
}
