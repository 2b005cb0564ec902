/**
 * What a stack publishes about its parts, for the stacks that name it below `plumbline:from`: all that a workload needs
 * to use one of them, and never a secret's value. Stacks are deployed one after the other, so both ends of it can be of
 * different versions.
 */
import type { Access } from "./uses";

/** The stack output that has it. */
export const PARTS_OUTPUT = "parts";

/** The version of the form below. A reader refuses every other one. */
export const PARTS_VERSION = 1;

/** A permission: actions, resources, and conditions if there are any. */
export type Allowed = readonly [
    actions: readonly string[],
    resources: readonly string[],
    conditions?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>,
];

/** A secret that a workload reads at run time. */
export interface PublishedSecret {
    readonly arn: string;
    readonly keyArn: string;
    readonly jsonKey?: string | undefined;
    readonly rotates?: boolean | undefined;
}

/** What triggers and failure queues need of a part. */
export interface PublishedSource {
    /** Of a queue, a topic or a bus its own ARN, of a table that of its stream. */
    readonly arn: string;
    readonly keyArn?: string | undefined;
    readonly fifo?: boolean | undefined;
    readonly visibilitySeconds?: number | undefined;
}

/** A part. As an output it is JSON, without what is empty: a stack can have hundreds of them. */
export interface PublishedPart {
    /** Environment variables: addresses and names. */
    readonly variables: Readonly<Record<string, string>>;
    /** Secrets, by the variable that gives them. */
    readonly secrets: Readonly<Record<string, PublishedSecret>>;
    /** Permissions of a use that names no access. */
    readonly allow: readonly Allowed[];
    /** Permissions of the others. */
    readonly access: Readonly<Partial<Record<Access, readonly Allowed[]>>>;
    /** Security groups, and the port that is open in each. */
    readonly ports: readonly (readonly [securityGroupId: string, port: number])[];
    /** Whether it is called without TLS. */
    readonly plainHttp: boolean;
    /** undefined: it is nothing that a function could follow. */
    readonly source?: PublishedSource | undefined;
}

/** A VPC in which other stacks may stand. */
export interface PublishedNetwork {
    readonly vpcId: string;
    readonly privateSubnetIds: readonly string[];
    /** undefined: there are none. */
    readonly publicSubnetIds?: readonly string[] | undefined;
    readonly isolatedSubnetIds?: readonly string[] | undefined;
}

/** What one stack publishes. */
export interface Published {
    /** The stack, as `<organization>/<project>/<stack>`. */
    readonly stack: string;
    readonly accountId: string;
    readonly region: string;
    /** Where its ports are; undefined if it stands in no VPC. */
    readonly network?: PublishedNetwork | undefined;
    /** Every stack that it uses itself, and that those use. */
    readonly from: readonly string[];
    /** By id: `table/projects`. */
    readonly parts: Readonly<Record<string, PublishedPart>>;
}
