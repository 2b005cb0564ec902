/** A mutation for every rule, by the service of the rule. */
import { acm } from "../policies/acm/mutations";
import { allServices } from "../policies/allServices/mutations";
import { apigateway } from "../policies/apigateway/mutations";
import { autoscaling } from "../policies/autoscaling/mutations";
import { backup } from "../policies/backup/mutations";
import { cloudfront } from "../policies/cloudfront/mutations";
import { cloudtrail } from "../policies/cloudtrail/mutations";
import { cloudwatch } from "../policies/cloudwatch/mutations";
import { codebuild } from "../policies/codebuild/mutations";
import { codepipeline } from "../policies/codepipeline/mutations";
import { cognito } from "../policies/cognito/mutations";
import { configservice } from "../policies/configservice/mutations";
import { cost } from "../policies/cost/mutations";
import { dynamodb } from "../policies/dynamodb/mutations";
import { ec2 } from "../policies/ec2/mutations";
import { ecr } from "../policies/ecr/mutations";
import { ecs } from "../policies/ecs/mutations";
import { elasticache } from "../policies/elasticache/mutations";
import { elbv2 } from "../policies/elbv2/mutations";
import { events } from "../policies/events/mutations";
import { guardduty } from "../policies/guardduty/mutations";
import { iam } from "../policies/iam/mutations";
import { kms } from "../policies/kms/mutations";
import { lambda } from "../policies/lambda/mutations";
import { logs } from "../policies/logs/mutations";
import { rds } from "../policies/rds/mutations";
import { route53 } from "../policies/route53/mutations";
import { route53domains } from "../policies/route53domains/mutations";
import { s3 } from "../policies/s3/mutations";
import { secretsmanager } from "../policies/secretsmanager/mutations";
import { ses } from "../policies/ses/mutations";
import { sns } from "../policies/sns/mutations";
import { sqs } from "../policies/sqs/mutations";
import { ssm } from "../policies/ssm/mutations";
import { vpc } from "../policies/vpc/mutations";
import { wafv2 } from "../policies/wafv2/mutations";
import type { Mutation } from "./mutation";

export const mutations: readonly Mutation[] = [
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
