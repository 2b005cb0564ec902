import { resourceRule } from "../../core/rule";
import { behaviors } from "./support/origins";

const POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const MAX_AGE = "securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec";

export const cloudFrontHsts = resourceRule({
    name: "cloudfront-hsts",
    title: "Browsers are told to use HTTPS only (HSTS)",
    description:
        "Until it has been told, a browser's first request may go over HTTP, where it can be caught.",
    severity: "low",
    catalogues: { checkov: ["CKV_AWS_259"] },
    mend: "Set responseHeadersPolicyId of the behavior, and in the policy strictTransportSecurity with a long maxAge.",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
    settings: {
        minSeconds: {
            type: "number",
            minimum: 0,
            default: 31_536_000,
            description: "How long browsers have to remember, in seconds: at least a year.",
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
            if (!behavior.isSet("responseHeadersPolicyId"))
                behavior.fail("responseHeadersPolicyId", "is not set");
        }
    },
});
