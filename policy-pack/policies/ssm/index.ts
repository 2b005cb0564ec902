import type { Rule } from "../../core/rule";
import { ssmCustomerKey } from "./customerKey";
import { ssmDocumentPrivate } from "./documentPrivate";
import { ssmSecureString } from "./secureString";

export const ssm: readonly Rule[] = [ssmCustomerKey, ssmDocumentPrivate, ssmSecureString];
