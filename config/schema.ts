/** The schema of a stack's configuration: one entry for each `plumbline:` key. */
import * as z from "zod";

import * as defaults from "../model/defaults";
import { type TierDefaults, TIERS } from "./tierDefaults";
import { alerts } from "./sections/account/alerts";
import { buckets } from "./sections/data/buckets";
import { budget } from "./sections/account/budget";
import { pipelines } from "./sections/delivery/pipelines";
import { queues } from "./sections/data/queues";
import { buses } from "./sections/events/buses";
import { topics } from "./sections/events/topics";
import { parameters } from "./sections/data/parameters";
import { secrets } from "./sections/data/secrets";
import { security } from "./sections/account/security";
import { apis } from "./sections/edge/apis";
import { directories } from "./sections/edge/directories";
import { domain } from "./sections/edge/domain";
import { email } from "./sections/edge/email";
import { emails } from "./sections/edge/emails";
import { overrides } from "./sections/account/overrides";
import { from } from "./sections/account/from";
import { backup } from "./sections/account/backup";
import { caches } from "./sections/data/caches";
import { databases } from "./sections/data/databases";
import { firewall } from "./sections/edge/firewall";
import { existing } from "./sections/existing/existing";
import { media } from "./sections/edge/media";
import { network } from "./sections/edge/network";
import { functionDefaults, functions } from "./sections/compute/functions";
import { layers } from "./sections/compute/layers";
import { delivery } from "./sections/delivery/delivery";
import { monitoring } from "./sections/account/monitoring";
import { sites } from "./sections/edge/sites";
import { servers } from "./sections/compute/servers";
import { services } from "./sections/compute/services";
import { tables } from "./sections/data/tables";
import { tasks } from "./sections/compute/tasks";
import { accountId, label, loopback, named, region, retentionDays, whole } from "./values";
import { CONTAINER_INSIGHTS } from "../model/choices";
import { IMAGES } from "../model/images";
import { SINGLETON_MODES } from "../model/singleton";

/** None with TLS below 1.2; https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const TLS_POLICIES = [
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
] as const;

/**
 * The schema by top-level key, with a tier's defaults filled in. A function, so that one table
 * (`tierDefaults.ts`) holds the defaults of tiers, and the schema stays the one description of a stack file.
 */
export function schemaByKey(tier: TierDefaults) {
    return {
        tier: z.enum(TIERS).describe("Which column of defaults applies: local, dev, staging or prod."),
        region: region.describe("AWS region of everything but CloudFront's certificates."),
        accountId: accountId.describe("The only AWS account this stack may touch (12 digits, quoted)."),
        owner: label.describe("Team that answers for the stack; tag Owner."),
        costCenter: label.describe("Cost center; tag CostCenter."),
        emulator: loopback
            .default("none")
            .transform((url) => (url === "none" ? undefined : url))
            .describe('Endpoint of an AWS emulator on this machine, or "none" for AWS itself.'),
        domain,
        protect: z
            .boolean()
            .default(tier.protect)
            .describe("Whether stateful resources refuse to be deleted, by AWS and by Pulumi."),
        logs: z
            .strictObject({
                retentionDays: retentionDays
                    .default(tier.logRetentionDays)
                    .describe("Days that log groups keep their events."),
                osMetrics: z
                    .enum(SINGLETON_MODES)
                    .default(tier.singletons)
                    .describe(
                        "RDSOSMetrics, the log group that all databases of account and region share: create, adopt an existing one, or skip.",
                    ),
            })
            .prefault({})
            .describe("Logs of everything in the stack."),
        alerts: alerts(),
        monitoring: monitoring(tier),
        budget: budget(tier),
        security: security(tier),
        delivery: delivery(tier),
        pipelines: pipelines(tier),
        encryption: z
            .strictObject({
                deletionDays: whole(7, 30, "days")
                    .default(tier.keyDeletionDays)
                    .describe("Days between asking for a key's deletion and the deletion."),
            })
            .prefault({})
            .describe("The stack's KMS key, with which all of its data is encrypted."),
        containers: z
            .strictObject({
                insights: z
                    .enum(CONTAINER_INSIGHTS)
                    .default(tier.containerInsights)
                    .describe("CloudWatch Container Insights."),
                shell: z
                    .boolean()
                    .default(tier.containerShell)
                    .describe("Whether people may open a shell in a container (aws ecs execute-command)."),
            })
            .prefault({})
            .describe("The cluster that all container services run on."),
        images: z
            .enum(IMAGES)
            .default(tier.images)
            .describe(
                "Whether images are built and pushed, which needs Docker (build), or a digest of their content stands for each (placeholder), which only an emulated stack may have.",
            ),
        loadBalancer: z
            .strictObject({
                idleTimeoutSeconds: whole(1, 4000, "seconds")
                    .default(defaults.loadBalancer.idleTimeoutSeconds)
                    .describe("Seconds after which a connection without traffic is closed."),
                tlsPolicy: z
                    .enum(TLS_POLICIES)
                    .default(defaults.loadBalancer.tlsPolicy)
                    .describe("Versions and ciphers of TLS that callers may use: 1.2 and 1.3, or 1.3 alone."),
            })
            .prefault({})
            .describe("The load balancer that public services and servers share."),
        network: network(tier),
        existing,
        from,
        overrides,
        firewall: firewall(tier).describe("The web application firewall of public endpoints."),
        databases: databases(tier).describe("Databases by name."),
        caches: caches(tier).describe("Caches (Valkey or Redis) by name."),
        tables: tables().describe("DynamoDB tables by name."),
        backup: backup(tier).describe("Backups of all data by AWS Backup."),
        buckets: buckets().describe("S3 buckets by name."),
        topics: topics(),
        buses: buses(),
        queues: queues(),
        secrets: secrets().describe(
            "Secrets by name: generated, given as an encrypted value, or filled by hand.",
        ),
        emails: emails(tier).describe("Domains that send e-mail through SES, by name."),
        parameters: parameters().describe(
            "Parameters in SSM Parameter Store by name: given, given as an encrypted value, or filled by hand.",
        ),
        email,
        directories: directories(tier).describe("User directories (Cognito) by name."),
        layers: layers().describe("Layers of functions by name, from folders."),
        functionDefaults: functionDefaults().describe("Settings of every function that says nothing else."),
        functions: functions().describe("Lambda functions by name."),
        apis: apis(tier).describe("HTTP APIs by name: routes to functions."),
        repositories: named(
            z.strictObject({
                keepImages: whole(1, 1000, "images")
                    .default(defaults.repository.keepImages)
                    .describe("Images kept; the oldest go first."),
            }),
        ).describe("Container image repositories by name."),
        services: services(tier).describe("Container services by name."),
        tasks: tasks().describe(
            "Tasks by name: a container or a function's code that runs once, by the clock, or before a deployment.",
        ),
        servers: servers().describe("Application servers (EC2) by name."),
        media: media(tier).describe(
            "Media by name: objects of buckets behind CloudFront, for those who have signed URLs or cookies.",
        ),
        sites: sites(tier).describe("Static sites by name."),
    };
}

/** A key of a stack file, without its `plumbline:` prefix. */
export type Key = keyof ReturnType<typeof schemaByKey>;

type Schemas = ReturnType<typeof schemaByKey>;

/** A valid configuration: every key, with defaults. */
export type Values = { readonly [K in Key]: z.output<Schemas[K]> };
