import * as ecr from "@pulumi/aws/ecr";
import * as defaults from "../../model/defaults";
import * as cloudwatch from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../support/after";
import { Component } from "../support/component";
import { policyDocument } from "../support/iam";
import type { DashboardRow, Monitored } from "../support/metrics";

/** Arguments of {@link Repository}. */
export interface RepositoryArgs {
    /** ARN of the KMS key that encrypts the images. */
    readonly keyArn: pulumi.Input<string>;
    /**
     * ARN, with `*`, of the functions that may be made of its images.
     * @default none: for the first such function Lambda adds a policy of its own, which no program manages
     */
    readonly functionArns?: string;
    /** Images that are kept, 1 to 1000; the oldest go first. @default 30 */
    readonly keepImages?: number;
    /** Refuse deletion as long as there are images. @default true */
    readonly protect?: boolean;
}

/** Days after which an image that lost its tag is deleted: nothing can refer to it by name any more. */
const UNTAGGED_DAYS = 7;

/**
 * Container images in ECR: tags that never move, every push scanned, encrypted with the stack's key. Without functions
 * it has no policy of its own, so that the account's identities alone decide who may pull and push. Its name is
 * `<stack>/<name>`, because pipelines have to know it.
 */
export class Repository extends Component implements Monitored {
    readonly repositoryUrl: pulumi.Output<string>;
    readonly repositoryArn: pulumi.Output<string>;
    readonly repositoryName: pulumi.Output<string>;

    constructor(name: string, args: RepositoryArgs, options?: pulumi.ComponentResourceOptions) {
        super("Repository", name, options);
        const protect = args.protect ?? true;
        const repository = new ecr.Repository(
            name,
            {
                name: `${pulumi.getProject()}/${pulumi.getStack()}/${name}`,
                imageTagMutability: "IMMUTABLE",
                imageScanningConfiguration: { scanOnPush: true },
                encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.keyArn }],
                forceDelete: !protect,
            },
            // The name says whose it is; an older one stays, because another name is another repository, without images.
            { ...this.child, protect, ignoreChanges: ["name"] },
        );
        new ecr.LifecyclePolicy(
            name,
            {
                repository: repository.name,
                policy: lifecycle(args.keepImages ?? defaults.repository.keepImages),
            },
            // A repository has one policy: deleting the old one last would take the new one away.
            { ...this.child, deleteBeforeReplace: true },
        );
        const policy = this.openToFunctions(repository, args.functionArns);
        // Known once the policy lets functions use its images.
        this.repositoryUrl = after(repository.repositoryUrl, policy ? [policy] : []);
        this.repositoryArn = repository.arn;
        this.repositoryName = repository.name;
        this.registerOutputs({
            repositoryUrl: this.repositoryUrl,
            repositoryArn: this.repositoryArn,
            repositoryName: this.repositoryName,
        });
    }

    /** https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions */
    private openToFunctions(
        repository: ecr.Repository,
        functionArns: string | undefined,
    ): ecr.RepositoryPolicy | undefined {
        if (functionArns === undefined) return undefined;
        const policy = policyDocument([
            {
                sid: "Functions",
                actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                // In a repository's policy the resource is the repository.
                resources: [],
                principals: { Service: ["lambda.amazonaws.com"] },
                conditions: { ArnLike: { "aws:SourceArn": functionArns } },
            },
        ]);
        return new ecr.RepositoryPolicy(this.name, { repository: repository.name, policy }, this.child);
    }

    dashboardRow(): DashboardRow {
        const pulls = new cloudwatch.Metric({
            namespace: "AWS/ECR",
            name: "RepositoryPullCount",
            statistic: "Sum",
            period: 3600,
            dimensions: { RepositoryName: this.repositoryName },
            label: "pulls",
        });
        const widget = new cloudwatch.LineGraphMetricWidget({ title: "Pulls an hour", metrics: [pulls] });
        return { title: `Repository ${this.name}`, widgets: [widget] };
    }
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
function lifecycle(keepImages: number): string {
    const rules = [
        {
            description: `Images without a tag go after ${UNTAGGED_DAYS} days`,
            selection: {
                tagStatus: "untagged",
                countType: "sinceImagePushed",
                countUnit: "days",
                countNumber: UNTAGGED_DAYS,
            },
        },
        {
            description: `The newest ${keepImages} images stay`,
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keepImages },
        },
    ];
    return JSON.stringify({
        rules: rules.map((rule, index) => ({ rulePriority: index + 1, ...rule, action: { type: "expire" } })),
    });
}
