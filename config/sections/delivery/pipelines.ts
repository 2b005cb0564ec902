import * as z from "zod";

import * as defaults from "../../../model/defaults";
import type { TierDefaults } from "../../tierDefaults";
import { environment, name, named, whole } from "../../values";
import { repository } from "./delivery";

const step = (buildspec: string) =>
    z
        .strictObject({
            buildspec: z
                .string()
                .regex(/^[\w./-]+\.ya?ml$/, 'a YAML file in the repository such as "buildspec.yml"')
                .default(buildspec)
                .describe("File with the commands."),
            timeoutMinutes: whole(5, 480, "minutes")
                .default(defaults.pipelineStep.timeoutMinutes)
                .describe("When it is stopped."),
        })
        .prefault({});

/** Delivery pipelines by name. */
export function pipelines(tier: TierDefaults) {
    return named(
        z.strictObject({
            repository: repository.describe("Repository that is built."),
            branch: z
                .string()
                .regex(/^[\w./-]{1,255}$/, 'a branch such as "main"')
                .default(defaults.deliveryPipeline.branch)
                .describe("Branch that is built."),
            paths: z
                .array(z.string().min(1).max(255))
                .max(8, "at most 8 patterns")
                .default([])
                .describe('Only changes of these files start it, such as "apps/web/**".'),
            connectionArn: z
                .string()
                .regex(
                    /^arn:aws[a-z-]*:(codestar-connections|codeconnections):[a-z0-9-]+:\d{12}:connection\/[\w-]+$/,
                    "the ARN of a connection to the repository",
                )
                .describe("Connection to the repository; somebody authorises it once in the console."),
            build: step("buildspec.yml").describe("Builds and tests."),
            deploy: step("deployspec.yml").describe("Deploys the output of the build."),
            approval: z
                .boolean()
                .default(tier.protect)
                .describe("Whether somebody has to approve before it deploys."),
            environment: environment.describe("Plain environment variables of both steps."),
            docker: z.boolean().default(false).describe("Whether the build makes container images."),
            repositories: z
                .array(name)
                .default([])
                .describe("Keys of repositories that the build pushes images to; needs docker."),
        }),
    ).describe("Delivery pipelines (CodePipeline) by name, instead of GitHub Actions.");
}
