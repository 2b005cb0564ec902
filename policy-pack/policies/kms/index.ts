import type { Rule } from "../../core/rule";
import { kmsDeletionWindow } from "./deletionWindow";
import { kmsEnabled } from "./enabled";
import { kmsLockoutCheck } from "./lockoutCheck";
import { kmsNotPublic } from "./notPublic";
import { kmsNoWildcardDecrypt } from "./noWildcardDecrypt";
import { kmsRotation } from "./rotation";
import { kmsRotationPeriod } from "./rotationPeriod";

export const kms: readonly Rule[] = [
    kmsDeletionWindow,
    kmsEnabled,
    kmsLockoutCheck,
    kmsNotPublic,
    kmsNoWildcardDecrypt,
    kmsRotation,
    kmsRotationPeriod,
];
