import type { Rule } from "../core/rule";
import { acm } from "./acm";
import { allServices } from "./allServices";
import { apigateway } from "./apigateway";
import { autoscaling } from "./autoscaling";
import { backup } from "./backup";
import { cloudfront } from "./cloudfront";
import { cloudtrail } from "./cloudtrail";
import { cloudwatch } from "./cloudwatch";
import { codebuild } from "./codebuild";
import { codepipeline } from "./codepipeline";
import { cognito } from "./cognito";
import { configservice } from "./configservice";
import { cost } from "./cost";
import { dynamodb } from "./dynamodb";
import { ec2 } from "./ec2";
import { ecr } from "./ecr";
import { ecs } from "./ecs";
import { elasticache } from "./elasticache";
import { elbv2 } from "./elbv2";
import { events } from "./events";
import { guardduty } from "./guardduty";
import { iam } from "./iam";
import { kms } from "./kms";
import { lambda } from "./lambda";
import { logs } from "./logs";
import { rds } from "./rds";
import { route53 } from "./route53";
import { route53domains } from "./route53domains";
import { s3 } from "./s3";
import { secretsmanager } from "./secretsmanager";
import { ses } from "./ses";
import { sns } from "./sns";
import { sqs } from "./sqs";
import { ssm } from "./ssm";
import { vpc } from "./vpc";
import { wafv2 } from "./wafv2";

/** The rules of all services; each service lists its own. */
export const rules: readonly Rule[] = [
    ...acm,
    ...allServices,
    ...apigateway,
    ...autoscaling,
    ...backup,
    ...cloudfront,
    ...cloudtrail,
    ...cloudwatch,
    ...codebuild,
    ...codepipeline,
    ...cognito,
    ...configservice,
    ...cost,
    ...dynamodb,
    ...ec2,
    ...ecr,
    ...ecs,
    ...elasticache,
    ...elbv2,
    ...events,
    ...guardduty,
    ...iam,
    ...kms,
    ...lambda,
    ...logs,
    ...rds,
    ...route53,
    ...route53domains,
    ...s3,
    ...secretsmanager,
    ...ses,
    ...sns,
    ...sqs,
    ...ssm,
    ...vpc,
    ...wafv2,
];
