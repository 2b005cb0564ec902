import { resourceRule } from "../../core/rule";

export const albTlsPolicy = resourceRule({
    name: "alb-tls-policy",
    title: "Listeners use a recommended TLS policy",
    description:
        "Old TLS versions and ciphers have known attacks, and attackers can force clients to use them.",
    severity: "medium",
    catalogues: { fsbp: ["ELB.17"], checkov: ["CKV2_AWS_74", "CKV_AWS_103"] },
    remediation: "Set sslPolicy to a TLS 1.3 policy such as ELBSecurityPolicy-TLS13-1-2-2021-06.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17",
    settings: {
        pattern: {
            type: "string",
            default: "^ELBSecurityPolicy-TLS13-1-[23]-(Res-)?(FIPS-)?(PQ-)?\\d{4}-\\d{2}$",
            description: "Allowed policies, as a regular expression.",
        },
    },
    types: ["aws:lb/listener:Listener"],
    check(listener, settings) {
        const protocol = listener.word("protocol", "");
        if (protocol !== "https" && protocol !== "tls") return;
        const policy = listener.string("sslPolicy", "");
        if (policy === undefined) return;
        if (!new RegExp(settings.string("pattern")).test(policy))
            listener.fail("sslPolicy", "is none of the recommended policies");
    },
});
