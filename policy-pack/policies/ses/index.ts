import type { Rule } from "../../core/rule";
import { sesDkimKeys } from "./dkimKeys";
import { sesFeedback } from "./feedback";
import { sesNotPublic } from "./notPublic";
import { sesTlsRequired } from "./tlsRequired";

export const ses: readonly Rule[] = [sesDkimKeys, sesFeedback, sesNotPublic, sesTlsRequired];
