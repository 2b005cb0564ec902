import type { Rule } from "../../core/rule";
import { dnsNoForceDestroy } from "./noForceDestroy";
import { dnsQueryLogs } from "./queryLogs";

export const route53: readonly Rule[] = [dnsNoForceDestroy, dnsQueryLogs];
