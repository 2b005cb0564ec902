import type { Rule } from "../../core/rule";
import { snsEncryption } from "./encryption";
import { snsNotPublic } from "./notPublic";
import { snsTlsOnly } from "./tlsOnly";

export const sns: readonly Rule[] = [snsEncryption, snsNotPublic, snsTlsOnly];
