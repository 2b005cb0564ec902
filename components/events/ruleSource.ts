import type * as pulumi from "@pulumi/pulumi";

/** Events of a bus that fit a pattern. */
export interface RuleSource {
    /** Name within the target. */
    readonly name: string;
    /** Name of the bus. @default the account's own, which gets the events of AWS's services */
    readonly busName?: pulumi.Input<string> | undefined;
    /** May hold outputs. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
    readonly pattern: object;
    /** Whether the events are of a bucket's objects. @default false */
    readonly ofObjects?: boolean;
    /** Of a container: variables that it gets, as paths in the event to texts. @default those of every event */
    readonly variables?: Readonly<Record<string, string>>;
    /** Part of the event that the target gets, such as `$.detail`. @default the whole event */
    readonly inputPath?: string;
    /** Times that a delivery is tried again, 0 to 185. @default 185 */
    readonly retries?: number;
    /** Seconds that an event is tried again, 60 to 86400. @default 86400 */
    readonly maxAgeSeconds?: number;
    /** Group of the message in a FIFO queue. @default the source's name */
    readonly group?: string;
}
