/** A mutation for every rule, in alphabetical groups. */
import { across } from "./across";
import { apigateway } from "./apigateway";
import { cloudfront } from "./cloudfront";
import { cognito } from "./cognito";
import { cost } from "./cost";
import { ecr } from "./ecr";
import { iam } from "./iam";
import { kms } from "./kms";
import { lambda } from "./lambda";
import { logs } from "./logs";
import { messaging } from "./messaging";
import type { Mutation } from "./mutation";
import { s3 } from "./s3";
import { trail } from "./trail";
import { vpc } from "./vpc";
import { waf } from "./waf";

export const mutations: readonly Mutation[] = [
    ...across,
    ...apigateway,
    ...cloudfront,
    ...cognito,
    ...cost,
    ...ecr,
    ...iam,
    ...kms,
    ...lambda,
    ...logs,
    ...messaging,
    ...s3,
    ...trail,
    ...vpc,
    ...waf,
];
