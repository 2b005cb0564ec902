/** All rules, in alphabetical groups. Explicit, so that nothing is lost unnoticed. */
import type { Rule } from "../core/rule";
import { allowedRegions } from "./across/allowedRegions";
import { mendTags } from "./across/mendTags";
import { noStaticCredentials } from "./across/noStaticCredentials";
import { protectStateful } from "./across/protectStateful";
import { requiredTags } from "./across/requiredTags";
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

export const rules: readonly Rule[] = [
    // Across services
    allowedRegions,
    mendTags,
    noStaticCredentials,
    protectStateful,
    requiredTags,
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
];
