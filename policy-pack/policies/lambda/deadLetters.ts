import { stackRule } from "../../core/rule";

const CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";

/** Aliases represent a function; the others call one asynchronously. */
const ALIAS = "aws:lambda/alias:Alias";
const CALLERS = [
    "aws:scheduler/schedule:Schedule",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:sns/topicSubscription:TopicSubscription",
    "aws:s3/bucketNotification:BucketNotification",
];

/** Services that call permitted functions asynchronously; the trigger may be in another stack. */
const PERMISSION = "aws:lambda/permission:Permission";
const SERVICE =
    /^(config|events|iot|lambda\.alarms\.cloudwatch|logs|s3|ses|sns)\.([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/;

export const lambdaDeadLetters = stackRule({
    name: "lambda-dead-letters",
    title: "Asynchronous functions keep failed events",
    description: "After two retries, Lambda discards a failed event without notice.",
    severity: "medium",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_116"] },
    remediation:
        "Set deadLetterConfig.targetArn, or an onFailure destination in a FunctionEventInvokeConfig.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    check(stack) {
        for (const code of stack.all("aws:lambda/function:Function")) {
            const names = [code, ...stack.all(ALIAS).filter((alias) => alias.dependsOn(code))];
            const refersToIt = (types: readonly string[]) =>
                stack.all(...types).filter((other) => names.some((name) => other.dependsOn(name)));
            const called =
                refersToIt(CALLERS).length > 0 ||
                refersToIt([PERMISSION]).some((one) => SERVICE.test(one.string("principal", "") ?? ""));
            if (!called) continue;
            const kept =
                code.isSet("deadLetterConfig.targetArn") ||
                refersToIt([CONFIG]).some((config) =>
                    config.isSet("destinationConfig.onFailure.destination"),
                );
            if (!kept) code.fail("deadLetterConfig", "is not set, and no onFailure destination is");
        }
    },
});
