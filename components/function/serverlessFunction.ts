import * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { fitted } from "../../model/nameLengths";
import { Component } from "../support/component";
import type { QueueReference, RuleSource, Schedule, TopicSource } from "../events";
import {
    createEventSources,
    failureStatements,
    type QueueSource,
    sourceStatements,
    type TableSource,
} from "./eventSources";
import { createAlias } from "./functionAlias";
import { deliverEvents, prepareEvents } from "./functionEvents";
import { functionAlarms, functionWidgets } from "./functionMetrics";
import { createUrl, type FunctionUrlArgs } from "./functionUrl";
import { isOneThing, type PackageArgs, packageOf } from "./functionPackage";
import { createFunctionRole, type FunctionRole } from "./functionRole";
import type { Statement } from "../support/iam";
import { type Link, type Linkable, mergeLinks, type NamedLink, secretArns, variable } from "../support/link";
import { logGroup, type LogSettings } from "../support/logGroup";
import { createAlarms, type DashboardRow, type Logged, type Monitored } from "../support/metrics";
import { allowEgress, createSecurityGroup } from "../support/securityGroups";

/** Arguments of {@link ServerlessFunction}. */
export interface ServerlessFunctionArgs extends PackageArgs {
    /** MiB, 128 to 10240; CPU grows with it. @default 256 */
    readonly memoryMib?: number;
    /** Longest run in seconds, 1 to 900. @default 10 */
    readonly timeoutSeconds?: number;
    /** Space in /tmp in MiB, 512 to 10240. @default 512 */
    readonly storageMib?: number;
    /** Concurrent runs at most, taken from the account's limit. @default the account's limit */
    readonly reservedConcurrency?: number | undefined;
    /** Instances that are always warm; billed by the hour. @default 0 */
    readonly provisionedConcurrency?: number;
    /** Call it every five minutes, so that one instance stays warm. @default false */
    readonly keepWarm?: boolean;
    /** Queues that it takes messages from. @default none */
    readonly queues?: readonly QueueSource[];
    /** Tables whose changes it gets. @default none */
    readonly tables?: readonly TableSource[];
    /** Topics whose messages it gets. @default none */
    readonly topics?: readonly TopicSource[];
    /** Events of buses that it gets. @default none */
    readonly rules?: readonly RuleSource[];
    /** When it is called by the clock. @default never */
    readonly schedules?: readonly Schedule[];
    /**
     * Queue for failed asynchronous invocations, table changes and events.
     * @default none; with topics or rules one of the function's own
     */
    readonly onFailure?: QueueReference | undefined;
    /** Times that an asynchronous call is tried again, 0 to 2. @default 2 */
    readonly retries?: number;
    /** Version that callers get, to roll back. @default the newest */
    readonly version?: string | undefined;
    /** Version that gets `weight` percent of the calls instead. @default none */
    readonly canary?: { readonly version?: string | undefined; readonly weight: number } | undefined;
    /** An address of its own. @default none: callers use an API, or Lambda itself */
    readonly url?: FunctionUrlArgs | undefined;
    /** Plain environment variables. @default none */
    readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
    /** Links to the components that it uses. @default none */
    readonly links?: readonly NamedLink[];
    /** Permissions besides those of links. @default none */
    readonly statements?: readonly Statement[];
    /** Where it runs if something that it uses stands in a VPC. @default none: it can use no such thing */
    readonly vpc?:
        | {
              readonly vpcId: pulumi.Input<string>;
              readonly privateSubnetIds: pulumi.Input<string>[];
          }
        | undefined;
    /** Security group with which it reaches its links, shared by all that reach the same. @default one of its own */
    readonly callerGroupId?: pulumi.Input<string> | undefined;
    readonly region: string;
    readonly accountId: string;
    /** Retention and key of its logs; the key encrypts its environment too. */
    readonly logs: LogSettings;
    /** Alarms of its own, besides the shared alarms of all functions. @default false */
    readonly ownAlarms?: boolean;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

/**
 * A Lambda function with a role of its own. Every change publishes a version; callers use the alias `live`, which
 * points to the newest one or to the one that is named, and may send a part of the calls to another. It joins the
 * VPC only if something it uses is in there.
 */
export class ServerlessFunction extends Component implements Linkable, Monitored, Logged {
    readonly functionName: pulumi.Output<string>;
    readonly aliasName: pulumi.Output<string>;
    readonly aliasArn: pulumi.Output<string>;
    readonly invokeArn: pulumi.Output<string>;
    /** The newest version. */
    readonly version: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;
    /** Its own address; undefined without `url`. */
    readonly url: pulumi.Output<string> | undefined;

