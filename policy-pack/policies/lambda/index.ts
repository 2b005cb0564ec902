import type { Rule } from "../../core/rule";
import { lambdaConcurrency } from "./concurrency";
import { lambdaDeadLetters } from "./deadLetters";
import { lambdaEnvironmentSecrets } from "./environmentSecrets";
import { lambdaNotPublic } from "./notPublic";
import { lambdaRuntime } from "./runtime";
import { lambdaSourceArn } from "./sourceArn";
import { lambdaTracing } from "./tracing";
import { lambdaUrlAuth } from "./urlAuth";
import { lambdaZones } from "./zones";

export const lambda: readonly Rule[] = [
    lambdaConcurrency,
    lambdaDeadLetters,
    lambdaEnvironmentSecrets,
    lambdaNotPublic,
    lambdaRuntime,
    lambdaSourceArn,
    lambdaTracing,
    lambdaUrlAuth,
    lambdaZones,
];
