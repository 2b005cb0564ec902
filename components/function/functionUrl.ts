import * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";

/** An address of a function's own, without an API. */
export interface FunctionUrlArgs {
    /** Who may call it: who has permission, by signed requests, or everybody. @default "iam" */
    readonly auth?: "iam" | "none";
    /** Origins of sites whose pages may call it. @default none */
    readonly corsOrigins?: readonly string[];
    /** Whether callers get an answer while it is written, if the handler streams it. @default false */
    readonly stream?: boolean;
}

/**
 * The address of a function's alias. For one without authorization the provider adds the two statements that AWS asks for
 * since October 2025, `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction` by the address only; it does so when it creates the
 * address and not later: another kind of authorization is another address.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export function createUrl(
    name: string,
    { auth, corsOrigins = [], stream }: FunctionUrlArgs,
    alias: lambda.Alias,
    options: pulumi.CustomResourceOptions,
): lambda.FunctionUrl {
    return new lambda.FunctionUrl(
        name,
        {
            functionName: alias.functionName,
            qualifier: alias.name,
            authorizationType: (auth ?? defaults.functionUrlArgs.auth) === "none" ? "NONE" : "AWS_IAM",
            invokeMode: (stream ?? defaults.functionUrlArgs.stream) ? "RESPONSE_STREAM" : "BUFFERED",
            ...(corsOrigins.length > 0
                ? {
                      cors: {
                          allowOrigins: [...corsOrigins],
                          allowMethods: ["*"],
                          allowHeaders: ["content-type", "authorization"],
                          maxAge: CORS_SECONDS,
                      },
                  }
                : {}),
        },
        // An alias has one address.
        { ...options, replaceOnChanges: ["authorizationType"], deleteBeforeReplace: true },
    );
}

/** As long as browsers keep an answer at most: https://developer.mozilla.org/docs/Web/HTTP/Headers/Access-Control-Max-Age */
const CORS_SECONDS = 7200;
