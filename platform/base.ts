import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { Backup, createProvider } from "../components/account";
import { Domain, DomainElsewhere } from "../components/edge";
import type { FoundCertificate } from "../components/existing";
import { Alerts } from "../components/monitoring";
import { ExistingNetwork, type FoundVpc, Network, type NetworkArgs } from "../components/network";
import { EncryptionKey } from "../components/secret";
import { createLogBucket } from "../components/storage";
import type { Settings } from "../config";
import { channelsOf } from "./alertChannels";
import type { Existing } from "./existing";
import type { Overrides } from "./overrides";
import { boundRoles } from "./roleBoundary";

/** The components that every workload depends on, and the arguments and options that follow from them. */
export type Base = ReturnType<typeof createBase>;

/** Creates provider, encryption key, alarm topic, log bucket, network, and where configured zone and backup plan. */
export function createBase(
    settings: Settings,
    provider: aws.Provider,
    { network, certificates }: Existing,
    overrides: Overrides,
) {
    const { stack, region, accountId, protect } = settings;
    const { roleBoundaryArn } = settings.security;
    const options: pulumi.ComponentResourceOptions = {
        provider,
        transformations: [...boundRoles(roleBoundaryArn), ...overrides.transformations],
    };
    const key = new EncryptionKey(
        "data",
        { description: `Data of ${stack}`, region, accountId, protect, ...settings.encryption },
        options,
    );
    // The Slack channel comes last: its configuration lists the topics of every region.
    const { emails } = settings.alerts;
    const channels = channelsOf(settings);
    const alerts = new Alerts("alerts", { accountId, keyArn: key.keyArn, emails, channels }, options);
    const logs = { ...settings.logs, keyArn: key.keyArn };
    const logBucket = createLogBucket("logs", { accountId, protect, ...settings.logs }, options);
    const vpc = createNetwork(settings, network, { logs, alarmTopicArn: alerts.topicArn }, options);
    const zone = createDomain(settings, certificates, options);
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
        logs,
        keyArn: key.keyArn,
        logBucket: logBucket.openedName,
        protect,
        roleBoundaryArn,
        alarmTopicArn: alerts.topicArn,
        backupPlan: backup?.plan,
    };
    /** Arguments of what stands in the VPC: a stack with such an entry and no VPC has been refused. */
    const inVpc = () => {
        if (vpc === undefined) throw new Error("the stack has no VPC, and something that needs one");
        return { ...args, vpc };
    };
    return { args, inVpc, options, tags: tagsOf(settings), key, alerts, logBucket, vpc, zone, backup };
}

/** The one provider of the stack. */
export function createStackProvider(settings: Settings): aws.Provider {
    const { region, accountId, emulator } = settings;
    return createProvider({ region, accountId, tags: tagsOf(settings), emulator });
}

function tagsOf({ project, stack, owner, costCenter }: Settings) {
    return {
        Project: project,
        Environment: stack,
        Owner: owner,
        CostCenter: costCenter,
        ManagedBy: "pulumi",
    };
}

/** The stack's public names: in a zone of Route 53, or elsewhere; undefined without a domain. */
function createDomain(
    { domain, region }: Settings,
    certificates: FoundCertificate | undefined,
    options: pulumi.ComponentResourceOptions,
): Domain | DomainElsewhere | undefined {
    if (domain === undefined) return undefined;
    const { name, zoneId, dns } = domain;
    if (dns === "elsewhere") {
        return new DomainElsewhere(name, certificates ?? { regional: undefined, cloudFront: undefined });
    }
    return new Domain("domain", { name, zoneId, region, certificates }, options);
}

/** The stack's own VPC, or the one that it stands in; undefined if it has nothing that needs one. */
function createNetwork(
    settings: Settings,
    existing: FoundVpc | undefined,
    args: Pick<NetworkArgs, "logs" | "alarmTopicArn">,
    options: pulumi.ComponentResourceOptions,
): Network | ExistingNetwork | undefined {
    const { network, region, accountId } = settings;
    if (existing) return new ExistingNetwork("network", { vpc: existing }, options);
    return (
        network &&
        new Network("network", { ...network, region, accountId, ...args, tags: tagsOf(settings) }, options)
    );
}

/** Whether the stack has anything that its backup plan takes care of. */
function isBackedUp({ databases, tables, buckets }: Settings): boolean {
    return [databases, tables, buckets].some((section) => Object.keys(section).length > 0);
}
