import { resourceRule } from "../../core/rule";

export const albHttpRedirects = resourceRule({
    name: "alb-http-redirects",
    title: "HTTP listeners redirect to HTTPS",
    description:
        "Attackers on the network can read and change plain-text requests, sign-in cookies included.",
    severity: "medium",
    catalogues: { fsbp: ["ELB.1"], checkov: ["CKV_AWS_2", "CKV2_AWS_20"] },
    remediation: "Let defaultActions redirect, with protocol HTTPS.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
    types: ["aws:lb/listener:Listener"],
    check(listener) {
        const protocol = listener.word("protocol", "");
        // Default protocol of application load balancers. Other listeners set it, or have no port.
        const isDefault = protocol === "" && listener.isSet("port");
        if (protocol !== "http" && !isDefault) return;
        const redirects = listener
            .items("defaultActions")
            .some(
                (action) =>
                    action.word("type", "") === "redirect" &&
                    action.word("redirect.protocol", "") === "https",
            );
        if (!redirects) listener.fail("defaultActions", "answers in plain text");
    },
});
