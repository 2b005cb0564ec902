import { lambdaConcurrency } from "../../../../policy-pack/policies/lambda/concurrency";
import { lambdaDeadLetters } from "../../../../policy-pack/policies/lambda/deadLetters";
import { lambdaEnvironmentSecrets } from "../../../../policy-pack/policies/lambda/environmentSecrets";
import { lambdaNotPublic } from "../../../../policy-pack/policies/lambda/notPublic";
import { lambdaRuntime } from "../../../../policy-pack/policies/lambda/runtime";
import { lambdaSourceArn } from "../../../../policy-pack/policies/lambda/sourceArn";
import { lambdaTracing } from "../../../../policy-pack/policies/lambda/tracing";
import { lambdaUrlAuth } from "../../../../policy-pack/policies/lambda/urlAuth";
import { lambdaZones } from "../../../../policy-pack/policies/lambda/zones";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

testRule(lambdaNotPublic, {
    compliant: { principal: "s3.amazonaws.com" },
    also: [{ principal: "*", principalOrgId: "o-1" }],
    violating: [[{ principal: "*" }, /^principal is public/]],
    // Each limits who may come, whatever it is.
    unknown: {
        sourceArn: "passes",
        sourceAccount: "passes",
        principalOrgId: "passes",
        organizationId: "passes",
        eventSourceToken: "passes",
        principal: "fails",
    },
    absent: { principal: "passes" },
    wrongType: { principal: ["*"] },
});

