import type { Finding } from "../report/report";

/** A name to look up in CloudTrail, and a text that an event about the resource must also contain. */
export interface TrailName {
    readonly name: string;
    readonly mentions?: string;
}

/** Services that are the same in every region: CloudTrail records their events in one. */
const globalServices =
    /^aws:(budgets|cloudfront|costexplorer|globalaccelerator|iam|organizations|route53|shield|waf)\//;

/** That region, in the partitions of AWS. */
function globalRegion(region: string): string {
    if (region.startsWith("cn-")) return "cn-north-1";
    return region.startsWith("us-gov-") ? "us-gov-west-1" : "us-east-1";
}

/**
 * The region whose history has the events of a resource.
 *
 * @param own the resource's region in the state, if there is one
 * @param stack the stack's region
 */
export function regionOf({ type }: Pick<Finding, "type">, own: string | undefined, stack: string): string {
    return globalServices.test(type) ? globalRegion(stack) : (own ?? stack);
}

/** Parts of other resources, with ids that begin with the id of the owner: events have the owner's name. */
const parts =
    /^aws:(iam\/(role|user|group)Policy(Attachment)?|cognito\/userGroup|guardduty\/detectorFeature|lambda\/functionEventInvokeConfig):/;

/** Names of a resource in CloudTrail: its id, the name at the end of an ARN or URL, or its parent. */
export function namesOf({ id, type }: Pick<Finding, "id" | "type">): TrailName[] {
    if (id === undefined) return [];
    const [, owner, part] = (parts.test(type) ? /^([^:/]+)[:/](.+)$/.exec(id) : undefined) ?? [];
    if (owner !== undefined && part !== undefined) return [{ name: owner, mentions: part }];
    // The version of a secret: the ARN of the secret, and the version.
    const [whole = ""] = id.split("|");
    const last = /^(arn:|https?:)/.test(whole) ? whole.split(/[:/]/).at(-1) : undefined;
    return [...new Set([whole, ...(last ? [last] : [])])].map((name) => ({ name }));
}
