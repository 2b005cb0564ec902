/** Amazon resource names, as somebody writes them into a stack file. */

export interface Arn {
    readonly service: string;
    /** Empty where the name says none, as of buckets. */
    readonly region: string;
    /** Empty where the name says none. */
    readonly accountId: string;
    /** All that follows: `table/projects`. */
    readonly resource: string;
}

/** Reads an ARN; undefined for any other text. */
export function parseArn(text: string): Arn | undefined {
    const [arn, , service = "", region = "", accountId = "", ...resource] = text.split(":");
    return arn === "arn" ? { service, region, accountId, resource: resource.join(":") } : undefined;
}

/** The name of something that is given by name or ARN: `projects` of `arn:aws:dynamodb:…:table/projects`. */
export function nameOf(given: string): string {
    const resource = parseArn(given)?.resource;
    return resource === undefined ? given : resource.replace(/^table\//, "");
}
