import type { LogGroup } from "@pulumi/aws/cloudwatch";
import type { TaskDefinition } from "@pulumi/aws/ecs";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { createRules, createSchedules, type ReadyRule } from "../events";
import { functionWidgets, ServerlessFunction } from "../function";
import { givenImage } from "../image";
import { createTaskDefinition, familyOf } from "../service";
import { Component } from "../support/component";
import type { Widget } from "../support/cloudwatch";
import { type Link, mergeLinks } from "../support/link";
import { logGroup } from "../support/logGroup";
import type { DashboardRow, Logged, Monitored } from "../support/metrics";
import { createSecurityGroup, openedGroups } from "../support/securityGroups";
import { localLabel } from "../support/localScripts";
import { callCode, startContainer } from "./taskEvents";
import type { TaskArgs } from "./taskArgs";
import { createUndelivered, taskWidgets, tellFailures } from "./taskMetrics";
import { runBefore } from "./taskRunner";
import { containerTarget, type TaskTarget } from "./taskTarget";

export type { TaskArgs } from "./taskArgs";
export type { TaskTarget } from "./taskTarget";

/** What a container and a function have in common. */
interface Runnable {
    readonly target: TaskTarget;
    readonly logGroupName: pulumi.Output<string>;
    readonly widgets: readonly Widget[];
    /** What the deployment has run. */
    readonly run: lambda.Invocation | undefined;
}

/**
 * Something that runs once and ends: a container on Fargate, or a function's code, with roles, logs and links as services
 * and functions have. It is started by hand, by the clock, or by a deployment, which then waits for it and fails with it.
 */
export class Task extends Component implements Monitored, Logged {
    /** What is started: the alias of a function, or the cluster on which a container runs. */
    readonly targetArn: pulumi.Output<string>;
    /** Revision that a container runs; undefined of code. */
    readonly taskDefinitionArn: pulumi.Output<string> | undefined;
    readonly logGroupName: pulumi.Output<string>;
    /** What others wait for: known once it has succeeded; undefined unless the deployment runs it. */
    readonly run: lambda.Invocation | undefined;

    private readonly runnable: Runnable;

    constructor(
        name: string,
        private readonly args: TaskArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("Task", name, options);
        const rules = createRules(name, args.rules ?? [], this.child);
        const undelivered = this.createUndelivered(rules);
        this.runnable =
            args.code === undefined
                ? this.createContainer(undelivered, rules)
                : this.createCode(undelivered, rules);
        this.run = this.runnable.run;
        this.logGroupName = this.runnable.logGroupName;
        const { arn, container } = this.runnable.target;
        this.targetArn = pulumi.output(arn);
        this.taskDefinitionArn = container && pulumi.output(container.taskDefinitionArn);
        this.registerOutputs({
            targetArn: this.targetArn,
            taskDefinitionArn: this.taskDefinitionArn,
            logGroupName: this.logGroupName,
        });
    }

    /** What a rule or a schedule needs to start it. */
    target(): TaskTarget {
        return this.runnable.target;
    }

    dashboardRow(): DashboardRow {
        return { title: `Task ${this.name}`, widgets: this.runnable.widgets };
    }

    /** A container on the shared cluster, with a task definition like a service's. */
    private createContainer(
        undelivered: pulumi.Output<string> | undefined,
        rules: readonly ReadyRule[],
    ): Runnable {
        const { args, name } = this;
        const { cluster, vpc, logs } = args;
        if (cluster === undefined || vpc === undefined) {
            throw this.refusal("needs a cluster and a VPC for its container");
        }
        const links = mergeLinks(args.links ?? []);
        const securityGroup = createSecurityGroup(name, `Task ${name}`, vpc.vpcId, this.child);
        const group = logGroup(name, logs, this.child);
        const definition = this.createDefinition(links, group);
        const place = {
            clusterArn: cluster.clusterArn,
            taskDefinitionArn: definition.arn,
            family: familyOf(familyName(name)),
            subnetIds: vpc.privateSubnetIds,
            securityGroupIds: openedGroups(name, securityGroup, args.callerGroupId, links, this.child),
        };
        const roleArns = [definition.executionRoleArn, definition.taskRoleArn].map((arn) =>
            arn.apply((known) => known ?? ""),
        );
        const target = containerTarget(place, { ...args, roleArns });
        const rule = tellFailures(name, place, args.alarmTopicArn, this.child);
        if (undelivered) {
            const { schedules = [], accountId } = args;
            const { keyArn } = logs;
            const onFailure = { queueArn: undelivered, keyArn };
            createSchedules(
                name,
                { accountId, target: { ...target, onFailure }, keyArn, schedules },
                this.child,
            );
            startContainer(name, rules, { accountId, target, onFailure }, this.child);
        }
        const widgets = taskWidgets({
            clusterName: cluster.clusterName,
            family: place.family,
            ruleName: rule.name,
        });
        const minutes = args.timeoutMinutes ?? defaults.task.timeoutMinutes;
        const { region, accountId, after = [] } = args;
        const run = args.beforeDeployment
            ? runBefore(
                  name,
                  { region, accountId, logs, minutes, target, place, logGroup: group, after },
                  this.child,
              )
            : undefined;
        return { target, logGroupName: group.name, widgets, run };
    }

