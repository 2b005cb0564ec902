/** Checks across keys: each validates keys that depend on each other. */
import { backupLock, metricSourcesExist, tierFitsStack } from "../sections/account/accountChecks";
import { stackNameFits } from "../sections/account/stackNameChecks";
import { egress } from "../sections/compute/egressChecks";
import { functionSettings, triggersFit } from "../sections/compute/functionChecks";
import {
    balancedServices,
    fargateSizes,
    imageOrBuild,
    serverSettings,
} from "../sections/compute/workloadChecks";
import { notificationTargets } from "../sections/data/bucketChecks";
import { cacheVersions } from "../sections/data/cacheChecks";
import { databaseSettings, databaseSizes } from "../sections/data/databaseChecks";
import { queuesCanServe } from "../sections/data/queueChecks";
import { tableSettings, tableStreams } from "../sections/data/tableChecks";
import { imagesCanBeBuilt, pipelineSettings } from "../sections/delivery/imageChecks";
import { apiAccess } from "../sections/edge/apiChecks";
import { canariesGetThrough } from "../sections/edge/canaryChecks";
import { directorySettings } from "../sections/edge/directoryChecks";
import { zoneSettings } from "../sections/edge/domainChecks";
import { distinctPriorities, firewallExists, publicNames } from "../sections/edge/publicChecks";
import { siteSettings } from "../sections/edge/siteChecks";
import type { Check } from "./check";
import { foldersExist } from "./folders";
import { usesExist } from "./uses";

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
    zoneSettings,
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
