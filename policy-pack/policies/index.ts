/** All rules, in alphabetical groups. Explicit, so that nothing is lost unnoticed. */
import type { Rule } from "../core/rule";
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
import { lambdaConcurrency } from "./lambda/concurrency";
import { lambdaDeadLetters } from "./lambda/deadLetters";
import { lambdaEnvironmentSecrets } from "./lambda/environmentSecrets";
import { lambdaNotPublic } from "./lambda/notPublic";
import { lambdaRuntime } from "./lambda/runtime";
import { lambdaSourceArn } from "./lambda/sourceArn";
import { lambdaTracing } from "./lambda/tracing";
import { lambdaUrlAuth } from "./lambda/urlAuth";
import { lambdaZones } from "./lambda/zones";
import { mendLogRetention } from "./logs/mendRetention";
import { logsRetention } from "./logs/retention";
import { s3PublicAccessBlock } from "./s3/publicAccessBlock";
import { snsEncryption } from "./sns/encryption";
import { snsNotPublic } from "./sns/notPublic";
import { snsTlsOnly } from "./sns/tlsOnly";
import { sqsDeadLetters } from "./sqs/deadLetters";
import { sqsEncryption } from "./sqs/encryption";
import { sqsNotPublic } from "./sqs/notPublic";
import { sqsTlsOnly } from "./sqs/tlsOnly";
import { wafHasRules } from "./waf/hasRules";
import { wafKnownBadInputs } from "./waf/knownBadInputs";
import { wafLogging } from "./waf/logging";
import { wafMetrics } from "./waf/metrics";

export const rules: readonly Rule[] = [
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
    // CloudWatch and CloudTrail
    logsRetention,
    mendLogRetention,
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
    // S3
    s3PublicAccessBlock,
    // SNS
    snsEncryption,
    snsNotPublic,
    snsTlsOnly,
    // SQS
    sqsDeadLetters,
    sqsEncryption,
    sqsNotPublic,
    sqsTlsOnly,
    // WAF
    wafHasRules,
    wafKnownBadInputs,
    wafLogging,
    wafMetrics,
];
