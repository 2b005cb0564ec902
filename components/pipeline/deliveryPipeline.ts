import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as codebuild from "@pulumi/aws/codebuild";
import * as codepipeline from "@pulumi/aws/codepipeline";
import * as defaults from "../../model/defaults";
import { FAILED_PIPELINE } from "../../model/severities";
import { tell } from "../support/channels";
import { LineGraphMetricWidget, Metric } from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { DELIVERY_PATH } from "./deliveryRoles";
import { type BuildArgs, buildProject } from "./buildProject";
import { Component } from "../support/component";
import { deployStatements } from "./deliveryPolicies";
import { variable } from "../support/link";
import type { LogSettings } from "../support/logGroup";
import type { DashboardRow, Monitored } from "../support/metrics";
import { artifactStatements, pipelineRole, type PipelineResources, pushStatements } from "./pipelineRoles";
import { approveStage, buildStage, sourceStage } from "./pipelineStages";

/** A CodeBuild step of a pipeline. */
export interface PipelineStep {
    /** File with the commands, in the repository. */
    readonly buildspec: string;
    /** Minutes after which it is stopped, 5 to 480. @default 30 */
    readonly timeoutMinutes?: number;
}

/** Where a build pushes images. */
export interface PipelineRepository {
    readonly repositoryArn: pulumi.Input<string>;
    readonly repositoryUrl: pulumi.Input<string>;
}

/** Arguments of {@link DeliveryPipeline}. */
export interface DeliveryPipelineArgs {
    readonly accountId: string;
    readonly region: string;
    /** ARN of the KMS key that encrypts artefacts. */
    readonly keyArn: pulumi.Input<string>;
    /** Where the artefacts are. */
    readonly artifacts: {
        readonly bucketName: pulumi.Input<string>;
        readonly bucketArn: pulumi.Input<string>;
    };
    /** Repository that the connection gives access to: `owner/name`. */
    readonly repository: string;
    /** @default "main" */
    readonly branch?: string;
    /** Only changes of these files start it, with * and **. @default all */
    readonly paths?: readonly string[];
    /** ARN of a connection to GitHub, GitLab or Bitbucket, to be authorised once in the console. */
    readonly connectionArn: string;
    readonly build: PipelineStep;
    /** Deploys the output of the build, with the permissions of a deployment. */
    readonly deploy: PipelineStep;
    /** Whether a deployment needs a manual approval. @default true */
    readonly approval?: boolean;
    /** Plain environment variables of both steps. @default none */
    readonly environment?: Readonly<Record<string, string>>;
    /** ARN of a policy that limits every role but those of delivery: no deployment can make one without. @default none */
    readonly roleBoundaryArn?: string | undefined;
    /** Whether the build may make container images. @default false */
    readonly docker?: boolean;
    /**
     * Repositories that the build pushes images to, by name; needs `docker`. The build finds their addresses in
     * `REPOSITORY_<NAME>_URL`. @default none
     */
    readonly repositories?: Readonly<Record<string, PipelineRepository>>;
    /** Retention and key of the logs. */
    readonly logs: LogSettings;
    /** ARN of the topic for requested approvals and failures. */
    readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * CodePipeline from a repository to the platform: build, approve, deploy, each with a role of its own. That of the
 * deployment is among the roles of delivery, which no deployment may change: people make it, as they do those.
 */
export class DeliveryPipeline extends Component implements Monitored {
    readonly pipelineName: pulumi.Output<string>;

    private readonly projectNames: Readonly<Record<string, pulumi.Output<string>>>;

    constructor(name: string, args: DeliveryPipelineArgs, options?: pulumi.ComponentResourceOptions) {
        super("DeliveryPipeline", name, options);
        const { accountId, region, roleBoundaryArn } = args;
        const build = this.build(args);
        const deploy = this.step("deploy", args, args.deploy, {
            statements: deployStatements({ accountId, region, roleBoundaryArn, path: DELIVERY_PATH }),
            rolePath: DELIVERY_PATH,
        });
        const pipeline = this.createPipeline(args, build, deploy);
        this.tellFailures(pipeline, args);
        this.pipelineName = pipeline.name;
        this.projectNames = { Build: build.name, Deploy: deploy.name };
        this.registerOutputs({ pipelineName: this.pipelineName });
    }

