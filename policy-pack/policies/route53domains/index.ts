import type { Rule } from "../../core/rule";
import { dnsDomainLock } from "./domainLock";

export const route53domains: readonly Rule[] = [dnsDomainLock];
