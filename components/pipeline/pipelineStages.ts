import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

type Stage = aws.types.input.codepipeline.PipelineStage;

/** Fetches a branch, after an event of its trigger. */
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

/** A stage that runs a project on the artefact of an earlier stage; its output has the stage's name. */
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

/** A manual approval, valid for a week; CodePipeline publishes the request to the topic. */
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
