import * as pulumi from "@pulumi/pulumi";

import type { DeliveryRoles } from "../components/pipeline";
import type { Monitoring } from "../components/monitoring";
import { mapValues } from "../components/support/values";
import type { Settings } from "../config";
import { RECORDS_OUTPUT } from "../model/dns";
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
        ...recordsToMake(settings, zone, made),
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

/** Records that people have to make, where the stack's names or domains of its e-mail are not in a zone of Route 53. */
function recordsToMake({ emailDomains }: Settings, zone: Base["zone"], { email }: Workloads) {
    const isElsewhere = zone !== undefined && zone.zoneId === undefined;
    const hasMail = Object.values(emailDomains).some(({ isInZone }) => !isInZone || isElsewhere);
    if (!isElsewhere && !hasMail) return {};
    const own = isElsewhere ? zone.toMake : [];
    const ofMail = pulumi.all(Object.values(email).map(({ toMake }) => toMake));
    return { [RECORDS_OUTPUT]: hasMail ? ofMail.apply((lists) => [...own, ...lists.flat()]) : own };
}

/** What `plumb run` needs. */
function startOf(task: Workloads["task"][string]) {
    const { arn, container } = task.target();
    const { logGroupName } = task;
    if (container === undefined) return { functionArn: arn, logGroupName };
    const { clusterArn, taskDefinitionArn, subnetIds, securityGroupIds } = container;
    return { clusterArn, taskDefinitionArn, subnetIds, securityGroupIds, logGroupName };
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
        ...(Object.keys(made.email).length === 0
            ? {}
            : {
                  emails: mapValues(
                      made.email,
                      ({ identityArn, configurationSetName, sender, dnsRecords }) => ({
                          identityArn,
                          configurationSetName,
                          sender,
                          dnsRecords,
                      }),
                  ),
              }),
        secrets: mapValues(made.secret, ({ secretArn }) => ({ secretArn })),
        parameters: mapValues(made.parameter, ({ parameterName }) => ({ parameterName })),
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
        functionVersions: mapValues(made.function, ({ functionName, version, url }) => ({
            functionName,
            version,
            ...(url === undefined ? {} : { url }),
        })),
        apis: mapValues(made.api, ({ url, apiId }) => ({ url, apiId })),
        repositories: mapValues(made.repository, ({ repositoryUrl }) => ({ repositoryUrl })),
        services: mapValues(made.service, ({ url, serviceName }) => ({ url, serviceName })),
        tasks: mapValues(made.task, startOf),
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
