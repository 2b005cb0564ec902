/** All rules, in alphabetical groups. Explicit, so that nothing is lost unnoticed. */
import type { Rule } from "../core/rule";
import { allowedRegions } from "./across/allowedRegions";
import { mendTags } from "./across/mendTags";
import { noStaticCredentials } from "./across/noStaticCredentials";
import { protectStateful } from "./across/protectStateful";
import { requiredTags } from "./across/requiredTags";
import { apiGatewayAccessLogs } from "./apigateway/accessLogs";
import { apiGatewayAuthorizer } from "./apigateway/authorizer";
import { apiGatewayCors } from "./apigateway/cors";
import { apiGatewayIntegrationHttps } from "./apigateway/integrationHttps";
import { apiGatewayThrottling } from "./apigateway/throttling";
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
import { cognitoDeletionProtection } from "./cognito/deletionProtection";
import { cognitoMfa } from "./cognito/mfa";
import { cognitoMfaRequired } from "./cognito/mfaRequired";
import { cognitoNoGuests } from "./cognito/noGuests";
import { cognitoPasswordPolicy } from "./cognito/passwordPolicy";
import { cognitoThreatProtection } from "./cognito/threatProtection";
import { costPricesKnown } from "./cost/pricesKnown";
import { costWithinBudget } from "./cost/withinBudget";
import { ecrCustomerKey } from "./ecr/customerKey";
import { ecrImmutableTags } from "./ecr/immutableTags";
import { ecrLifecycle } from "./ecr/lifecycle";
import { ecrNotPublic } from "./ecr/notPublic";
import { ecrScan } from "./ecr/scan";
import { iamNoAdmin } from "./iam/noAdmin";
import { iamNoAdminAttachment } from "./iam/noAdminAttachment";
import { iamNoServiceWildcards } from "./iam/noServiceWildcards";
import { iamNoUsers } from "./iam/noUsers";
import { iamOidcSubject } from "./iam/oidcSubject";
import { iamPassRole } from "./iam/passRole";
import { iamTrustNotPublic } from "./iam/trustNotPublic";
import { kmsDeletionWindow } from "./kms/deletionWindow";
import { kmsNoWildcardDecrypt } from "./kms/noWildcardDecrypt";
import { kmsNotPublic } from "./kms/notPublic";
import { kmsRotation } from "./kms/rotation";
import { secretsCustomerKey } from "./kms/secretKey";
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
import { logsRetention } from "./logs/retention";
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
import { acmKeyLength } from "./trail/certificateKey";
import { trailCustomerKey } from "./trail/customerKey";
import { trailMultiRegion } from "./trail/multiRegion";
import { dnsQueryLogs } from "./trail/queryLogs";
import { trailToLogs } from "./trail/toLogs";
import { trailValidation } from "./trail/validation";
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

export const rules: readonly Rule[] = [
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
    // ECR
    ecrCustomerKey,
    ecrImmutableTags,
    ecrLifecycle,
    ecrNotPublic,
    ecrScan,
    // IAM
    iamNoAdmin,
    iamNoAdminAttachment,
    iamNoServiceWildcards,
    iamNoUsers,
    iamOidcSubject,
    iamPassRole,
    iamTrustNotPublic,
    // KMS and Secrets Manager
    kmsDeletionWindow,
    kmsNoWildcardDecrypt,
    kmsNotPublic,
    kmsRotation,
    secretsCustomerKey,
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
    alarmActions,
    logsCustomerKey,
    logsRetention,
    mendLogRetention,
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
    // CloudTrail, certificates, DNS
    acmKeyLength,
    dnsQueryLogs,
    trailCustomerKey,
    trailMultiRegion,
    trailToLogs,
    trailValidation,
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
