import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import type { Architecture } from "../../model/architectures";
import { Component } from "../support/component";
import { lambdaCode } from "./codeBucket";

/** Arguments of {@link FunctionLayer}. */
export interface FunctionLayerArgs {
    /** Folder, or archive of one, with what functions find in `/opt`. */
    readonly code: string;
    /**
     * Name of the bucket that the archive goes through; more than 50 MB have no other way.
     * @default it goes with the call of Lambda
     */
    readonly codeBucket?: pulumi.Input<string> | undefined;
    /** Runtimes that it is for, at most 15. @default any */
    readonly runtimes?: readonly string[];
    /** Processors that it is for. @default any */
    readonly architectures?: readonly Architecture[];
}

/**
 * A layer that functions share. Each change is a new version, and the one before is deleted: Lambda itself keeps a copy for as
 * long as a version of a function has it, so that a function can be rolled back.
 * https://docs.aws.amazon.com/lambda/latest/api/API_DeleteLayerVersion.html
 */
export class FunctionLayer extends Component {
    /** ARN of the newest version. */
    readonly versionArn: pulumi.Output<string>;

    constructor(name: string, args: FunctionLayerArgs, options?: pulumi.ComponentResourceOptions) {
        super("FunctionLayer", name, options);
        const { runtimes = [], architectures = [] } = args;
        const version = new lambda.LayerVersion(
            name,
            {
                layerName: `${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
                ...lambdaCode(name, "layers", args.code, args.codeBucket, this.child),
                ...(runtimes.length > 0 ? { compatibleRuntimes: [...runtimes] } : {}),
                ...(architectures.length > 0 ? { compatibleArchitectures: [...architectures] } : {}),
            },
            this.child,
        );
        this.versionArn = version.arn;
        this.registerOutputs({ versionArn: this.versionArn });
    }
}
