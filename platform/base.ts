import type * as pulumi from "@pulumi/pulumi";

import { Backup, createProvider } from "../components/account";
import { Domain } from "../components/edge";
import { Alerts } from "../components/monitoring";
import { Network } from "../components/network";
import { EncryptionKey } from "../components/secret";
import { createLogBucket } from "../components/storage";
import type { Settings } from "../config";
import { boundRoles } from "./roleBoundary";

/** The components that every workload depends on, and the arguments and options that follow from them. */
export type Base = ReturnType<typeof createBase>;

/** Creates provider, encryption key, alarm topic, log bucket, network, and where configured zone and backup plan. */
export function createBase(settings: Settings) {
    const { stack, region, accountId, emulator, protect } = settings;
    const tags = {
        Project: settings.project,
        Environment: stack,
        Owner: settings.owner,
        CostCenter: settings.costCenter,
        ManagedBy: "pulumi",
    };
    const { roleBoundaryArn } = settings.security;
    const options: pulumi.ComponentResourceOptions = {
        provider: createProvider({ region, accountId, tags, emulator }),
        transformations: boundRoles(roleBoundaryArn),
    };
    const key = new EncryptionKey(
        "data",
        { description: `Data of ${stack}`, region, accountId, protect, ...settings.encryption },
        options,
    );
    // The Slack channel comes last: its configuration lists the topics of every region.
    const { emails } = settings.alerts;
    const alerts = new Alerts("alerts", { accountId, keyArn: key.keyArn, emails }, options);
    const logs = { ...settings.logs, keyArn: key.keyArn };
    const logBucket = createLogBucket("logs", { accountId, protect, ...settings.logs }, options);
    const vpc = new Network(
        "network",
        { ...settings.network, region, accountId, logs, alarmTopicArn: alerts.topicArn },
        options,
    );
    const zone =
        settings.domain &&
        new Domain("domain", { name: settings.domain.name, zoneId: settings.domain.zoneId, region }, options);
    const backup = settings.backup.enabled
        ? new Backup(
              "backup",
              {
                  ...settings.backup,
                  keyArn: key.keyArn,
                  protect,
                  inUse: isBackedUp(settings),
                  alarmTopicArn: alerts.topicArn,
              },
              options,
          )
        : undefined;
    const args = {
        region,
        accountId,
        vpc,
        logs,
        keyArn: key.keyArn,
        logBucket: logBucket.openedName,
        protect,
        roleBoundaryArn,
        alarmTopicArn: alerts.topicArn,
        backupPlan: backup?.plan,
    };
    return { args, options, tags, key, alerts, logBucket, vpc, zone, backup };
}

/** Whether the stack has anything that its backup plan takes care of. */
function isBackedUp({ databases, tables, buckets }: Settings): boolean {
    return [databases, tables, buckets].some((section) => Object.keys(section).length > 0);
}
