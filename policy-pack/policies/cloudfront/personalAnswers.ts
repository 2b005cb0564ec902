import { resourceRule } from "../../core/rule";
import { behaviors } from "./origins";

/** AWS's origin request policies that forward cookies and `Authorization`: AllViewer, the same without the host, with CloudFront's headers. */
const FORWARD_CALLER = [
    "216adef6-5c7f-47e4-b989-5493eafa07d3",
    "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    "33f36d7e-f396-46d9-90e0-52428a34d9dc",
];

/** AWS's cache policies that keep answers under a key without the caller: CachingOptimized, and for uncompressed objects. */
const SHARED_KEY = ["658327ea-f89d-4fab-a63d-7e88639e58f6", "b2884449-e4de-46a7-ac36-70bc7f1ddd6d"];

export const cloudFrontPersonalAnswers = resourceRule({
    name: "cloudfront-personal-answers",
    title: "Distributions keep no answers that depend on the caller",
    description:
        "An origin that gets cookies and tokens answers each caller differently. Kept under the path alone, one caller's answer is sent to all others.",
    severity: "high",
    catalogues: {},
    remediation:
        "Set cachePolicyId of the behavior to Managed-CachingDisabled, or to a policy with the caller in its key.",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html",
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution) {
        for (const behavior of behaviors(distribution)) {
            // A policy that is not known yet is the stack's own, which may have the caller in its key.
            const policy = (path: string): string =>
                behavior.isUnknown(path) ? "" : (behavior.string(path, "") ?? "");
            if (
                FORWARD_CALLER.includes(policy("originRequestPolicyId")) &&
                SHARED_KEY.includes(policy("cachePolicyId"))
            )
                behavior.fail("cachePolicyId", "keeps answers for all callers alike");
        }
    },
});
