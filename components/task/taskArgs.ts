import type * as pulumi from "@pulumi/pulumi";

import type { Architecture } from "../../model/architectures";
import type { RuleSource, Schedule } from "../events";
import type { BuildArgs } from "../image";
import type { Statement } from "../support/iam";
import type { NamedLink } from "../support/link";
import type { LogSettings } from "../support/logGroup";
import type { LocalArgs } from "../support/localScripts";

/** Arguments of a task. */
export interface TaskArgs {
    readonly region: string;
    readonly accountId: string;
    readonly logs: LogSettings;
    /** Image by digest or fixed tag. @default there is a `build` or `code` */
    readonly image?: string | undefined;
    /** How the image is built, which needs Docker. @default there is an `image` or `code` */
    readonly build?: BuildArgs | undefined;
    /** Folder with a function's code, which Lambda runs instead of a container. @default there is an image */
    readonly code?: string | undefined;
    /** Name of the bucket that the code goes through, as an archive. @default it goes with the call of Lambda */
    readonly codeBucket?: pulumi.Input<string> | undefined;
    /** Where a container runs. @default none: it has code */
    readonly cluster?:
        { readonly clusterArn: pulumi.Input<string>; readonly clusterName: pulumi.Input<string> } | undefined;
    /** Where a container runs, and code that uses something in a VPC. @default none */
    readonly vpc?:
        | { readonly vpcId: pulumi.Input<string>; readonly privateSubnetIds: pulumi.Input<string>[] }
        | undefined;
    /** Security group with which it reaches its links, shared by all that reach the same. @default its own */
    readonly callerGroupId?: pulumi.Input<string> | undefined;
    /** Replaces the image's command. @default the image's own */
    readonly command?: readonly string[] | undefined;
    /** File and exported function of the code. @default "index.handler" */
    readonly handler?: string | undefined;
    /** Language of the code. @default "nodejs22.x" */
    readonly runtime?: string | undefined;
    /** CPU units of a container; 1024 are one core. @default 256 */
    readonly cpu?: number | undefined;
    /** MiB. @default 512 */
    readonly memoryMib?: number;
    /** Processor that image or code is for. @default "arm64" */
    readonly architecture?: Architecture;
    /** User and group of the container, never root. @default "1000:1000" */
    readonly user?: string | undefined;
    /** GiB of storage for image and `/scratch`, 21 to 200. @default 20 (AWS's), without `/scratch` */
    readonly storageGib?: number | undefined;
    /** Whether the deployment runs it, and goes on once it has succeeded. @default false */
    readonly beforeDeployment?: boolean;
    /** What must have succeeded before the deployment runs it. @default nothing */
    readonly after?: readonly pulumi.Resource[];
    /** Events that start it; a container gets `EVENT_ID` and `EVENT_TYPE`, of objects `EVENT_BUCKET` and `EVENT_KEY`. @default none */
    readonly rules?: readonly RuleSource[];
    /** When it runs by the clock. @default never */
    readonly schedules?: readonly Schedule[];
    /** Longest run of code, and of a container before the deployment, in minutes. @default 10 */
    readonly timeoutMinutes?: number | undefined;
    /** What an emulator without containers runs instead of the image. @default nothing */
    readonly local?: LocalArgs | undefined;
    /** Plain environment variables. @default none */
    readonly environment?: Readonly<Record<string, string>>;
    /** Links to the components that it uses. @default none */
    readonly links?: readonly NamedLink[];
    /** Permissions besides those of its links. @default none */
    readonly statements?: readonly Statement[];
    /** Whether the repository of a built image refuses deletion. @default true */
    readonly protect?: boolean;
    /** ARN of the topic that failures are published to. @default nobody is told */
    readonly alarmTopicArn?: pulumi.Input<string>;
}