testRule(lambdaSourceArn, {
    compliant: { principal: "sns.amazonaws.com", sourceArn: "arn:aws:sns:eu-west-1:1:jobs" },
    also: [
        { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::files", sourceAccount: "1" },
        { principal: "111122223333", sourceArn: undefined },
        { sourceArn: undefined, sourceAccount: "1" },
    ],
    violating: [
        [{ sourceArn: "" }, /^sourceArn is not set/],
        [{ principal: "sns.amazonaws.com.cn", sourceArn: undefined }, /^sourceArn is not set/],
        [{ principal: "s3.amazonaws.com" }, /^sourceAccount is not set/],
    ],
    unknown: { sourceAccount: "passes", eventSourceToken: "passes", sourceArn: "passes", principal: "fails" },
    absent: { sourceArn: "fails" },
    wrongType: { principal: 7 },
});

testRule(lambdaRuntime, {
    compliant: { runtime: "nodejs22.x" },
    also: [{ packageType: "Image", runtime: undefined }],
    violating: [
        [{ runtime: "nodejs16.x" }, /^runtime is not an allowed one/],
        // Its end was in November 2026.
        [{ runtime: "dotnet8" }, /^runtime is not an allowed one/],
    ],
    unknown: { runtime: "fails", packageType: "fails" },
    absent: { runtime: "fails", packageType: "passes" },
    wrongType: { runtime: 22 },
});

testRule(lambdaZones, {
    compliant: { vpcConfig: { subnetIds: ["a", "b"] } },
    also: [{ vpcConfig: undefined }],
    violating: [[{ "vpcConfig.subnetIds": ["a"] }, /has too few subnets/]],
    unknown: { "vpcConfig.subnetIds": "deferred", "vpcConfig.subnetIds.1": "passes" },
    absent: { "vpcConfig.subnetIds": "passes" },
    wrongType: { "vpcConfig.subnetIds": "a" },
});

testRule(lambdaTracing, {
    compliant: { tracingConfig: { mode: "Active" } },
    violating: [[{ "tracingConfig.mode": "PassThrough" }, /^tracingConfig\.mode is not Active/]],
    unknown: { "tracingConfig.mode": "fails" },
    absent: { "tracingConfig.mode": "fails" },
    wrongType: { "tracingConfig.mode": true },
});

testRule(lambdaConcurrency, {
    compliant: { reservedConcurrentExecutions: 0 },
    violating: [[{ reservedConcurrentExecutions: -1 }, /^reservedConcurrentExecutions is not set/]],
    unknown: { reservedConcurrentExecutions: "fails" },
    absent: { reservedConcurrentExecutions: "fails" },
    wrongType: { reservedConcurrentExecutions: "many" },
});

const IN = "environment.variables";
testRule(lambdaEnvironmentSecrets, {
    compliant: {
        environment: {
            variables: {
                LOG_LEVEL: "info",
                PAYMENT_SECRET: "arn:aws:secretsmanager:eu-west-1:1:secret:payment",
                TOKEN_URL: "https://example.com/token",
            },
        },
    },
    also: [
        // How many, and whether.
        { [`${IN}.MAX_TOKENS`]: "4096", [`${IN}.REQUIRE_PASSWORD`]: "true" },
        // Where one is.
        { [`${IN}.DB_PASSWORD`]: "/shop/db/password", [`${IN}.DB_PASS`]: "https://vault.example.com/db" },
        { [`${IN}.ENCRYPTION_KEY`]: "alias/shop", [`${IN}.SORT_KEY`]: "created" },
        { [`${IN}.DATABASE_URL`]: "postgres://user@db:5432/shop", [`${IN}.REPO`]: "git@example.com:a/b" },
        {
            [`${IN}.TEMPLATE`]: "postgres://user:${PASSWORD}@db/shop",
            [`${IN}.IMAGE`]: "docker://nginx:1@sha256:a",
        },
    ],
    violating: [
        ...["DB_PASS", "DB_PWD", "PASSWORD_DB", "SECRET_KEY_BASE", "STRIPE_SECRET_KEY", "signingKey"].map(
            (name) => [{ [`${IN}.${name}`]: "hunter2" }, /looks like a secret/] as const,
        ),
        ...[
            "postgres://user:hunter2@db:5432/shop",
            "https://user:hunter2@example.com/hook",
            "redis://:hunter2@cache:6379",
            ["gh", `p_${"a".repeat(36)}`].join(""),
            ["sk", `_live_${"a".repeat(24)}`].join(""),
        ].map((value) => [{ [`${IN}.OTHER`]: value }, /OTHER looks like a secret/] as const),
        [{ [`${IN}.DB_PASSWORD`]: "/hunter2" }, /DB_PASSWORD looks like a secret/],
        [{ [`${IN}.DB_PASSWORD`]: "123456" }, /DB_PASSWORD looks like a secret/],
        [{ [`${IN}.DB_PASSWORD`]: "hunter2" }, /^environment\.variables\.DB_PASSWORD looks like a secret/],
        [{ [`${IN}.apiKey`]: "0123456789" }, /apiKey looks like a secret/],
        [{ [`${IN}.OTHER`]: ["AK", "IAABCDEFGHIJKLMNOP"].join("") }, /OTHER looks like a secret/],
    ],
    unknown: { [`${IN}.DB_PASSWORD`]: "deferred", [`${IN}.QUEUE_URL`]: "deferred", environment: "fails" },
    absent: { [IN]: "passes" },
    wrongType: { [`${IN}.LOG_LEVEL`]: 7 },
});

testRule(lambdaUrlAuth, {
    compliant: { authorizationType: "AWS_IAM" },
    violating: [[{ authorizationType: "NONE" }, /^authorizationType is NONE/]],
    unknown: { authorizationType: "fails" },
    absent: { authorizationType: "passes" },
    wrongType: { authorizationType: false },
});

testRule(lambdaUrlAuth, {
    type: "aws:lambda/permission:Permission",
    compliant: { functionUrlAuthType: "AWS_IAM" },
    violating: [[{ functionUrlAuthType: "NONE" }, /^functionUrlAuthType is NONE/]],
    unknown: { functionUrlAuthType: "fails" },
    absent: { functionUrlAuthType: "passes" },
    wrongType: { functionUrlAuthType: 0 },
});

const code: Sent = { type: "aws:lambda/function:Function", name: "report", props: {} };
const alias: Sent = {
    type: "aws:lambda/alias:Alias",
    name: "live",
    props: {},
    dependencies: { functionName: [urnOf(code)] },
};
const schedule: Sent = {
    type: "aws:scheduler/schedule:Schedule",
    name: "daily",
    props: {},
    dependencies: { target: [urnOf(alias)] },
};
const permission = (principal: string): Sent => ({
    type: "aws:lambda/permission:Permission",
    name: "call",
    props: { principal },
    dependencies: { function: [urnOf(code)] },
});
const failures = (destinationConfig: object): Sent => ({
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    name: "failures",
    props: { destinationConfig },
    dependencies: { qualifier: [urnOf(alias)] },
});

testStackRule(lambdaDeadLetters, {
    satisfied: {
        "a function without asynchronous callers": [code, alias],
        "a synchronous caller": [code, permission("apigateway.amazonaws.com")],
        "another account": [code, permission("111122223333")],
        "a service that does not wait, and a dead-letter queue": [
            { ...code, props: { deadLetterConfig: { targetArn: "arn:q" } } },
            permission("sns.amazonaws.com"),
        ],
        "a destination for failures": [
            code,
            alias,
            schedule,
            failures({ onFailure: { destination: "arn:q" } }),
        ],
        "a dead-letter queue": [
            { ...code, props: { deadLetterConfig: { targetArn: "arn:q" } } },
            alias,
            schedule,
        ],
    },
    broken: {
        neither: [[code, alias, schedule], /^deadLetterConfig is not set/, "report"],
        ...Object.fromEntries(
            [
                "iot.amazonaws.com",
                "ses.amazonaws.com",
                "logs.eu-west-1.amazonaws.com",
                "sns.amazonaws.com",
            ].map((service) => [
                `what ${service} sends`,
                [[code, permission(service)], /^deadLetterConfig is not set/, "report"],
            ]),
        ),
        "a destination for successes only": [
            [code, alias, schedule, failures({ onSuccess: { destination: "arn:q" } })],
            /is not set/,
            "report",
        ],
    },
    unknown: { "the caller is": [[code, permission(UNKNOWN)], "fails"] },
});
