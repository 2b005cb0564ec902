import type { Rule } from "../../core/rule";
import { snsDeadLetters } from "./deadLetters";
import { snsEncryption } from "./encryption";
import { snsNotPublic } from "./notPublic";
import { snsTlsOnly } from "./tlsOnly";

export const sns: readonly Rule[] = [snsDeadLetters, snsEncryption, snsNotPublic, snsTlsOnly];
