import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

type Stage = aws.types.input.codepipeline.PipelineStage;

/** Fetches a branch, whenever a trigger says so. */
export function sourceStage({
    repository,
    branch,
    connectionArn,
}: {
    readonly repository: string;
    readonly branch: string;
    readonly connectionArn: string;
}): Stage {
    return {
        name: "Source",
        actions: [
            {
                name: "Source",
                category: "Source",
                owner: "AWS",
                provider: "CodeStarSourceConnection",
                version: "1",
                outputArtifacts: ["Source"],
                configuration: {
                    ConnectionArn: connectionArn,
                    FullRepositoryId: repository,
                    BranchName: branch,
                    OutputArtifactFormat: "CODE_ZIP",
                    // The trigger knows which changes count.
                    DetectChanges: "false",
                },
            },
        ],
    };
}

/** Runs a project on what an earlier stage left; its own output has the stage's name. */
export function buildStage(
    name: "Build" | "Deploy",
    projectName: pulumi.Input<string>,
    inputArtifact: string,
): Stage {
    return {
        name,
        actions: [
            {
                name,
                category: "Build",
                owner: "AWS",
                provider: "CodeBuild",
                version: "1",
                inputArtifacts: [inputArtifact],
                outputArtifacts: [name],
                configuration: { ProjectName: projectName },
            },
        ],
    };
}

/** Waits, up to a week, for somebody to approve; the topic says that it does. */
export function approveStage(topicArn: pulumi.Input<string>): Stage {
    return {
        name: "Approve",
        actions: [
            {
                name: "Approve",
                category: "Approval",
                owner: "AWS",
                provider: "Manual",
                version: "1",
                configuration: { NotificationArn: topicArn },
            },
        ],
    };
}
