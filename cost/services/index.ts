import type { Estimators } from "../estimator";
import { apiGateway } from "./apiGateway";
import { audit } from "./audit";
import { builds } from "./builds";
import { cloudFront } from "./cloudFront";
import { cloudWatch } from "./cloudWatch";
import { cognito } from "./cognito";
import { dynamoDb } from "./dynamoDb";
import { ec2 } from "./ec2";
import { ecs } from "./ecs";
import { elastiCache } from "./elastiCache";
import { lambda } from "./lambda";
import { loadBalancing } from "./loadBalancing";
import { messaging } from "./messaging";
import { network } from "./network";
import { rds } from "./rds";
import { route53 } from "./route53";
import { secrets } from "./secrets";
import { storage } from "./storage";
import { waf } from "./waf";

/** All estimators by type token. */
export const ESTIMATORS: Estimators = {
    ...apiGateway,
    ...audit,
    ...builds,
    ...cloudFront,
    ...cloudWatch,
    ...cognito,
    ...dynamoDb,
    ...ec2,
    ...ecs,
    ...elastiCache,
    ...lambda,
    ...loadBalancing,
    ...messaging,
    ...network,
    ...rds,
    ...route53,
    ...secrets,
    ...storage,
    ...waf,
};
