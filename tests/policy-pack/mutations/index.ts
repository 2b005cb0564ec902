/** A mutation for every rule, in alphabetical groups. */
import { across } from "./across";
import { alb } from "./alb";
import { backup } from "./backup";
import { codebuild } from "./codebuild";
import { dynamodb } from "./dynamodb";
import { ec2 } from "./ec2";
import { ecr } from "./ecr";
import { ecs } from "./ecs";
import { elasticache } from "./elasticache";
import { iam } from "./iam";
import { kms } from "./kms";
import { logs } from "./logs";
import type { Mutation } from "./mutation";
import { rds } from "./rds";
import { s3 } from "./s3";
import { trail } from "./trail";
import { vpc } from "./vpc";

export const mutations: readonly Mutation[] = [
    ...across,
    ...alb,
    ...backup,
    ...codebuild,
    ...dynamodb,
    ...ec2,
    ...ecr,
    ...ecs,
    ...elasticache,
    ...iam,
    ...kms,
    ...logs,
    ...rds,
    ...s3,
    ...trail,
    ...vpc,
];
