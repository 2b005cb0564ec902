import type * as pulumi from "@pulumi/pulumi";

import { type Link, variable } from "../support/link";

/** A parameter as workloads read it at run time. */
export interface ParameterReference {
    /** Its path. */
    readonly path: pulumi.Input<string>;
    readonly arn: pulumi.Input<string>;
    /** ARN of the KMS key of a SecureString. @default the key of Systems Manager, which needs no permission */
    readonly keyArn?: pulumi.Input<string> | undefined;
    readonly region: string;
}

/** `PARAMETER_<NAME>_NAME`, its path, and reading it: a value that is a secret stays where it is. */
export function parameterLink(name: string, { path, arn, keyArn, region }: ParameterReference): Link {
    return {
        environment: { [variable("parameter", name, "name")]: path },
        statements: [
            { actions: ["ssm:GetParameter"], resources: [arn] },
            ...(keyArn === undefined
                ? []
                : [
                      {
                          actions: ["kms:Decrypt"],
                          resources: [keyArn],
                          conditions: { StringEquals: { "kms:ViaService": `ssm.${region}.amazonaws.com` } },
                      },
                  ]),
        ],
    };
}
