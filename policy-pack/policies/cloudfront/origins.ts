/** Parts of a distribution that several rules look at. */
import type { View } from "../../core/reading/view";

/** Bucket origins: CloudFront treats every origin without another configuration as a bucket. */
export function bucketOrigins(distribution: View): View[] {
    return distribution
        .items("origins")
        .filter((origin) => !origin.isSet("customOriginConfig") && !origin.isSet("vpcOriginConfig"));
}

/** All behaviors: the default one, and those of path patterns. */
export function behaviors(distribution: View): View[] {
    return [...distribution.items("defaultCacheBehavior"), ...distribution.items("orderedCacheBehaviors")];
}
