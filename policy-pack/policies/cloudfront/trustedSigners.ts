import { resourceRule } from "../../core/rule";
import { behaviors } from "./origins";

export const cloudFrontTrustedSigners = resourceRule({
    name: "cloudfront-trusted-signers",
    title: "Signatures are made with keys of a key group",
    description:
        "Keys of an account as trusted signer belong to its root user, who alone can replace them, and no policy limits them.",
    severity: "medium",
    catalogues: {},
    remediation: "Set trustedKeyGroups of the behavior, and remove trustedSigners.",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html",
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution) {
        for (const behavior of behaviors(distribution)) {
            if (behavior.isSet("trustedSigners")) behavior.fail("trustedSigners", "names an account");
        }
    },
});
