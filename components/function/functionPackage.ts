import type * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { type BuildArgs, ownImage } from "../image";
import type { Architecture } from "../../model/architectures";
import { lambdaCode } from "./codeBucket";

/** Code of a function: a folder, an image, or a build of an image. */
export interface PackageArgs {
    /** Folder with the code, or an archive of it. @default there is an `image` or a `build` */
    readonly code?: string | undefined;
    /** Container image in ECR, in the function's region, by tag or digest. @default there is `code` or a `build` */
    readonly image?: pulumi.Input<string> | undefined;
    /**
     * How the image is built, which needs Docker; it goes to the repository `<stack>/<name>-function`.
     * @default there is `code` or an `image`
     */
    readonly build?: BuildArgs | undefined;
    /** File and exported function, such as `index.handler`; an image knows its own. @default "index.handler" */
    readonly handler?: string;
    /** Language; an image knows its own. @default "nodejs22.x" */
    readonly runtime?: string;
    /** Processor. @default "arm64" */
    readonly architecture?: Architecture;
    /** ARNs of layer versions, at most 5; not with an image. @default none */
    readonly layers?: readonly pulumi.Input<string>[];
    /**
     * Name of the bucket that the code goes through, as an archive; more than 50 MB have no other way.
     * @default it goes with the call of Lambda
     */
    readonly codeBucket?: pulumi.Input<string> | undefined;
    /** Whether the repository of a built image refuses deletion. @default true */
    readonly protect?: boolean;
}

interface Place {
    readonly region: string;
    readonly accountId: string;
    /** ARN of the KMS key that encrypts a built image. */
    readonly keyArn: pulumi.Input<string>;
}

/** Whether a function is made of exactly one thing. */
export function isOneThing({ code, image, build }: PackageArgs): boolean {
    return [code, image, build].filter((part) => part !== undefined).length === 1;
}

/** The code, or the image that is there or built here. */
export function packageOf(
    name: string,
    { code, image, build, handler, runtime, architecture, layers, codeBucket, protect }: PackageArgs,
    { region, accountId, keyArn }: Place,
    options: pulumi.ComponentResourceOptions,
): Partial<lambda.FunctionArgs> {
    if (build !== undefined) {
        const functionArns = `arn:aws:lambda:${region}:${accountId}:function:*`;
        const settings = { architecture, protect, keyArn, functionArns };
        return { packageType: "Image", imageUri: ownImage(`${name}-function`, build, settings, options).uri };
    }
    if (image !== undefined) return { packageType: "Image", imageUri: image };
    return {
        ...lambdaCode(name, "functions", code ?? "", codeBucket, options),
        handler: handler ?? defaults.serverlessFunction.handler,
        runtime: runtime ?? defaults.serverlessFunction.runtime,
        ...(layers && layers.length > 0 ? { layers: [...layers] } : {}),
    };
}
