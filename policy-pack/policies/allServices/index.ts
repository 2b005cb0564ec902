import type { Rule } from "../../core/rule";
import { addTags } from "./addTags";
import { allowedRegions } from "./allowedRegions";
import { noStaticCredentials } from "./noStaticCredentials";
import { protectStateful } from "./protectStateful";
import { requiredTags } from "./requiredTags";
import { runtimeSupported } from "./runtimeSupported";

export const allServices: readonly Rule[] = [
    addTags,
    allowedRegions,
    noStaticCredentials,
    protectStateful,
    requiredTags,
    runtimeSupported,
];