    private createDefinition(links: Required<Link>, group: LogGroup): TaskDefinition {
        const { name, args } = this;
        const { architecture, protect, logs, local, cpu, user, memoryMib, ...settings } = args;
        const built = { architecture, protect, keyArn: logs.keyArn };
        return createTaskDefinition(
            name,
            {
                ...settings,
                cpu: cpu ?? defaults.containerService.cpu,
                memoryMib: memoryMib ?? defaults.task.memoryMib,
                user: user ?? defaults.containerService.user,
                ...(architecture === undefined ? {} : { architecture }),
                family: familyName(name),
                image: this.orRefuse(() => givenImage(`${name}-task`, args, built, { parent: this })),
                labels: local && localLabel(local),
                links,
                logGroup: group,
                keyArn: logs.keyArn,
            },
            this.child,
        );
    }

    /** A function, called once: what fails is not tried again. */
    private createCode(
        undelivered: pulumi.Output<string> | undefined,
        rules: readonly ReadyRule[],
    ): Runnable {
        const { args, name } = this;
        const minutes = args.timeoutMinutes ?? defaults.task.timeoutMinutes;
        const { image, build, handler, runtime, alarmTopicArn, ...settings } = { ...args, rules: undefined };
        const onFailure = undelivered && { queueArn: undelivered, keyArn: args.logs.keyArn };
        if (image !== undefined || build !== undefined)
            throw this.refusal("must have one of image, build and code");
        const fn = new ServerlessFunction(
            name,
            {
                ...settings,
                handler: handler ?? defaults.serverlessFunction.handler,
                runtime: runtime ?? defaults.serverlessFunction.runtime,
                memoryMib: args.memoryMib ?? defaults.task.memoryMib,
                timeoutSeconds: minutes * 60,
                retries: 0,
                ownAlarms: true,
                ...(alarmTopicArn === undefined ? {} : { alarmTopicArn }),
                ...(onFailure ? { onFailure } : {}),
            },
            { parent: this },
        );
        const run = args.beforeDeployment
            ? new lambda.Invocation(
                  name,
                  {
                      functionName: fn.functionName,
                      qualifier: fn.aliasName,
                      input: JSON.stringify({ before: "deployment" }),
                      // A new version is a new call.
                      triggers: { version: fn.version },
                  },
                  // The answer is the code's own, and may hold anything.
                  { ...this.child, dependsOn: [...(args.after ?? [])], additionalSecretOutputs: ["result"] },
              )
            : undefined;
        const { functionName, aliasName, aliasArn: arn } = fn;
        callCode(name, rules, { functionName, aliasName, arn, onFailure }, this.child);
        const target: TaskTarget = {
            arn: fn.aliasArn,
            statements: [{ actions: ["lambda:InvokeFunction"], resources: [fn.aliasArn] }],
        };
        return { target, logGroupName: fn.logGroupName, widgets: functionWidgets(fn.functionName), run };
    }

    /** A queue for what schedules and events could not start; undefined without any. */
    private createUndelivered(rules: readonly ReadyRule[]): pulumi.Output<string> | undefined {
        const { schedules = [], logs, alarmTopicArn } = this.args;
        if (schedules.length === 0 && rules.length === 0) return undefined;
        const eventArns = rules.map(({ rule }) => rule.arn);
        return createUndelivered(this.name, { keyArn: logs.keyArn, alarmTopicArn, eventArns }, this.child);
    }
}

/** A family that no service has: the name of none has an underscore. */
function familyName(name: string): string {
    return `task_${name}`;
}
