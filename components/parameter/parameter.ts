import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import { PLACEHOLDER } from "../../model/placeholder";
import type { ParameterType } from "../../model/choices";
import { Component } from "../support/component";
import type { Link, Linkable } from "../support/link";
import { parameterLink } from "./parameterLink";

/** Arguments of {@link Parameter}. */
export interface ParameterArgs {
    /** Its path, such as `/shop/prod/rates`; it cannot change later. */
    readonly name: string;
    /** @default "SecureString": encrypted */
    readonly type?: ParameterType;
    /** Description of the parameter; of one that is filled by hand it stays as it was first. @default none */
    readonly description?: string;
    /**
     * The value; a list for a StringList.
     * @default none: the parameter has a placeholder, to be filled by hand before a workload reads it
     */
    readonly value?: string | readonly string[] | { reveal(): string } | undefined;
    /** ARN of the KMS key that encrypts a SecureString; of one that is filled by hand, the next value that is filled in. */
    readonly keyArn: pulumi.Input<string>;
    readonly region: string;
    /** Refuse deletion, by Pulumi's `protect`, of one that is filled by hand: nothing else knows its value. @default true */
    readonly protect?: boolean;
}

/** Whatever of a parameter is written is written with its value: only the first deployment writes one that is filled by hand. */
const WRITTEN = ["value", "description", "type", "keyId"];

/** A parameter in SSM Parameter Store: given, or filled by hand. Workloads get its path, never its value. */
export class Parameter extends Component implements Linkable {
    readonly parameterName: pulumi.Output<string>;
    readonly parameterArn: pulumi.Output<string>;

    private readonly link_: Parameters<typeof parameterLink>[1];

    constructor(name: string, args: ParameterArgs, options?: pulumi.ComponentResourceOptions) {
        super("Parameter", name, options);
        const { value, type = "SecureString", keyArn, region } = args;
        const byHand = value === undefined;
        const parameter = new ssm.Parameter(
            name,
            {
                name: args.name,
                type,
                ...(args.description ? { description: args.description } : {}),
                ...(type === "SecureString" ? { keyId: keyArn } : {}),
                value: byHand ? PLACEHOLDER : textOf(value),
            },
            byHand ? { ...this.child, ignoreChanges: WRITTEN, protect: args.protect ?? true } : this.child,
        );
        if (byHand) this.delegate(name, type, keyArn);
        this.parameterName = parameter.name;
        this.parameterArn = parameter.arn;
        this.link_ = {
            path: this.parameterName,
            arn: this.parameterArn,
            ...(type === "SecureString" ? { keyArn } : {}),
            region,
        };
        this.registerOutputs({
            parameterName: this.parameterName,
            parameterArn: this.parameterArn,
            // What whoever fills it by hand encrypts with: of the parameter itself the state keeps the key of the beginning.
            ...(byHand && type === "SecureString" ? { keyArn } : {}),
        });
    }

    /** `PARAMETER_<NAME>_NAME`; reading it. */
    link(): Link {
        return parameterLink(this.name, this.link_);
    }

    /** Of what is delegated, a type that encrypts nothing and another key are drift all the same. */
    private delegate(name: string, valid: ParameterType, keyArn: pulumi.Input<string>): void {
        const type = "aws:ssm/parameter:Parameter";
        const byHand = { type, name, by: "hand" };
        // Filling it is what it is there for.
        const filled = ["value", "insecureValue", "version"];
        this.delegations.push(
            ...filled.map((path) => ({
                ...byHand,
                path,
                band: { anything: true as const },
                expected: true as const,
            })),
            { ...byHand, path: "description", band: { anything: true } },
            { ...byHand, path: "type", band: { oneOf: [valid] } },
            ...(valid === "SecureString"
                ? [{ ...byHand, path: "keyId", band: { oneOf: [keyArn] }, expected: true as const }]
                : []),
        );
    }
}

/** What is encrypted in the stack file stays a secret of the state. */
function textOf(value: NonNullable<ParameterArgs["value"]>): pulumi.Input<string> {
    if (typeof value === "string") return value;
    return "reveal" in value ? pulumi.secret(value.reveal()) : value.join(",");
}
