import type * as pulumi from "@pulumi/pulumi";

import type { DeliveryRoles } from "../components/pipeline";
import type { Monitoring } from "../components/monitoring";
import { mapValues } from "../components/support/values";
import type { Settings } from "../config";
import { PARTS_OUTPUT } from "../model/parts";
import type { Base } from "./base";
import { partsOf } from "./parts";
import type { Workloads } from "./workloads";

/** The stack's outputs: ids, addresses and ARNs, no secret. None is undefined: Pulumi warns of undefined outputs. */
export function outputsOf(
    settings: Settings,
    { key, vpc, zone, backup }: Base,
    made: Workloads,
    {
        delivery,
        monitoring,
        dsRecord,
    }: {
        delivery: DeliveryRoles | undefined;
        monitoring: Monitoring;
        dsRecord: pulumi.Output<string> | undefined;
    },
) {
    return {
        network: vpc
            ? {
                  vpcId: vpc.vpcId,
                  publicSubnetIds: vpc.publicSubnetIds,
                  privateSubnetIds: vpc.privateSubnetIds,
                  isolatedSubnetIds: vpc.isolatedSubnetIds,
              }
            : null,
        encryptionKeyArn: key.keyArn,
        nameServers: zone?.nameServers ?? [],
        ...(dsRecord === undefined ? {} : { dsRecord }),
        deliveryRoleArns: delivery
            ? {
                  preview: delivery.previewRoleArn,
                  deploy: delivery.deployRoleArn,
                  drift: delivery.driftRoleArn,
              }
            : {},
        dashboardUrl: monitoring.dashboardUrl,
        healthAlarmArn: monitoring.healthAlarmArn ?? null,
        backupVaults: backup
            ? { [backup.plan]: { vaultName: backup.vaultName, vaultArn: backup.vaultArn } }
            : {},
        ...workloadOutputs(made),
        [PARTS_OUTPUT]: partsOf(settings, vpc, made),
    };
}

function workloadOutputs(made: Workloads) {
    return {
        buckets: mapValues(made.bucket, ({ bucketName, bucketArn }) => ({ bucketName, bucketArn })),
        topics: mapValues(made.topic, ({ topicArn }) => ({ topicArn })),
        buses: mapValues(made.bus, ({ busName, busArn }) => ({ busName, busArn })),
        queues: mapValues(made.queue, ({ queueUrl, queueArn, deadLetterQueueUrl }) => ({
            queueUrl,
            queueArn,
            deadLetterQueueUrl,
        })),
        secrets: mapValues(made.secret, ({ secretArn }) => ({ secretArn })),
        databases: mapValues(made.database, ({ host, port, secretArn }) => ({ host, port, secretArn })),
        caches: mapValues(made.cache, ({ host, port, secretArn }) => ({ host, port, secretArn })),
        tables: mapValues(made.table, ({ tableName, tableArn }) => ({ tableName, tableArn })),
        directoryIds: mapValues(made.directory, ({ userPoolId, clientIds, clientId, issuer, signInUrl }) => ({
            userPoolId,
            clientId,
            clientIds,
            issuer,
            signInUrl,
        })),
        functionVersions: mapValues(made.function, ({ functionName, version }) => ({
            functionName,
            version,
        })),
        apis: mapValues(made.api, ({ url, apiId }) => ({ url, apiId })),
        repositories: mapValues(made.repository, ({ repositoryUrl }) => ({ repositoryUrl })),
        services: mapValues(made.service, ({ url, serviceName }) => ({ url, serviceName })),
        servers: mapValues(made.server, ({ url, groupName }) => ({ url, groupName })),
        sites: mapValues(made.site, ({ url, distributionId, bucketName, release, passwordSecretArn }) => ({
            url,
            distributionId,
            bucketName,
            release,
            passwordSecretArn,
        })),
    };
}
