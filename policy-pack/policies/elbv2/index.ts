import type { Rule } from "../../core/rule";
import { albAccessLogs } from "./accessLogs";
import { albCrossZone } from "./crossZone";
import { albDeletionProtection } from "./deletionProtection";
import { albDesyncMitigation } from "./desyncMitigation";
import { albDropInvalidHeaders } from "./dropInvalidHeaders";
import { albFirewall } from "./firewall";
import { albHealthChecks } from "./healthChecks";
import { albHttpRedirects } from "./httpRedirects";
import { albListenerEncrypted } from "./listenerEncrypted";
import { albNoClassic } from "./noClassic";
import { albTlsPolicy } from "./tlsPolicy";
import { albTwoZones } from "./twoZones";

export const elbv2: readonly Rule[] = [
    albAccessLogs,
    albCrossZone,
    albDeletionProtection,
    albDesyncMitigation,
    albDropInvalidHeaders,
    albFirewall,
    albHealthChecks,
    albHttpRedirects,
    albListenerEncrypted,
    albNoClassic,
    albTlsPolicy,
    albTwoZones,
];
