import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix } from "node:path";
import type * as ecr from "@pulumi/awsx/ecr";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import type { Architecture } from "../../model/architectures";
import { Repository, type RepositoryArgs } from "./repository";

/** How an image is built. */
export interface BuildArgs {
    /** Folder that the build may use. */
    readonly context: string;
    /** File with the instructions, within the folder. @default "Dockerfile" */
    readonly dockerfile?: string;
    /** Build arguments, which everybody who has the image can read. @default none */
    readonly arguments?: Readonly<Record<string, string>>;
    /**
     * Whether a digest of the content stands for the image, and nothing is built, where there is no Docker.
     * @default false
     */
    readonly placeholder?: boolean;
}

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
    const uri = build.placeholder
        ? pulumi.interpolate`${repositoryUrl}@sha256:${contentHash(build, platform)}`
        : buildImage(name, build, { repositoryUrl, platform }, options);
    return { uri, repositoryArn };
}

/**
 * The image of containers: the one that is there, or one that is built here.
 *
 * @throws Error if there are both, or neither
 */
export function givenImage(
    name: string,
    { image, build }: { readonly image?: string | undefined; readonly build?: BuildArgs | undefined },
    args: OwnImageArgs,
    options: pulumi.ComponentResourceOptions,
): { readonly uri: pulumi.Input<string>; readonly repositoryArn?: pulumi.Input<string> } {
    if (image !== undefined && build === undefined) return { uri: image };
    if (image !== undefined || build === undefined) throw new Error("must have either image or build");
    return ownImage(name, build, args, options);
}

/** Folders that no image needs and that change all the time. */
const LEFT_OUT = new Set([".git", "node_modules"]);

/**
 * Builds an image with Docker and pushes it to a repository.
 *
 * The module that does it needs a plugin and Docker: it is loaded here and nowhere else, so that a stack whose
 * services name their images needs neither.
 *
 * @param platform such as `linux/arm64`
 * @returns the image by its digest
 */
function buildImage(
    name: string,
    build: BuildArgs,
    { repositoryUrl, platform }: { readonly repositoryUrl: pulumi.Input<string>; readonly platform: string },
    options: pulumi.ComponentResourceOptions,
): pulumi.Output<string> {
    const { Image } = createRequire(__filename)("@pulumi/awsx/ecr") as typeof ecr;
    const dockerfile = build.dockerfile ?? defaults.buildArgs.dockerfile;
    const image = new Image(
        name,
        {
            repositoryUrl,
            platform,
            context: build.context,
            dockerfile: posix.join(build.context, dockerfile),
            args: { ...build.arguments },
            // Tags never move: the same content has the same one, other content another.
            imageTag: contentTag(build, platform),
        },
        options,
    );
    return image.imageUri;
}

/** The first 16 hexadecimal digits of a hash over everything that the image is made of. */
export function contentTag(build: BuildArgs, platform: string): string {
    return contentHash(build, platform).slice(0, 16);
}

function contentHash({ context, dockerfile, arguments: given }: BuildArgs, platform: string): string {
    const hash = createHash("sha256").update(JSON.stringify([platform, dockerfile, given ?? {}]));
    for (const path of list(context, "")) {
        hash.update(`\0${path}\0`).update(readFileSync(join(context, path)));
    }
    return hash.digest("hex");
}

function list(folder: string, path: string): string[] {
    return readdirSync(join(folder, path), { withFileTypes: true })
        .filter(({ name }) => !LEFT_OUT.has(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((entry) => {
            const inner = posix.join(path, entry.name);
            if (entry.isDirectory()) return list(folder, inner);
            return entry.isFile() ? [inner] : [];
        });
}
