import type { Rule } from "../core/rule";
import { configRecording } from "./account/configRecording";
import { configRecordsAll } from "./account/configRecordsAll";
import { guardDutyEnabled } from "./account/guardDuty";
import { allowedRegions } from "./across/allowedRegions";
import { mendTags } from "./across/mendTags";
import { noStaticCredentials } from "./across/noStaticCredentials";
import { protectStateful } from "./across/protectStateful";
import { requiredTags } from "./across/requiredTags";
import { albAccessLogs } from "./alb/accessLogs";
import { albCrossZone } from "./alb/crossZone";
import { albDeletionProtection } from "./alb/deletionProtection";
import { albDesyncMitigation } from "./alb/desyncMitigation";
import { albDropInvalidHeaders } from "./alb/dropInvalidHeaders";
import { albFirewall } from "./alb/firewall";
import { albHealthChecks } from "./alb/healthChecks";
import { albHttpRedirects } from "./alb/httpRedirects";
import { albListenerEncrypted } from "./alb/listenerEncrypted";
import { albNoClassic } from "./alb/noClassic";
import { albTlsPolicy } from "./alb/tlsPolicy";
import { albTwoZones } from "./alb/twoZones";
import { apiGatewayAccessLogs } from "./apigateway/accessLogs";
import { apiGatewayAuthorizer } from "./apigateway/authorizer";
import { apiGatewayCors } from "./apigateway/cors";
import { apiGatewayIntegrationHttps } from "./apigateway/integrationHttps";
import { apiGatewayThrottling } from "./apigateway/throttling";
import { autoscalingHealthCheck } from "./autoscaling/healthCheck";
import { autoscalingLaunchTemplate } from "./autoscaling/launchTemplate";
import { autoscalingTwoZones } from "./autoscaling/twoZones";
import { backupCustomerKey } from "./backup/customerKey";
import { backupNoForceDestroy } from "./backup/noForceDestroy";
import { backupRetention } from "./backup/retention";
import { backupVaultLocked } from "./backup/vaultLocked";
import { cloudFrontAccessLogs } from "./cloudfront/accessLogs";
import { cloudFrontFirewall } from "./cloudfront/firewall";
import { cloudFrontHsts } from "./cloudfront/hsts";
import { cloudFrontOriginAccessControl } from "./cloudfront/originAccessControl";
import { cloudFrontOriginFailover } from "./cloudfront/originFailover";
import { cloudFrontOriginHttps } from "./cloudfront/originHttps";
import { cloudFrontOriginTls } from "./cloudfront/originTls";
import { cloudFrontOwnCertificate } from "./cloudfront/ownCertificate";
import { cloudFrontRootObject } from "./cloudfront/rootObject";
import { cloudFrontSni } from "./cloudfront/sni";
import { cloudFrontTlsPolicy } from "./cloudfront/tlsPolicy";
import { cloudFrontViewerHttps } from "./cloudfront/viewerHttps";
import { codebuildEncrypted } from "./codebuild/encrypted";
import { codebuildLogs } from "./codebuild/logs";
import { codebuildNoCredentialsInUrl } from "./codebuild/noCredentialsInUrl";
import { codebuildNoPlainSecrets } from "./codebuild/noPlainSecrets";
import { codebuildNotPrivileged } from "./codebuild/notPrivileged";
import { codepipelineCustomerKey } from "./codebuild/pipelineCustomerKey";
import { cognitoDeletionProtection } from "./cognito/deletionProtection";
import { cognitoMfa } from "./cognito/mfa";
import { cognitoMfaRequired } from "./cognito/mfaRequired";
import { cognitoNoGuests } from "./cognito/noGuests";
import { cognitoPasswordPolicy } from "./cognito/passwordPolicy";
import { cognitoThreatProtection } from "./cognito/threatProtection";
import { costPricesKnown } from "./cost/pricesKnown";
import { costWithinBudget } from "./cost/withinBudget";
import { dynamodbAcceleratorEncrypted } from "./dynamodb/acceleratorEncrypted";
import { dynamodbCustomerKey } from "./dynamodb/customerKey";
import { dynamodbDeletionProtection } from "./dynamodb/deletionProtection";
import { dynamodbRecovery } from "./dynamodb/recovery";
import { dynamodbScales } from "./dynamodb/scales";
import { ec2DefaultEncryption } from "./ec2/defaultEncryption";
import { ec2EncryptedVolumes } from "./ec2/encryptedVolumes";
import { ec2MetadataHops } from "./ec2/metadataHops";
import { ec2MetadataTokens } from "./ec2/metadataTokens";
import { ec2NoPublicIp } from "./ec2/noPublicIp";
import { ec2NoSecretsInUserData } from "./ec2/noSecretsInUserData";
import { ec2NoSshKey } from "./ec2/noSshKey";
import { ec2SnapshotsNotPublic } from "./ec2/snapshotsNotPublic";
import { ecrCustomerKey } from "./ecr/customerKey";
import { ecrImmutableTags } from "./ecr/immutableTags";
import { ecrLifecycle } from "./ecr/lifecycle";
import { ecrNoForceDelete } from "./ecr/noForceDelete";
import { ecrNotPublic } from "./ecr/notPublic";
import { ecrScan } from "./ecr/scan";
import { ecsCircuitBreaker } from "./ecs/circuitBreaker";
import { ecsContainerInsights } from "./ecs/containerInsights";
import { ecsExecCustomerKey } from "./ecs/execCustomerKey";
import { ecsExecLogged } from "./ecs/execLogged";
import { ecsFileSystemsEncrypted } from "./ecs/fileSystemsEncrypted";
import { ecsLogs } from "./ecs/logs";
import { ecsManagedTermination } from "./ecs/managedTermination";
import { ecsNoHostNetwork } from "./ecs/noHostNetwork";
import { ecsNoHostProcesses } from "./ecs/noHostProcesses";
import { ecsNoPlainSecrets } from "./ecs/noPlainSecrets";
import { ecsNoPublicIp } from "./ecs/noPublicIp";
import { ecsNoShell } from "./ecs/noShell";
import { ecsNotPrivileged } from "./ecs/notPrivileged";
import { ecsNotRoot } from "./ecs/notRoot";
import { ecsPinnedImage } from "./ecs/pinnedImage";
import { ecsPlatformVersion } from "./ecs/platformVersion";
import { ecsReadOnlyRoot } from "./ecs/readOnlyRoot";
import { ecsScheduledNoPublicIp } from "./ecs/scheduledNoPublicIp";
import { ecsSeparateRoles } from "./ecs/separateRoles";
import { ecsTwoTasks } from "./ecs/twoTasks";
import { elasticacheAuthentication } from "./elasticache/authentication";
import { elasticacheBackups } from "./elasticache/backups";
import { elasticacheCustomerKey } from "./elasticache/customerKey";
import { elasticacheEncryptedAtRest } from "./elasticache/encryptedAtRest";
import { elasticacheEncryptedInTransit } from "./elasticache/encryptedInTransit";
import { elasticacheFailover } from "./elasticache/failover";
import { elasticacheFinalSnapshot } from "./elasticache/finalSnapshot";
import { elasticacheLogs } from "./elasticache/logs";
import { elasticacheMinorUpgrades } from "./elasticache/minorUpgrades";
import { elasticacheSubnetGroup } from "./elasticache/subnetGroup";
import { elasticacheUsersAuthenticate } from "./elasticache/usersAuthenticate";
import { iamNoAdmin } from "./iam/noAdmin";
import { iamNoAdminAttachment } from "./iam/noAdminAttachment";
import { iamNoDataEverywhere } from "./iam/noDataEverywhere";
import { iamNoEscalation } from "./iam/noEscalation";
import { iamNoNotResource } from "./iam/noNotResource";
import { iamNoServiceWildcards } from "./iam/noServiceWildcards";
import { iamNoUsers } from "./iam/noUsers";
import { iamNoWritesEverywhere } from "./iam/noWritesEverywhere";
import { iamOidcAudience } from "./iam/oidcAudience";
import { iamOidcSubject } from "./iam/oidcSubject";
import { iamPassRole } from "./iam/passRole";
import { iamPasswordPolicy } from "./iam/passwordPolicy";
import { iamTrustAccounts } from "./iam/trustAccounts";
import { iamTrustNotPublic } from "./iam/trustNotPublic";
import { iamTrustSource } from "./iam/trustSource";
import { kmsDeletionWindow } from "./kms/deletionWindow";
import { kmsEnabled } from "./kms/enabled";
import { kmsLockoutCheck } from "./kms/lockoutCheck";
import { kmsNotPublic } from "./kms/notPublic";
import { kmsNoWildcardDecrypt } from "./kms/noWildcardDecrypt";
import { kmsRotation } from "./kms/rotation";
import { kmsRotationPeriod } from "./kms/rotationPeriod";
import { secretsCustomerKey } from "./kms/secretKey";
import { secretsNotPublic } from "./kms/secretNotPublic";
import { secretsRecoveryWindow } from "./kms/secretRecovery";
import { secretsRotation } from "./kms/secretRotation";
import { lambdaConcurrency } from "./lambda/concurrency";
import { lambdaDeadLetters } from "./lambda/deadLetters";
import { lambdaEnvironmentSecrets } from "./lambda/environmentSecrets";
import { lambdaNotPublic } from "./lambda/notPublic";
import { lambdaRuntime } from "./lambda/runtime";
import { lambdaSourceArn } from "./lambda/sourceArn";
import { lambdaTracing } from "./lambda/tracing";
import { lambdaUrlAuth } from "./lambda/urlAuth";
import { lambdaZones } from "./lambda/zones";
import { alarmActions } from "./logs/alarmActions";
import { logsCustomerKey } from "./logs/customerKey";
import { mendLogRetention } from "./logs/mendRetention";
import { logsNotPublic } from "./logs/notPublic";
import { logsRetention } from "./logs/retention";
import { rdsAdminName } from "./rds/adminName";
import { rdsAuditLog } from "./rds/auditLog";
import { rdsBackups } from "./rds/backups";
import { rdsCertificate } from "./rds/certificate";
import { rdsClusterReaders } from "./rds/clusterReaders";
import { rdsCopyTags } from "./rds/copyTags";
import { rdsCustomerKey } from "./rds/customerKey";
import { rdsDeletionProtection } from "./rds/deletionProtection";
import { rdsEncrypted } from "./rds/encrypted";
import { rdsEnhancedMonitoring } from "./rds/enhancedMonitoring";
import { rdsFinalSnapshot } from "./rds/finalSnapshot";
import { rdsIamAuthentication } from "./rds/iamAuthentication";
import { rdsLogs } from "./rds/logs";
import { rdsManagedPassword } from "./rds/managedPassword";
import { rdsMinorUpgrades } from "./rds/minorUpgrades";
import { rdsMultiAz } from "./rds/multiAz";
import { rdsNotPublic } from "./rds/notPublic";
import { rdsParameterGroup } from "./rds/parameterGroup";
import { rdsPerformanceInsights } from "./rds/performanceInsights";
import { rdsPort } from "./rds/port";
import { rdsPrivateSubnets } from "./rds/privateSubnets";
import { rdsProxyTls } from "./rds/proxyTls";
import { rdsSnapshotsNotPublic } from "./rds/snapshotsNotPublic";
import { rdsTls } from "./rds/tls";
import { s3AbortMultipart } from "./s3/abortMultipart";
import { s3CustomerKey } from "./s3/customerKey";
import { s3Lifecycle } from "./s3/lifecycle";
import { s3Logs } from "./s3/logs";
import { s3NoAcls } from "./s3/noAcls";
import { s3NoForceDestroy } from "./s3/noForceDestroy";
import { s3NoPublicPolicy } from "./s3/noPublicPolicy";
import { s3PublicAccessBlock } from "./s3/publicAccessBlock";
import { s3TlsOnly } from "./s3/tlsOnly";
import { s3Versioning } from "./s3/versioning";
import { snsEncryption } from "./sns/encryption";
import { snsNotPublic } from "./sns/notPublic";
import { snsTlsOnly } from "./sns/tlsOnly";
import { sqsDeadLetters } from "./sqs/deadLetters";
import { sqsEncryption } from "./sqs/encryption";
import { sqsNotPublic } from "./sqs/notPublic";
import { sqsTlsOnly } from "./sqs/tlsOnly";
import { ssmCustomerKey } from "./ssm/customerKey";
import { ssmDocumentPrivate } from "./ssm/documentPrivate";
import { ssmSecureString } from "./ssm/secureString";
import { acmKeyLength } from "./trail/certificateKey";
import { acmRenewal } from "./trail/certificateRenewal";
import { acmTransparency } from "./trail/certificateTransparency";
import { trailCustomerKey } from "./trail/customerKey";
import { dnsDomainLock } from "./trail/domainLock";
import { trailMultiRegion } from "./trail/multiRegion";
import { dnsQueryLogs } from "./trail/queryLogs";
import { trailToLogs } from "./trail/toLogs";
import { trailValidation } from "./trail/validation";
import { dnsNoForceDestroy } from "./trail/zoneForceDestroy";
import { vpcAuthorisedPorts } from "./vpc/authorisedPorts";
import { vpcDefaultSecurityGroup } from "./vpc/defaultSecurityGroup";
import { vpcFlowLogs } from "./vpc/flowLogs";
import { vpcNaclAdminPorts } from "./vpc/naclAdminPorts";
import { vpcNatPerZone } from "./vpc/natPerZone";
import { vpcNoAdminFromWorld } from "./vpc/noAdminFromWorld";
import { vpcNoAutoPublicIp } from "./vpc/noAutoPublicIp";
import { vpcOneKindOfRules } from "./vpc/oneKindOfRules";
import { vpcRiskyPorts } from "./vpc/riskyPorts";
import { vpcRuleDescriptions } from "./vpc/ruleDescriptions";
import { vpcTwoZones } from "./vpc/twoZones";
import { wafHasRules } from "./waf/hasRules";
import { wafKnownBadInputs } from "./waf/knownBadInputs";
import { wafLogging } from "./waf/logging";
import { wafMetrics } from "./waf/metrics";

