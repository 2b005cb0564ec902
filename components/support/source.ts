import type * as pulumi from "@pulumi/pulumi";

/** What one needs of a queue, a table, a topic, a bus or a bucket in order to follow it, or to send failures and notifications there. */
export interface Source {
    /** ARN of the queue, topic, bus or bucket itself; of a table that of its stream. */
    readonly arn: pulumi.Input<string>;
    /** ARN of its KMS key. @default one of AWS's own, which needs no permission */
    readonly keyArn?: pulumi.Input<string> | undefined;
    /** Of a queue or a topic: whether it keeps the order. @default false */
    readonly fifo?: boolean | undefined;
    /** Of a queue: seconds that a received message is hidden. @default not known */
    readonly visibilitySeconds?: number | undefined;
}

/** Implemented by what can be followed. */
export interface Connectable {
    /** Undefined: it cannot, such as a table without a stream. */
    readonly source: Source | undefined;
}
