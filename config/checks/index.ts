/** What has to fit together across keys. */
import { apiAccess } from "./apis";
import type { Check } from "./check";
import { directorySettings } from "./directories";
import { egress } from "./egress";
import { firewallExists } from "./firewall";
import { foldersExist } from "./folders";
import { functionSettings } from "./functions";
import { metricSourcesExist } from "./monitoring";
import { notificationTargets } from "./notifications";
import { distinctPriorities, publicNames } from "./publicNames";
import { databaseSizes, fargateSizes } from "./sizes";
import { siteSettings } from "./sites";
import { tierFitsStack } from "./tier";
import { usesExist } from "./uses";
import { balancedServices, imageOrBuild, serverSettings } from "./workloads";

export const checks: readonly Check[] = [
    tierFitsStack,
    usesExist,
    metricSourcesExist,
    notificationTargets,
    fargateSizes,
    databaseSizes,
    functionSettings,
    apiAccess,
    siteSettings,
    directorySettings,
    firewallExists,
    imageOrBuild,
    balancedServices,
    serverSettings,
    foldersExist,
    egress,
    publicNames,
    distinctPriorities,
];
