/** A mutation for every rule, in alphabetical groups. */
import { across } from "./across";
import { ecr } from "./ecr";
import { iam } from "./iam";
import { kms } from "./kms";
import { logs } from "./logs";
import type { Mutation } from "./mutation";
import { s3 } from "./s3";
import { trail } from "./trail";
import { vpc } from "./vpc";

export const mutations: readonly Mutation[] = [
    ...across,
    ...ecr,
    ...iam,
    ...kms,
    ...logs,
    ...s3,
    ...trail,
    ...vpc,
];
