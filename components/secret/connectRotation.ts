import * as lambda from "@pulumi/aws/lambda";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link connectRotation}. */
export interface ConnectRotationArgs {
    readonly secretArn: pulumi.Output<string>;
    readonly functionName: pulumi.Output<string>;
    /** Days after which the secret gets another value. */
    readonly days: number;
    readonly region: string;
    readonly accountId: string;
    /** What the function must find. @default nothing */
    readonly ready?: readonly pulumi.Resource[];
}

/**
 * Has Secrets Manager call a function that rotates a secret. A deployment rotates nothing: AWS tries the function's third
 * step only.
 *
 * @param permissionName logical name of the function's permission
 */
export function connectRotation(
    name: string,
    permissionName: string,
    { secretArn, functionName, days, region, accountId, ready = [] }: ConnectRotationArgs,
    options: pulumi.CustomResourceOptions,
): void {
    const permission = new lambda.Permission(
        permissionName,
        {
            action: "lambda:InvokeFunction",
            principal: "secretsmanager.amazonaws.com",
            function: functionName,
            sourceAccount: accountId,
            sourceArn: secretArn,
        },
        options,
    );
    new secretsmanager.SecretRotation(
        name,
        {
            secretId: secretArn,
            rotationLambdaArn: pulumi.interpolate`arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
            rotationRules: { automaticallyAfterDays: days },
            rotateImmediately: false,
        },
        { ...options, dependsOn: [permission, ...ready] },
    );
}
