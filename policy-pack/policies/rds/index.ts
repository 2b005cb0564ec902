import type { Rule } from "../../core/rule";
import { rdsBackups } from "./availability/backups";
import { rdsClusterReaders } from "./availability/clusterReaders";
import { rdsCopyTags } from "./availability/copyTags";
import { rdsDeletionProtection } from "./availability/deletionProtection";
import { rdsFinalSnapshot } from "./availability/finalSnapshot";
import { rdsMinorUpgrades } from "./availability/minorUpgrades";
import { rdsMultiAz } from "./availability/multiAz";
import { rdsParameterGroup } from "./availability/parameterGroup";
import { rdsAuditLog } from "./monitoring/auditLog";
import { rdsEnhancedMonitoring } from "./monitoring/enhancedMonitoring";
import { rdsLogs } from "./monitoring/logs";
import { rdsPerformanceInsights } from "./monitoring/performanceInsights";
import { rdsAdminName } from "./security/adminName";
import { rdsCertificate } from "./security/certificate";
import { rdsCustomerKey } from "./security/customerKey";
import { rdsEncrypted } from "./security/encrypted";
import { rdsIamAuthentication } from "./security/iamAuthentication";
import { rdsManagedPassword } from "./security/managedPassword";
import { rdsNotPublic } from "./security/notPublic";
import { rdsPort } from "./security/port";
import { rdsPrivateSubnets } from "./security/privateSubnets";
import { rdsProxyTls } from "./security/proxyTls";
import { rdsSnapshotsNotPublic } from "./security/snapshotsNotPublic";
import { rdsTls } from "./security/tls";

export const rds: readonly Rule[] = [
    rdsAdminName,
    rdsAuditLog,
    rdsBackups,
    rdsCertificate,
    rdsClusterReaders,
    rdsCopyTags,
    rdsCustomerKey,
    rdsDeletionProtection,
    rdsEncrypted,
    rdsEnhancedMonitoring,
    rdsFinalSnapshot,
    rdsIamAuthentication,
    rdsLogs,
    rdsManagedPassword,
    rdsMinorUpgrades,
    rdsMultiAz,
    rdsNotPublic,
    rdsParameterGroup,
    rdsPerformanceInsights,
    rdsPort,
    rdsPrivateSubnets,
    rdsProxyTls,
    rdsSnapshotsNotPublic,
    rdsTls,
];
