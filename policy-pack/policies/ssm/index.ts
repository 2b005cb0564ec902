import type { Rule } from "../../core/rule";
import { ssmAssociationLimits } from "./associationLimits";
import { ssmCustomerKey } from "./customerKey";
import { ssmDocumentPrivate } from "./documentPrivate";
import { ssmSecureString } from "./secureString";

export const ssm: readonly Rule[] = [
    ssmAssociationLimits,
    ssmCustomerKey,
    ssmDocumentPrivate,
    ssmSecureString,
];
