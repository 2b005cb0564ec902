import type * as pulumi from "@pulumi/pulumi";

import { knownAuthorizers, ServerlessApi } from "../components/api";
import { Cache } from "../components/cache";
import { Database } from "../components/database";
import { type EmailSender, UserDirectory } from "../components/directory";
import { EmailDomain } from "../components/email";
import { EventBus, Topic } from "../components/events";
import { FunctionLayer, ServerlessFunction } from "../components/function";
import { Repository } from "../components/image";
import { Media } from "../components/media";
import { Parameter } from "../components/parameter";
import { DeliveryPipeline } from "../components/pipeline";
import { Secret } from "../components/secret";
import { ApplicationServer } from "../components/server";
import { ContainerService } from "../components/service";
import { StaticSite } from "../components/site";
import { Bucket, Queue, Table } from "../components/storage";
import { Task } from "../components/task";
import { mergeLinks, type NamedLink } from "../components/support/link";
import { pick, valueOf } from "../components/support/values";
import { type Catalogue, filledPermissions, type Package, type Packages, type Settings } from "../config";
import type { Base } from "./base";
import { createReaders } from "./bucketReaders";
import { compose, type Factories } from "./compose";
import type { Existing } from "./existing";
import { foreignParts, foreignSources } from "./parts";
import { rotatedSecrets, rotationStatements } from "./secretRotations";
import type { Shared } from "./shared";
import { targetsOf } from "./sitePaths";
import { received, triggered } from "./triggers";
import { DEPLOYED_TABLES, readDeployedTables } from "../model/deployedTables";
import { parseUse } from "../model/uses";
import { hasPlaceholders, IMAGES_VARIABLE } from "../model/images";

/** The component of each kind. */
interface Components {
    bucket: Bucket;
    topic: Topic;
    bus: EventBus;
    queue: Queue;
    secret: Secret;
    email: EmailDomain;
    parameter: Parameter;
    database: Database;
    cache: Cache;
    table: Table;
    directory: UserDirectory;
    function: ServerlessFunction;
    api: ServerlessApi;
    service: ContainerService;
    repository: Repository;
    task: Task;
    server: ApplicationServer;
    pipeline: DeliveryPipeline;
    media: Media;
    site: StaticSite;
}

/** The workloads of a stack, by kind and name. */
export type Workloads = ReturnType<typeof createWorkloads>;