/** All rules, in alphabetical groups. Explicit, so that nothing is lost unnoticed. */
export const rules: readonly Rule[] = [
    // Account
    configRecording,
    configRecordsAll,
    guardDutyEnabled,
    // Across services
    allowedRegions,
    mendTags,
    noStaticCredentials,
    protectStateful,
    requiredTags,
    // API Gateway
    apiGatewayAccessLogs,
    apiGatewayAuthorizer,
    apiGatewayCors,
    apiGatewayIntegrationHttps,
    apiGatewayThrottling,
    // Auto Scaling
    autoscalingHealthCheck,
    autoscalingLaunchTemplate,
    autoscalingTwoZones,
    // Backup
    backupCustomerKey,
    backupNoForceDestroy,
    backupRetention,
    backupVaultLocked,
    // CloudFront
    cloudFrontAccessLogs,
    cloudFrontFirewall,
    cloudFrontHsts,
    cloudFrontOriginAccessControl,
    cloudFrontOriginFailover,
    cloudFrontOriginHttps,
    cloudFrontOriginTls,
    cloudFrontOwnCertificate,
    cloudFrontRootObject,
    cloudFrontSni,
    cloudFrontTlsPolicy,
    cloudFrontViewerHttps,
    // CloudTrail, certificates, DNS
    acmKeyLength,
    dnsQueryLogs,
    trailCustomerKey,
    trailMultiRegion,
    trailToLogs,
    trailValidation,
    // CloudWatch
    alarmActions,
    logsCustomerKey,
    logsRetention,
    mendLogRetention,
    // CodeBuild and CodePipeline
    codebuildEncrypted,
    codebuildLogs,
    codebuildNoCredentialsInUrl,
    codebuildNoPlainSecrets,
    codebuildNotPrivileged,
    codepipelineCustomerKey,
    // Cognito
    cognitoDeletionProtection,
    cognitoMfa,
    cognitoMfaRequired,
    cognitoNoGuests,
    cognitoPasswordPolicy,
    cognitoThreatProtection,
    // Cost
    costPricesKnown,
    costWithinBudget,
    // DynamoDB
    dynamodbAcceleratorEncrypted,
    dynamodbCustomerKey,
    dynamodbDeletionProtection,
    dynamodbRecovery,
    dynamodbScales,
    // EC2
    ec2DefaultEncryption,
    ec2EncryptedVolumes,
    ec2MetadataHops,
    ec2MetadataTokens,
    ec2NoPublicIp,
    ec2NoSecretsInUserData,
    ec2NoSshKey,
    ec2SnapshotsNotPublic,
    // ECR
    ecrCustomerKey,
    ecrImmutableTags,
    ecrLifecycle,
    ecrNoForceDelete,
    ecrNotPublic,
    ecrScan,
    // ECS
    ecsCircuitBreaker,
    ecsContainerInsights,
    ecsExecCustomerKey,
    ecsExecLogged,
    ecsFileSystemsEncrypted,
    ecsLogs,
    ecsManagedTermination,
    ecsNoHostNetwork,
    ecsNoHostProcesses,
    ecsNoPlainSecrets,
    ecsNoPublicIp,
    ecsNoShell,
    ecsNotPrivileged,
    ecsNotRoot,
    ecsPinnedImage,
    ecsPlatformVersion,
    ecsReadOnlyRoot,
    ecsScheduledNoPublicIp,
    ecsSeparateRoles,
    ecsTwoTasks,
    // ElastiCache
    elasticacheAuthentication,
    elasticacheBackups,
    elasticacheCustomerKey,
    elasticacheEncryptedAtRest,
    elasticacheEncryptedInTransit,
    elasticacheFailover,
    elasticacheFinalSnapshot,
    elasticacheLogs,
    elasticacheMinorUpgrades,
    elasticacheSubnetGroup,
    elasticacheUsersAuthenticate,
    // IAM
    iamNoAdmin,
    iamNoAdminAttachment,
    iamNoDataEverywhere,
    iamNoEscalation,
    iamNoNotResource,
    iamNoServiceWildcards,
    iamNoUsers,
    iamNoWritesEverywhere,
    iamOidcAudience,
    iamOidcSubject,
    iamPassRole,
    iamPasswordPolicy,
    iamTrustAccounts,
    iamTrustNotPublic,
    iamTrustSource,
    // KMS and Secrets Manager
    kmsDeletionWindow,
    kmsEnabled,
    kmsLockoutCheck,
    kmsNotPublic,
    kmsNoWildcardDecrypt,
    kmsRotation,
    kmsRotationPeriod,
    secretsCustomerKey,
    secretsNotPublic,
    secretsRecoveryWindow,
    secretsRotation,
    // Lambda
    lambdaConcurrency,
    lambdaDeadLetters,
    lambdaEnvironmentSecrets,
    lambdaNotPublic,
    lambdaRuntime,
    lambdaSourceArn,
    lambdaTracing,
    lambdaUrlAuth,
    lambdaZones,
    // CloudWatch
    logsNotPublic,
    // Load balancers
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
    // RDS
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
    // S3
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
    // SNS
    snsEncryption,
    snsNotPublic,
    snsTlsOnly,
    // SQS
    sqsDeadLetters,
    sqsEncryption,
    sqsNotPublic,
    sqsTlsOnly,
    // Systems Manager
    ssmCustomerKey,
    ssmDocumentPrivate,
    ssmSecureString,
    // CloudTrail, certificates, DNS
    acmRenewal,
    acmTransparency,
    dnsDomainLock,
    dnsNoForceDestroy,
    // VPC and security groups
    vpcAuthorisedPorts,
    vpcDefaultSecurityGroup,
    vpcFlowLogs,
    vpcNaclAdminPorts,
    vpcNatPerZone,
    vpcNoAdminFromWorld,
    vpcNoAutoPublicIp,
    vpcOneKindOfRules,
    vpcRiskyPorts,
    vpcRuleDescriptions,
    vpcTwoZones,
    // WAF
    wafHasRules,
    wafKnownBadInputs,
    wafLogging,
    wafMetrics,
];
