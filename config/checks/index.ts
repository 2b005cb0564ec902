/** What has to fit together across keys. */
import type { Check } from "./check";
import { egress } from "./egress";
import { foldersExist } from "./folders";
import { metricSourcesExist } from "./monitoring";
import { distinctPriorities, publicNames } from "./publicNames";
import { databaseSizes, fargateSizes } from "./sizes";
import { tierFitsStack } from "./tier";
import { usesExist } from "./uses";

export const checks: readonly Check[] = [
    tierFitsStack,
    usesExist,
    metricSourcesExist,
    fargateSizes,
    databaseSizes,
    foldersExist,
    egress,
    publicNames,
    distinctPriorities,
];
