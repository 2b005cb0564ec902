import type { Rule } from "../../core/rule";
import { dynamodbAcceleratorEncrypted } from "./acceleratorEncrypted";
import { dynamodbCustomerKey } from "./customerKey";
import { dynamodbDeletionProtection } from "./deletionProtection";
import { dynamodbRecovery } from "./recovery";
import { dynamodbScales } from "./scales";

export const dynamodb: readonly Rule[] = [
    dynamodbAcceleratorEncrypted,
    dynamodbCustomerKey,
    dynamodbDeletionProtection,
    dynamodbRecovery,
    dynamodbScales,
];
