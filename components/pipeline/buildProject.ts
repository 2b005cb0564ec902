import * as codebuild from "@pulumi/aws/codebuild";
import * as pulumi from "@pulumi/pulumi";

import type { Statement } from "../support/iam";
import { logGroup, type LogSettings } from "../support/logGroup";
import { artifactStatements, pipelineRole, type PipelineResources } from "./pipelineRoles";

/** Arguments of the CodeBuild project of a step. */
export interface BuildArgs extends PipelineResources {
    /** File with the commands, in the repository. */
    readonly buildspec: string;
    /** Minutes after which it is stopped, 5 to 480. */
    readonly timeoutMinutes: number;
    /** Plain environment variables. */
    readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
    /** Whether it may build container images, for which it needs privileges on its machine. */
    readonly docker: boolean;
    /** Retention and key of its log. */
    readonly logs: LogSettings;
    /** Statements besides reading and writing artefacts. */
    readonly statements?: readonly Statement[];
    /** Path of its role. @default "/" */
    readonly rolePath?: string;
}

/** ARM machines are the cheapest: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html */
const IMAGE = "aws/codebuild/amazonlinux-aarch64-standard:3.0";

/** A CodeBuild project that a pipeline feeds, with a role, an encrypted log and encrypted artefacts. */
export function buildProject(
    name: string,
    args: BuildArgs,
    options: pulumi.CustomResourceOptions,
): codebuild.Project {
    const logs = logGroup(name, args.logs, options);
    const serviceRole = pipelineRole(
        name,
        "codebuild.amazonaws.com",
        [
            {
                sid: "Logs",
                actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                resources: [pulumi.interpolate`${logs.arn}:*`],
            },
            ...artifactStatements(args),
            ...(args.statements ?? []),
        ],
        options,
        args.accountId,
        args.rolePath,
    );
    return new codebuild.Project(
        name,
        {
            serviceRole,
            encryptionKey: args.keyArn,
            buildTimeout: args.timeoutMinutes,
            source: { type: "CODEPIPELINE", buildspec: args.buildspec },
            artifacts: { type: "CODEPIPELINE" },
            environment: {
                type: "ARM_CONTAINER",
                computeType: "BUILD_GENERAL1_SMALL",
                image: IMAGE,
                privilegedMode: args.docker,
                environmentVariables: Object.entries(args.environment).map(([key, value]) => ({
                    name: key,
                    value,
                })),
            },
            logsConfig: { cloudwatchLogs: { groupName: logs.name } },
        },
        options,
    );
}
