import type { Rule } from "../../core/rule";
import { logsCustomerKey } from "./customerKey";
import { logsNotPublic } from "./notPublic";
import { logsRetention } from "./retention";
import { setLogRetention } from "./setRetention";

export const logs: readonly Rule[] = [logsCustomerKey, logsNotPublic, logsRetention, setLogRetention];
