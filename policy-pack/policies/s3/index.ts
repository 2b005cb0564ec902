import type { Rule } from "../../core/rule";
import { s3AbortMultipart } from "./abortMultipart";
import { s3CustomerKey } from "./customerKey";
import { s3Lifecycle } from "./lifecycle";
import { s3Logs } from "./logs";
import { s3NoAcls } from "./noAcls";
import { s3NoForceDestroy } from "./noForceDestroy";
import { s3NoPublicPolicy } from "./noPublicPolicy";
import { s3PublicAccessBlock } from "./publicAccessBlock";
import { s3TlsOnly } from "./tlsOnly";
import { s3Versioning } from "./versioning";

export const s3: readonly Rule[] = [
    s3AbortMultipart,
    s3CustomerKey,
    s3Lifecycle,
    s3Logs,
    s3NoAcls,
    s3NoForceDestroy,
    s3NoPublicPolicy,
    s3PublicAccessBlock,
    s3TlsOnly,
    s3Versioning,
];
