import type * as pulumi from "@pulumi/pulumi";

/** Where something is looked up. */
export interface Place {
    readonly region: string;
    readonly accountId: string;
    /** With the provider of the stack. */
    readonly options: pulumi.InvokeOptions;
}
