import { idOf, type Mutation } from "../../mutations/mutation";

const code = "aws:lambda/function:Function";

const permission = "aws:lambda/permission:Permission";

/** A function that satisfies every rule. */
const well = {
    role: "arn:aws:iam::333333333333:role/function",
    s3Bucket: "code",
    s3Key: "function.zip",
    handler: "index.handler",
    runtime: "nodejs22.x",
    reservedConcurrentExecutions: 5,
    tracingConfig: { mode: "Active" },
};

export const lambda: readonly Mutation[] = [
    {
        rule: "lambda-concurrency",
        type: code,
        name: "limited",
        own: [
            {
                type: code,
                name: "limited",
                props: well,
            },
        ],
        set: { reservedConcurrentExecutions: -1 },
    },
    {
        rule: "lambda-dead-letters",
        type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        name: "told",
        own: [
            {
                type: code,
                name: "told",
                props: well,
                outputs: { id: "told" },
            },
            {
                type: "aws:cloudwatch/eventTarget:EventTarget",
                name: "told",
                props: { rule: "nightly", arn: idOf(code, "told") },
            },
            {
                type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
                name: "told",
                props: {
                    functionName: idOf(code, "told"),
                    destinationConfig: { onFailure: { destination: "arn:aws:sqs:eu-west-1:1:dead" } },
                },
            },
        ],
        set: { destinationConfig: undefined },
    },
    {
        rule: "lambda-environment-secrets",
        type: code,
        name: "orders",
        set: { "environment.variables.PAYMENT_PASSWORD": "not-for-everybody" },
    },
    {
        rule: "lambda-not-public",
        name: "shop-orders",
        type: permission,
        set: { principal: "*", sourceArn: undefined, sourceAccount: undefined },
    },
    { rule: "lambda-runtime", type: code, name: "orders", set: { runtime: "nodejs16.x" } },
    {
        rule: "lambda-source-arn",
        name: "secret-rotation",
        type: permission,
        set: { sourceArn: undefined, sourceAccount: undefined },
    },
    { rule: "lambda-tracing", type: code, name: "orders", set: { "tracingConfig.mode": "PassThrough" } },
    {
        rule: "lambda-url-auth",
        type: "aws:lambda/functionUrl:FunctionUrl",
        own: [
            {
                type: "aws:lambda/functionUrl:FunctionUrl",
                props: { functionName: "orders", authorizationType: "AWS_IAM" },
            },
        ],
        set: { authorizationType: "NONE" },
    },
    { rule: "lambda-zones", type: code, name: "orders", set: { "vpcConfig.subnetIds": ["subnet-a"] } },
];
