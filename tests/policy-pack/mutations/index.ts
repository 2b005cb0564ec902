/** A mutation for every rule, in alphabetical groups. */
import { apigateway } from "./apigateway";
import { cloudfront } from "./cloudfront";
import { cognito } from "./cognito";
import { cost } from "./cost";
import { lambda } from "./lambda";
import { logs } from "./logs";
import { messaging } from "./messaging";
import type { Mutation } from "./mutation";
import { s3 } from "./s3";
import { waf } from "./waf";

export const mutations: readonly Mutation[] = [
    ...apigateway,
    ...cloudfront,
    ...cognito,
    ...cost,
    ...lambda,
    ...logs,
    ...messaging,
    ...s3,
    ...waf,
];
