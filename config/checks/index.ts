/** What has to fit together across keys. */
import { apiAccess } from "./apis";
import { backupLock } from "./backup";
import { imagesCanBeBuilt } from "./builds";
import { cacheVersions } from "./caches";
import { canariesGetThrough } from "./canaries";
import type { Check } from "./check";
import { databaseSettings } from "./databases";
import { directorySettings } from "./directories";
import { egress } from "./egress";
import { firewallExists } from "./firewall";
import { foldersExist } from "./folders";
import { functionSettings } from "./functions";
import { metricSourcesExist } from "./monitoring";
import { notificationTargets } from "./notifications";
import { pipelineSettings } from "./pipelines";
import { distinctPriorities, publicNames } from "./publicNames";
import { queuesCanServe } from "./queues";
import { databaseSizes, fargateSizes } from "./sizes";
import { siteSettings } from "./sites";
import { stackNameFits } from "./stackName";
import { tableSettings, tableStreams } from "./tables";
import { tierFitsStack } from "./tier";
import { triggersFit } from "./triggers";
import { usesExist } from "./uses";
import { balancedServices, imageOrBuild, serverSettings } from "./workloads";

export const checks: readonly Check[] = [
    tierFitsStack,
    stackNameFits,
    usesExist,
    metricSourcesExist,
    canariesGetThrough,
    notificationTargets,
    fargateSizes,
    databaseSizes,
    databaseSettings,
    cacheVersions,
    tableSettings,
    tableStreams,
    backupLock,
    functionSettings,
    triggersFit,
    queuesCanServe,
    apiAccess,
    siteSettings,
    directorySettings,
    firewallExists,
    imageOrBuild,
    imagesCanBeBuilt,
    pipelineSettings,
    balancedServices,
    serverSettings,
    foldersExist,
    egress,
    publicNames,
    distinctPriorities,
];
