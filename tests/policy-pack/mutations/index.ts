/** A mutation for every rule, in alphabetical groups. */
import { account } from "./account";
import { across } from "./allServices";
import { alb } from "./elbv2";
import { apigateway } from "./apigateway";
import { backup } from "./backup";
import { cloudfront } from "./cloudfront";
import { codebuild } from "./codebuild";
import { cognito } from "./cognito";
import { cost } from "./cost";
import { dynamodb } from "./dynamodb";
import { ec2 } from "./ec2";
import { ecr } from "./ecr";
import { ecs } from "./ecs";
import { elasticache } from "./elasticache";
import { iam } from "./iam";
import { kms } from "./kms";
import { lambda } from "./lambda";
import { logs } from "./logs";
import { messaging } from "./messaging";
import type { Mutation } from "./mutation";
import { rds } from "./rds";
import { s3 } from "./s3";
import { ssm } from "./ssm";
import { trail } from "./trail";
import { vpc } from "./vpc";
import { waf } from "./wafv2";

export const mutations: readonly Mutation[] = [
    ...account,
    ...across,
    ...alb,
    ...apigateway,
    ...backup,
    ...cloudfront,
    ...codebuild,
    ...cognito,
    ...cost,
    ...dynamodb,
    ...ec2,
    ...ecr,
    ...ecs,
    ...elasticache,
    ...iam,
    ...kms,
    ...lambda,
    ...logs,
    ...messaging,
    ...rds,
    ...s3,
    ...ssm,
    ...trail,
    ...vpc,
    ...waf,
];
