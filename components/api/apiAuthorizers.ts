import * as apigateway from "@pulumi/aws/apigatewayv2";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { mapValues, valueOf } from "../support/values";

/** A function that an API can call: `ServerlessFunction` or anything with the same outputs. */
export interface Invocable {
    readonly functionName: pulumi.Input<string>;
    readonly aliasName: pulumi.Input<string>;
    /** Of the alias, so that a new version needs no change of the API. */
    readonly invokeArn: pulumi.Input<string>;
}

/** Tokens (JWT) of an issuer. */
export interface TokenAuthorizer {
    /** The `iss` of the tokens; an OpenID Connect discovery document must be below it. */
    readonly issuer: pulumi.Input<string>;
    /** The `aud` (or `client_id`) of which a token must have one. */
    readonly audience: pulumi.Input<pulumi.Input<string>[]>;
}

/** A function that decides; it answers `{ isAuthorized, context }`. */
export interface FunctionAuthorizer {
    readonly check: Invocable;
    /** Seconds that an answer holds for the same identity, 0 to 3600. @default 300 */
    readonly cacheSeconds?: number;
    /** Identity sources that a request must have. @default ["$request.header.Authorization"] */
    readonly identity?: readonly string[];
}

/** An authorizer: the issuer of tokens, or a function. AWS signatures (`iam`) need none. */
export type AuthorizerArgs = TokenAuthorizer | FunctionAuthorizer;

/**
 * The authorizers of an API, with functions in place of their names, and every directory by its id.
 *
 * @param directories by id, such as `directory/<name>`
 * @throws Error if there is no such function: configuration that names it should have been refused
 */
export function knownAuthorizers(
    own: Readonly<
        Record<string, TokenAuthorizer | (Omit<FunctionAuthorizer, "check"> & { readonly function: string })>
    >,
    functions: Readonly<Record<string, Invocable>>,
    directories: Readonly<Record<string, DirectoryTokens>>,
): Record<string, AuthorizerArgs> {
    return {
        ...mapValues(own, (args) =>
            "issuer" in args ? args : { ...args, check: valueOf(functions, args.function) },
        ),
        ...Object.fromEntries(
            Object.entries(directories).map(([id, { issuer, clientIds }]) => [
                id,
                { issuer, audience: Object.values(clientIds) },
            ]),
        ),
    };
}

/** Issuer and clients of a user directory. */
interface DirectoryTokens {
    readonly issuer: pulumi.Input<string>;
    readonly clientIds: Readonly<Record<string, pulumi.Input<string>>>;
}

/** How a route authorizes its callers. */
export interface Authorization {
    readonly authorizationType: "NONE" | "AWS_IAM" | "JWT" | "CUSTOM";
    readonly authorizerId?: pulumi.Input<string>;
}

/** An authorizer of an API. */
export function createAuthorizer(
    name: string,
    api: apigateway.Api,
    args: AuthorizerArgs,
    options: pulumi.CustomResourceOptions,
): Authorization {
    if ("issuer" in args) {
        const { id } = new apigateway.Authorizer(
            name,
            {
                apiId: api.id,
                name,
                authorizerType: "JWT",
                identitySources: ["$request.header.Authorization"],
                jwtConfiguration: { issuer: args.issuer, audiences: args.audience },
            },
            options,
        );
        return { authorizationType: "JWT", authorizerId: id };
    }
    const { id } = new apigateway.Authorizer(
        name,
        {
            apiId: api.id,
            name,
            authorizerType: "REQUEST",
            authorizerUri: args.check.invokeArn,
            authorizerPayloadFormatVersion: "2.0",
            enableSimpleResponses: true,
            authorizerResultTtlInSeconds: args.cacheSeconds ?? defaults.functionAuthorizer.cacheSeconds,
            identitySources: [...(args.identity ?? ["$request.header.Authorization"])],
        },
        options,
    );
    allowCalls(name, args.check, pulumi.interpolate`${api.executionArn}/authorizers/${id}`, options);
    return { authorizationType: "CUSTOM", authorizerId: id };
}

/** Lets an API call a function, through its alias only. */
export function allowCalls(
    name: string,
    target: Invocable,
    sourceArn: pulumi.Input<string>,
    options: pulumi.CustomResourceOptions,
): void {
    new lambda.Permission(
        name,
        {
            action: "lambda:InvokeFunction",
            principal: "apigateway.amazonaws.com",
            function: target.functionName,
            qualifier: target.aliasName,
            sourceArn,
        },
        options,
    );
}