    constructor(name: string, given: ServerlessFunctionArgs, options?: pulumi.ComponentResourceOptions) {
        super("ServerlessFunction", name, options);
        const events = prepareEvents(name, given, this.child);
        const args = { ...given, onFailure: events.onFailure };
        const links = mergeLinks(args.links ?? []);
        const logs = logGroup(name, args.logs, this.child);
        const sources = { queues: args.queues ?? [], tables: args.tables ?? [] };
        const statements = [
            ...sourceStatements(sources),
            ...failureStatements(args.onFailure),
            ...(args.statements ?? []),
        ];
        const logGroupArn = logs.arn;
        const role = createFunctionRole(name, { ...args, links, logGroupArn, statements }, this.child);
        const fn = this.createFunction(args, links, role, logs.name);
        const alias = createAlias(name, { ...args, fn }, this.child);
        createEventSources(
            name,
            { aliasArn: alias.arn, ...sources, onFailure: args.onFailure },
            { ...this.child, dependsOn: role.permissions },
        );
        deliverEvents(name, { ...args, keyArn: args.logs.keyArn }, events, alias, this.child);
        this.handleFailures(args, alias, role);
        this.createAlarms(args, fn.name);
        this.functionName = fn.name;
        this.aliasName = alias.name;
        this.aliasArn = alias.arn;
        this.invokeArn = alias.invokeArn;
        this.version = fn.version;
        this.logGroupName = logs.name;
        this.url = args.url && createUrl(name, args.url, alias, this.child).functionUrl;
        this.registerOutputs({
            functionName: this.functionName,
            aliasName: this.aliasName,
            aliasArn: this.aliasArn,
            invokeArn: this.invokeArn,
            version: this.version,
            logGroupName: this.logGroupName,
            ...(this.url === undefined ? {} : { url: this.url }),
        });
    }

    /** `FUNCTION_<NAME>_ARN`; calling it. */
    link(): Link {
        return {
            environment: { [variable("function", this.name, "arn")]: this.aliasArn },
            statements: [{ actions: ["lambda:InvokeFunction"], resources: [this.aliasArn] }],
        };
    }

    dashboardRow(): DashboardRow {
        return { title: `Function ${this.name}`, widgets: functionWidgets(this.functionName) };
    }

    private createFunction(
        args: ServerlessFunctionArgs,
        links: Required<Link>,
        role: FunctionRole,
        logGroupName: pulumi.Input<string>,
    ): lambda.Function {
        return new lambda.Function(
            fitted(this.name, "aws:lambda/function:Function"),
            {
                ...this.package(args),
                architectures: [args.architecture ?? defaults.serverlessFunction.architecture],
                memorySize: args.memoryMib ?? defaults.serverlessFunction.memoryMib,
                timeout: args.timeoutSeconds ?? defaults.serverlessFunction.timeoutSeconds,
                ephemeralStorage: { size: args.storageMib ?? defaults.serverlessFunction.storageMib },
                reservedConcurrentExecutions: args.reservedConcurrency ?? -1,
                role: role.arn,
                ...this.environment(args, links),
                loggingConfig: { logFormat: "JSON", logGroup: logGroupName },
                tracingConfig: { mode: "Active" },
                ...this.place(args, links),
                publish: true,
            },
            { ...this.child, dependsOn: role.permissions },
        );
    }

    /** Variables and their key; without any, neither: Lambda would forget both, and every preview show a change. */
    private environment({ environment, logs }: ServerlessFunctionArgs, links: Required<Link>) {
        // Lambda knows no references to secrets.
        const variables = { ...environment, ...links.environment, ...secretArns(links) };
        return Object.keys(variables).length === 0
            ? {}
            : { environment: { variables }, kmsKeyArn: logs.keyArn };
    }

    private package(args: ServerlessFunctionArgs): Partial<lambda.FunctionArgs> {
        if (!isOneThing(args)) throw this.refusal("needs one of code, image and build");
        const place = { ...args, keyArn: args.logs.keyArn };
        return this.orRefuse(() => packageOf(this.name, args, place, { parent: this }));
    }

    /** The VPC's configuration, only if the function uses a resource that is reachable in no other way. */
    private place({ vpc, callerGroupId }: ServerlessFunctionArgs, links: Required<Link>) {
        if (links.endpoints.length === 0) return {};
        if (vpc === undefined) {
            throw this.refusal("uses something that stands in a VPC, and has no vpc itself");
        }
        const own = () => {
            const group = createSecurityGroup(this.name, `Function ${this.name}`, vpc.vpcId, this.child);
            return allowEgress(this.name, group, links, this.child);
        };
        const securityGroupIds = [callerGroupId ?? own()];
        return { vpcConfig: { subnetIds: vpc.privateSubnetIds, securityGroupIds } };
    }

    private handleFailures(args: ServerlessFunctionArgs, alias: lambda.Alias, role: FunctionRole): void {
        if (args.onFailure === undefined && args.retries === undefined) return;
        new lambda.FunctionEventInvokeConfig(
            this.name,
            {
                functionName: alias.functionName,
                qualifier: alias.name,
                maximumRetryAttempts: args.retries ?? defaults.serverlessFunction.retries,
                ...(args.onFailure
                    ? { destinationConfig: { onFailure: { destination: args.onFailure.queueArn } } }
                    : {}),
            },
            { ...this.child, dependsOn: role.permissions },
        );
    }

    private createAlarms(args: ServerlessFunctionArgs, functionName: pulumi.Output<string>): void {
        if (!args.ownAlarms) return;
        const alarms = functionAlarms(this.name, functionName, {
            timeoutSeconds: args.timeoutSeconds ?? defaults.serverlessFunction.timeoutSeconds,
            hasStream: (args.tables ?? []).length > 0,
            isProvisioned:
                (args.provisionedConcurrency ?? defaults.serverlessFunction.provisionedConcurrency) > 0,
        });
        createAlarms(this.name, args.alarmTopicArn, alarms, this.child);
    }
}
