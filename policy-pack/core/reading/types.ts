/**
 * AWS types of Pulumi come in twins: older spellings of the same resource. Rules name one of each pair; these
 * patterns lead to it.
 */
const TWINS: readonly (readonly [RegExp, string])[] = [
    [/^aws:alb\//, "aws:lb/"],
    [/^aws:(elasticloadbalancingv2|applicationloadbalancing)\//, "aws:lb/"],
    [/^aws:elasticloadbalancing\//, "aws:elb/"],
    // The types of S3 that had a V2 before they took the plain name over.
    [/^aws:s3\/(\w+?)V2:(\w+?)V2$/, "aws:s3/$1:$2"],
    [/^aws:s3\/bucketObjectv2:BucketObjectv2$/, "aws:s3/bucketObject:BucketObject"],
];

/** The one spelling of a type under which rules know it. */
export function canonicalType(type: string): string {
    for (const [pattern, spelling] of TWINS) {
        if (pattern.test(type)) return type.replace(pattern, spelling);
    }
    return type;
}
