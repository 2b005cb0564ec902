/** A mutation for every rule, in alphabetical groups. */
import { logs } from "./logs";
import type { Mutation } from "./mutation";
import { s3 } from "./s3";

export const mutations: readonly Mutation[] = [...logs, ...s3];
