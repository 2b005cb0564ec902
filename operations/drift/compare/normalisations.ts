import { formatPath, type Path } from "../values/path";

/** Differences that are no drift: all that the scan ignores, with reasons. */
export interface Normalisation {
    /** Type token, or `*` for all. */
    readonly type: string;
    /** Matches the whole path of a property. */
    readonly path: RegExp;
    readonly reason: string;
}

/** A table in docs/drift.md lists these, which a test compares with this list. */
export const normalisations: readonly Normalisation[] = [
    {
        type: "*",
        path: /^tagsAll\b.*/,
        reason: "repeats tags together with the provider's default tags; a changed tag shows in tags, an added one in both, and a removed default tag has a comparison of its own (defaultTags.ts)",
    },
    {
        type: "*",
        path: /^(__.*|id|arn|region)$/,
        reason: "names the resource, or is Pulumi's own",
    },
    {
        type: "aws:cognito/userPool:UserPool",
        path: /^(schemas|lastModifiedDate|estimatedNumberOfUsers)\b.*/,
        reason: "AWS adds its standard attributes in an order of its own, and counts users",
    },
    {
        type: "aws:lambda/function:Function",
        path: /^(code|lastModified|qualified.*|version|sourceCodeHash)$/,
        reason: "the archive is not read back; codeSha256 shows a change of the code",
    },
    {
        type: "aws:ecs/service:Service",
        path: /^(waitForSteadyState|forceNewDeployment|triggers)\b.*/,
        reason: "controls the provider, and is no property of the service",
    },
    {
        type: "aws:dynamodb/table:Table",
        path: /^(replicas\[\d+\]\.)?stream(Arn|Label)$/,
        reason: "AWS names a stream by the time at which it was made; a stream that was switched off shows in streamEnabled",
    },
];

/** Whether a difference is to be overlooked. */
export function isNoise(type: string, path: Path): boolean {
    const text = formatPath(path);
    return normalisations.some((each) => (each.type === "*" || each.type === type) && each.path.test(text));
}
