import { apiGateway } from "./apiGateway";
import { audit } from "./audit";
import { backup } from "./backup";
import { builds } from "./builds";
import { cloudFront } from "./cloudFront";
import { cloudWatch } from "./cloudWatch";
import { cognito } from "./cognito";
import { dynamoDb } from "./dynamoDb";
import { ec2 } from "./ec2";
import { ecr } from "./ecr";
import { ecs } from "./ecs";
import { elastiCache } from "./elastiCache";
import type { Estimators } from "./estimator";
import { kms } from "./kms";
import { lambda } from "./lambda";
import { loadBalancing } from "./loadBalancing";
import { messaging } from "./messaging";
import { network } from "./network";
import { rds } from "./rds";
import { route53 } from "./route53";
import { s3 } from "./s3";
import { secrets } from "./secrets";
import { waf } from "./waf";
import { xray } from "./xray";

export type { Estimator } from "./estimator";

/** All estimators by type token. */
export const ESTIMATORS: Estimators = {
    ...apiGateway,
    ...audit,
    ...backup,
    ...builds,
    ...cloudFront,
    ...cloudWatch,
    ...cognito,
    ...dynamoDb,
    ...ec2,
    ...ecr,
    ...ecs,
    ...elastiCache,
    ...kms,
    ...lambda,
    ...loadBalancing,
    ...messaging,
    ...network,
    ...rds,
    ...route53,
    ...s3,
    ...secrets,
    ...waf,
    ...xray,
};
