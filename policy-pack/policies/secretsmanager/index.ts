import type { Rule } from "../../core/rule";
import { secretsCustomerKey } from "./customerKey";
import { secretsNotPublic } from "./notPublic";
import { secretsRecoveryWindow } from "./recoveryWindow";
import { secretsRotation } from "./rotation";

export const secretsmanager: readonly Rule[] = [
    secretsCustomerKey,
    secretsNotPublic,
    secretsRecoveryWindow,
    secretsRotation,
];
