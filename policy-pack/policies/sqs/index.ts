import type { Rule } from "../../core/rule";
import { sqsDeadLetters } from "./deadLetters";
import { sqsEncryption } from "./encryption";
import { sqsNotPublic } from "./notPublic";
import { sqsTlsOnly } from "./tlsOnly";

export const sqs: readonly Rule[] = [sqsDeadLetters, sqsEncryption, sqsNotPublic, sqsTlsOnly];
