import type * as pulumi from "@pulumi/pulumi";

import { Repository, type RepositoryArgs } from "./repository";
import { type BuildArgs, buildImage } from "./imageBuild";
import type { Architecture } from "../service";

interface OwnImageArgs extends Pick<RepositoryArgs, "keyArn" | "functionArns"> {
    /** Processor that the image is for. @default "arm64" */
    readonly architecture?: Architecture | undefined;
    /** Refuse deletion of the repository as long as there are images. @default true */
    readonly protect?: boolean | undefined;
}

/** An image, by its digest, and the repository that it is in. */
export interface OwnImage {
    readonly uri: pulumi.Output<string>;
    readonly repositoryArn: pulumi.Output<string>;
}

/** An image that is built, and pushed to a repository of its own. */
export function ownImage(
    name: string,
    build: BuildArgs,
    { architecture, protect, ...args }: OwnImageArgs,
    options: pulumi.ComponentResourceOptions,
): OwnImage {
    const { repositoryUrl, repositoryArn } = new Repository(
        name,
        { ...args, ...(protect === undefined ? {} : { protect }) },
        options,
    );
    const platform = architecture === "x86_64" ? "linux/amd64" : "linux/arm64";
    return { uri: buildImage(name, build, { repositoryUrl, platform }, options), repositoryArn };
}
