/** Checks across keys: each validates keys that depend on each other. */
import {
    arnsAreOfAccount,
    backupLock,
    metricSourcesExist,
    tierFitsStack,
} from "../sections/account/accountChecks";
import { budgetsReachAll, channelsReachSomebody, slackChannelsDiffer } from "../sections/account/alertChecks";
import { overridesFit, overridesMatch } from "../sections/account/overridesChecks";
import { othersPublish } from "../sections/account/fromChecks";
import { stackNameFits } from "../sections/account/stackNameChecks";
import { artifactsFit } from "../sections/compute/artifactChecks";
import { egress } from "../sections/compute/egressChecks";
import { codeTaskVariables, environmentFits } from "../sections/compute/environmentChecks";
import { functionSettings, triggersFit } from "../sections/compute/functionChecks";
import {
    bootstrapsExist,
    handlersExist,
    layersDiffer,
    packagesAreNear,
} from "../sections/compute/handlerChecks";
import { addressesFit, hoursFit } from "../sections/compute/hoursChecks";
import { layersFit } from "../sections/compute/layerChecks";
import {
    balancedServices,
    collectorHasRoom,
    fargateSizes,
    imageOrBuild,
    serverSettings,
} from "../sections/compute/workloadChecks";
import { localCommands } from "../sections/compute/localChecks";
import { taskSettings, tasksComeFirst } from "../sections/compute/taskChecks";
import { notificationTargets } from "../sections/data/bucketChecks";
import { cacheVersions } from "../sections/data/cacheChecks";
import { databaseSettings, databaseSizes, originsFit } from "../sections/data/databaseChecks";
import { queuesCanServe } from "../sections/data/queueChecks";
import { objectsComeOnce, taskEventsFit } from "../sections/events/bucketEventChecks";
import { busesFit, filtersFit, sourcesFit, topicsCanServe } from "../sections/events/eventChecks";
import { distinctBuildVariables, distinctVariables } from "../sections/compute/variableChecks";
import { rotationsFit } from "../sections/data/secretChecks";
import { tableSettings, tableStreams } from "../sections/data/tableChecks";
import { distinctEnvironments } from "../sections/delivery/deliveryChecks";
import { buildVariablesFit, imagesCanBeBuilt, pipelineSettings } from "../sections/delivery/imageChecks";
import { apiAccess } from "../sections/edge/apiChecks";
import { canariesGetThrough } from "../sections/edge/canaryChecks";
import { directorySettings } from "../sections/edge/directoryChecks";
import { sharedBalancers } from "../sections/edge/balancerChecks";
import { distinctPriorities, firewallExists, publicNames, rulesFit } from "../sections/edge/publicChecks";
import { hostsFit, rulesAreReached } from "../sections/edge/hostChecks";
import { edgeCodeFits } from "../sections/edge/edgeCodeChecks";
import { redirectsEnd } from "../sections/edge/redirectChecks";
import { pathPatterns, pathTargets } from "../sections/edge/pathChecks";
import { routesFit } from "../sections/edge/routeChecks";
import { emailSettings, senderIsVerified } from "../sections/edge/emailChecks";
import { certificateIsNear, dnsElsewhere, zoneSettings } from "../sections/edge/domainChecks";
import { mediaSettings, signersHaveKeys } from "../sections/edge/mediaChecks";
import { siteSettings } from "../sections/edge/siteChecks";
import { existingIsNear, existingIsWhole } from "../sections/existing/existingChecks";
import type { Check } from "./check";
import { listsWithoutDuplicates } from "./duplicates";
import { filesFit, layerFilesFit } from "./files";
import { foldersExist } from "./folders";
import { natZoneExists } from "./natZone";
import { zonesExist } from "./regionZones";
import { networkIsThere } from "./networkNeeded";
import { distinctFromOtherStacks, distinctNames } from "./names";
import { namesFit } from "./nameLengths";
import { resourcePoliciesFit, statementsFit } from "./policySizes";
import { namesAreFree } from "./reservedNames";
import { schedulesAhead } from "./schedulesAhead";
import { usesExist } from "./uses";

export const checks: readonly Check[] = [
    tierFitsStack,
    channelsReachSomebody,
    slackChannelsDiffer,
    budgetsReachAll,
    stackNameFits,
    othersPublish,
    usesExist,
    metricSourcesExist,
    canariesGetThrough,
    notificationTargets,
    fargateSizes,
    databaseSizes,
    databaseSettings,
    originsFit,
    cacheVersions,
    tableSettings,
    tableStreams,
    backupLock,
    arnsAreOfAccount,
    functionSettings,
    environmentFits,
    codeTaskVariables,
    triggersFit,
    queuesCanServe,
    topicsCanServe,
    busesFit,
    filtersFit,
    sourcesFit,
    objectsComeOnce,
    taskEventsFit,
    rotationsFit,
    statementsFit,
    resourcePoliciesFit,
    apiAccess,
    routesFit,
    siteSettings,
    mediaSettings,
    signersHaveKeys,
    pathTargets,
    pathPatterns,
    zoneSettings,
    dnsElsewhere,
    certificateIsNear,
    directorySettings,
    emailSettings,
    senderIsVerified,
    firewallExists,
    imageOrBuild,
    imagesCanBeBuilt,
    pipelineSettings,
    buildVariablesFit,
    balancedServices,
    collectorHasRoom,
    taskSettings,
    tasksComeFirst,
    localCommands,
    distinctVariables,
    distinctBuildVariables,
    serverSettings,
    artifactsFit,
    hoursFit,
    addressesFit,
    foldersExist,
    filesFit,
    layerFilesFit,
    handlersExist,
    bootstrapsExist,
    layersFit,
    packagesAreNear,
    layersDiffer,
    egress,
    natZoneExists,
    zonesExist,
    networkIsThere,
    existingIsNear,
    existingIsWhole,
    publicNames,
    distinctPriorities,
    sharedBalancers,
    hostsFit,
    rulesAreReached,
    redirectsEnd,
    edgeCodeFits,
    schedulesAhead,
    distinctEnvironments,
    namesAreFree,
    namesFit,
    listsWithoutDuplicates,
    distinctNames,
    distinctFromOtherStacks,
    rulesFit,
    overridesMatch,
    overridesFit,
];
