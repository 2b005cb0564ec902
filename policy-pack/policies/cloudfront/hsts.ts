import { resourceRule } from "../../core/rule";
import { isMissing } from "../shared/properties";
import { behaviors } from "./origins";

const POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const MAX_AGE = "securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec";

/** AWS managed policies without HSTS: CORS-With-Preflight, SimpleCORS. The other three set it for a year. */
const WITHOUT = ["5cc3b908-e619-4b99-88e5-2cf7f45965bd", "60669652-455b-4ae9-85a4-c4c02393f86c"];

export const cloudFrontHsts = resourceRule({
    name: "cloudfront-hsts",
    title: "Distributions send HSTS headers",
    description: "Without HSTS, the first request of a browser may use HTTP, where it can be intercepted.",
    severity: "low",
    catalogues: { checkov: ["CKV2_AWS_32", "CKV_AWS_259"] },
    remediation:
        "Set responseHeadersPolicyId of the behavior, and in the policy strictTransportSecurity with a long maxAge.",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
    settings: {
        minSeconds: {
            type: "number",
            minimum: 0,
            default: 31_536_000,
            description: "Minimum max-age of the header, in seconds.",
        },
    },
    types: ["aws:cloudfront/distribution:Distribution", POLICY],
    check(resource, settings) {
        if (resource.type === POLICY) {
            const seconds = resource.number(MAX_AGE, 0);
            if (seconds !== undefined && seconds < settings.number("minSeconds")) {
                resource.fail(MAX_AGE, seconds === 0 ? "is not set" : "is too short");
            }
            return;
        }
        for (const behavior of behaviors(resource)) {
            const path = "responseHeadersPolicyId";
            if (isMissing(behavior, path)) behavior.fail(path, "is not set");
            else if (!behavior.isUnknown(path) && WITHOUT.includes(behavior.string(path, "") ?? ""))
                behavior.fail(path, "is a policy of AWS's without it");
        }
    },
});