    dashboardRow(): DashboardRow {
        const graph = (title: string, metricName: string, statistic: "Maximum" | "Sum") =>
            new LineGraphMetricWidget({
                title,
                width: 12,
                metrics: Object.entries(this.projectNames).map(
                    ([label, ProjectName]) =>
                        new Metric({
                            namespace: "AWS/CodeBuild",
                            name: metricName,
                            dimensions: { ProjectName },
                            statistic,
                            label,
                        }),
                ),
            });
        return {
            title: `Pipeline ${this.name}`,
            widgets: [graph("Duration (s)", "Duration", "Maximum"), graph("Failures", "FailedBuilds", "Sum")],
        };
    }

    private build(args: DeliveryPipelineArgs): codebuild.Project {
        const { docker = false, repositories = {}, environment } = args;
        const urls = Object.entries(repositories).map(
            ([name, { repositoryUrl }]) => [variable("repository", name, "url"), repositoryUrl] as const,
        );
        const arns = Object.values(repositories).map(({ repositoryArn }) => repositoryArn);
        return this.step("build", args, args.build, {
            docker,
            environment: { ...Object.fromEntries(urls), ...environment },
            statements: pushStatements(arns),
        });
    }

    private step(
        key: "build" | "deploy",
        args: DeliveryPipelineArgs,
        { buildspec, timeoutMinutes = defaults.pipelineStep.timeoutMinutes }: PipelineStep,
        own: Partial<BuildArgs>,
    ): codebuild.Project {
        return buildProject(
            `${this.name}-${key}`,
            {
                ...this.resources(args),
                buildspec,
                timeoutMinutes,
                environment: args.environment ?? {},
                docker: false,
                logs: args.logs,
                ...own,
            },
            this.child,
        );
    }

    private resources({ accountId, keyArn, artifacts }: DeliveryPipelineArgs): PipelineResources {
        return { accountId, keyArn, bucketArn: artifacts.bucketArn };
    }

    private createPipeline(
        args: DeliveryPipelineArgs,
        build: codebuild.Project,
        deploy: codebuild.Project,
    ): codepipeline.Pipeline {
        const {
            artifacts,
            keyArn,
            branch = defaults.deliveryPipeline.branch,
            paths = [],
            approval = true,
        } = args;
        return new codepipeline.Pipeline(
            this.name,
            {
                pipelineType: "V2",
                // Of two changes the later one is deployed last.
                executionMode: "QUEUED",
                roleArn: this.createRole(args, build, deploy),
                artifactStores: [
                    {
                        location: artifacts.bucketName,
                        type: "S3",
                        encryptionKey: { id: keyArn, type: "KMS" },
                    },
                ],
                triggers: [
                    {
                        providerType: "CodeStarSourceConnection",
                        gitConfiguration: {
                            sourceActionName: "Source",
                            pushes: [
                                {
                                    branches: { includes: [branch] },
                                    ...(paths.length === 0 ? {} : { filePaths: { includes: [...paths] } }),
                                },
                            ],
                        },
                    },
                ],
                stages: [
                    sourceStage({ ...args, branch }),
                    buildStage("Build", build.name, "Source"),
                    ...(approval ? [approveStage(args.alarmTopicArn)] : []),
                    buildStage("Deploy", deploy.name, "Build"),
                ],
            },
            this.child,
        );
    }

    private createRole(
        args: DeliveryPipelineArgs,
        build: codebuild.Project,
        deploy: codebuild.Project,
    ): pulumi.Output<string> {
        const { connectionArn, alarmTopicArn } = args;
        return pipelineRole(
            this.name,
            "codepipeline.amazonaws.com",
            [
                ...artifactStatements(this.resources(args)),
                {
                    sid: "Builds",
                    actions: ["codebuild:StartBuild", "codebuild:BatchGetBuilds"],
                    resources: [build.arn, deploy.arn],
                },
                {
                    sid: "Source",
                    actions: ["codestar-connections:UseConnection", "codeconnections:UseConnection"],
                    resources: [connectionArn],
                },
                { sid: "Approvals", actions: ["sns:Publish"], resources: [alarmTopicArn] },
            ],
            this.child,
        );
    }

    private tellFailures(pipeline: codepipeline.Pipeline, { alarmTopicArn }: DeliveryPipelineArgs): void {
        const rule = new cloudwatch.EventRule(
            this.name,
            {
                description: `Pipeline ${this.name} has failed`,
                eventPattern: pulumi.jsonStringify({
                    source: ["aws.codepipeline"],
                    "detail-type": ["CodePipeline Pipeline Execution State Change"],
                    detail: { pipeline: [pipeline.name], state: ["FAILED"] },
                }),
            },
            this.child,
        );
        tell(this.name, rule, alarmTopicArn, FAILED_PIPELINE, this.child);
    }
}
