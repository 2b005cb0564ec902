/** A mutation for every rule, in alphabetical groups. */
import { account } from "./account";
import { across } from "./across";
import { ecr } from "./ecr";
import { iam } from "./iam";
import { kms } from "./kms";
import { logs } from "./logs";
import type { Mutation } from "./mutation";
import { s3 } from "./s3";
import { ssm } from "./ssm";
import { trail } from "./trail";
import { vpc } from "./vpc";

export const mutations: readonly Mutation[] = [
    ...account,
    ...across,
    ...ecr,
    ...iam,
    ...kms,
    ...logs,
    ...s3,
    ...ssm,
    ...trail,
    ...vpc,
];