/** Creates every workload of the stack file, each after the workloads it uses. */
export function createWorkloads(
    settings: Settings,
    { args: base, inVpc, vpc, options, tags, key, logBucket, zone }: Base,
    shared: Shared,
    existing: Existing,
    code: Packages,
) {
    const { domainOf, exposureOf, firewalls } = shared;
    /** The group of all that reach the same; a service or server calls plain HTTP with its own. */
    const callerGroup = (links: readonly NamedLink[]) =>
        vpc?.callerGroup({ endpoints: mergeLinks(links).endpoints });
    const { region } = settings;
    /** What changes only after the tasks that run before a deployment have succeeded: they have been made by then. */
    const afterTasks = (tasks: Readonly<Record<string, Task>>): pulumi.ComponentResourceOptions => {
        const dependsOn = runsOf(tasks);
        return dependsOn.length === 0 ? options : { ...options, dependsOn };
    };
    const permitted = (permissions: Parameters<typeof filledPermissions>[0]) =>
        filledPermissions(permissions, settings);
    const placeholder = hasPlaceholders(settings.images, process.env[IMAGES_VARIABLE]);
    const toBuild = <Build extends object>(build: Build | undefined) => build && { ...build, placeholder };
    const deployed = readDeployedTables(process.env[DEPLOYED_TABLES]);
    const followed = new Map([...foreignSources(settings.others), ...existing.sources]);
    /** What functions, queues and tasks can get events from. */
    const eventsOf = (made: {
        readonly [Kind in "topic" | "bus" | "bucket"]: Readonly<Record<string, Components[Kind]>>;
    }) => ({ topics: made.topic, buses: made.bus, buckets: made.bucket, foreign: followed });
    /** Code as it was built, and the bucket that it goes through if it is large; an image has none. */
    const codeOf = (built: Packages["layers"][string] | undefined) =>
        built && {
            code: built.code,
            codeBucket: built.isLarge ? shared.codeBucket().bucketName : undefined,
        };
    /** The same of a function or a task, with the variables that go with it. */
    const packaged = ({ environment }: Pick<Catalogue["task"], "environment">, built: Package | undefined) =>
        built && { ...codeOf(built), environment: { ...built.environment, ...environment } };
    /** What runs instead of an image; AWS has containers. */
    const localOf = (local: Catalogue["task"]["local"]) =>
        settings.emulator === undefined ? undefined : local;
    const readers = createReaders(settings);
    const layers = Object.fromEntries(
        Object.entries(settings.layers).map(([name, args]) => [
            name,
            new FunctionLayer(name, { ...args, ...codeOf(code.layers[name]) }, options).versionArn,
        ]),
    );
    const factories: Factories<Catalogue, Components> = {
        bucket: (name, args) =>
            new Bucket(name, { ...base, ...args, statements: readers.statementsOf(name) }, options),
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
                    ...received(on, eventsOf(made)),
                    openToBuckets: settings.notified.includes(`queue/${name}`),
                    openToEvents: settings.failureQueues.includes(name),
                },
                options,
            ),
        secret: (name, { rotateDays, rotate, ...args }) => {
            const rotation = rotateDays
                ? { functionArn: shared.secretRotation().functionArn, days: rotateDays }
                : undefined;
            return new Secret(
                name,
                { ...base, ...args, rotation, rotatesElsewhere: rotate !== undefined },
                options,
            );
        },
        email: (name, args) => {
            const { domain, isInZone } = valueOf(settings.emailDomains, name);
            return new EmailDomain(
                name,
                { ...base, ...args, domain, zoneId: isInZone ? zone?.zoneId : undefined },
                options,
            );
        },
        parameter: (name, args) =>
            new Parameter(name, { ...base, ...args, name: args.name ?? name }, options),
        database: (name, args) =>
            new Database(name, { ...inVpc(), ...args, osMetricsLog: shared.osMetricsLog() }, options),
        cache: (name, args) => new Cache(name, { ...inVpc(), ...args }, options),
        table: (name, args) => new Table(name, { ...base, ...args, deployed: deployed?.[name] }, options),
        directory: (name, { signIn, firewall, ...args }, { made }) =>
            new UserDirectory(
                name,
                {
                    ...base,
                    ...args,
                    signInHost: settings.hosts[`directory/${name}`],
                    signInPrefix: signIn?.prefix,
                    email: senderOf(settings, made.email),
                    webAclArn: firewalls.regional(firewall),
                },
                options,
            ),
        function: (name, { on, onFailure, permissions, build, ...args }, { links, made }) => {
            const options = afterTasks(made.task);
            const { keyArn } = key;
            const sources = {
                queues: made.queue,
                tables: made.table,
                ...eventsOf(made),
                keyArn,
            };
            const rotated = rotatedSecrets(settings.secrets).filter((one) => one.function === name);
            const secretArns = rotated.map(({ secret }) => valueOf(made.secret, secret).secretArn);
            return new ServerlessFunction(
                name,
                {
                    ...base,
                    ...args,
                    ...packaged(args, code.functions[name]),
                    layers: args.layers.map((layer) => layers[layer] ?? layer),
                    build: toBuild(build),
                    ...triggered({ on, onFailure }, sources),
                    links,
                    statements: [
                        ...rotationStatements(secretArns, { region, keyArn }),
                        ...permitted(permissions),
                    ],
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
        service: (name, { local, permissions, build, ...args }, { links, made }) =>
            new ContainerService(
                name,
                {
                    ...inVpc(),
                    ...args,
                    ...settings.containers,
                    build: toBuild(build),
                    local: localOf(local),
                    links,
                    statements: permitted(permissions),
                    callerGroupId: callerGroup(links),
                    cluster: shared.cluster(),
                    exposure: exposureOf(`service/${name}`, args.public),
                    privateNames: args.public ? undefined : shared.namespace(),
                },
                afterTasks(made.task),
            ),
        repository: (name, args) => new Repository(name, { ...base, ...args }, options),
        task: (
            name,
            { before, after, on, schedules, code: folder, local, permissions, build, ...args },
            { links, made },
        ) => {
            const isFirst = before !== undefined;
            return new Task(
                name,
                {
                    ...base,
                    ...args,
                    ...packaged(args, code.tasks[name]),
                    build: toBuild(build),
                    local: localOf(local),
                    vpc,
                    links,
                    statements: permitted(permissions),
                    callerGroupId:
                        folder === undefined ? callerGroup(links) : vpc?.callerGroup(mergeLinks(links)),
                    cluster: folder === undefined ? shared.cluster() : undefined,
                    beforeDeployment: isFirst,
                    after: [...runsOf(pick(made.task, after)), ...serversOf(args.uses, made)],
                    rules: received(on, eventsOf(made)).rules,
                    schedules: Object.entries(schedules).map(([own, { at, timeZone }]) => ({
                        ...{ name: own, expression: at, timeZone },
                    })),
                },
                isFirst ? options : afterTasks(made.task),
            );
        },
        server: (name, { permissions, ...args }, { links, made }) =>
            new ApplicationServer(
                name,
                {
                    ...inVpc(),
                    ...args,
                    tags,
                    links,
                    statements: permitted(permissions),
                    callerGroupId: callerGroup(links),
                    exposure: exposureOf(`server/${name}`, args.public),
                    address: args.address && { ...args.address, domain: domainOf(`server/${name}`) },
                    artifact: args.artifact && {
                        ...args.artifact,
                        archive: valueOf(code.artifacts, name),
                        bucketName: shared.codeBucket().bucketName,
                    },
                },
                afterTasks(made.task),
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
        media: (name, { bucket, access, signing, ...args }, { made }) => {
            const media = new Media(
                name,
                {
                    ...base,
                    ...args,
                    ...signing,
                    bucket: valueOf(made.bucket, bucket),
                    signed: access === "signed",
                    domain: domainOf(`media/${name}`),
                    webAclArn: firewalls.cloudFront(args.firewall),
                    edgeAlarmTopicArn: shared.edge().alarmTopicArn,
                    accessLogBucketArn: logBucket.bucketArn,
                },
                options,
            );
            readers.tell(`media/${name}`, media.distributionArn);
            return media;
        },
        site: (name, args, { links, made }) => {
            const site = new StaticSite(
                name,
                {
                    ...base,
                    ...args,
                    paths: targetsOf(args.paths, settings.media, made, shared.siteSecrets.of(name)),
                    links,
                    domain: domainOf(`site/${name}`),
                    redirectHosts: settings.redirectHosts[`site/${name}`] ?? [],
                    webAclArn: firewalls.cloudFront(args.firewall),
                    edgeAlarmTopicArn: shared.edge().alarmTopicArn,
                    accessLogBucketArn: logBucket.bucketArn,
                },
                afterTasks(made.task),
            );
            readers.tell(`site/${name}`, site.distributionArn);
            return site;
        },
    };
    const foreign = new Map([...foreignParts(settings.others), ...existing.linkables]);
    return compose(settings.order, factories, foreign);
}

/**
 * Databases and caches among the uses. Their addresses are known before they answer, which a service tries again and a
 * task does not. What else a task uses is there as soon as it has a name.
 */
function serversOf(
    uses: readonly string[],
    {
        database,
        cache,
    }: { readonly database: Record<string, Database>; readonly cache: Record<string, Cache> },
): pulumi.Resource[] {
    const kinds: Readonly<Record<string, Readonly<Record<string, pulumi.Resource>>>> = { database, cache };
    return uses.map(parseUse).flatMap(({ source, kind, name }) => {
        const found = source === undefined ? kinds[kind]?.[name] : undefined;
        return found === undefined ? [] : [found];
    });
}

/** What the deployment runs of tasks. */
function runsOf(tasks: Readonly<Record<string, Task>>): pulumi.Resource[] {
    return Object.values(tasks).flatMap(({ run }) => (run === undefined ? [] : [run]));
}

/** Who sends the e-mails of user directories; undefined: Cognito itself. */
function senderOf(
    { region, accountId, email }: Settings,
    emails: Readonly<Record<string, EmailDomain>>,
): EmailSender | undefined {
    if (email === undefined) return undefined;
    const { through, identity = "", from, replyTo, configurationSet } = email;
    if (through === undefined) {
        const identityArn = `arn:aws:ses:${region}:${accountId}:identity/${identity}`;
        return { identityArn, from: from ?? identity, replyTo, configurationSet };
    }
    const { identityArn, sender, configurationSetName } = valueOf(emails, through);
    return { identityArn, from: from ?? sender, replyTo, configurationSet: configurationSetName };
}

/** The same by id: `directory/customers`. */
function byId<T>(kind: string, named: Readonly<Record<string, T>>): Record<string, T> {
    return Object.fromEntries(Object.entries(named).map(([name, one]) => [`${kind}/${name}`, one]));
}
