import { resourceRule } from "../../core/rule";

export const albListenerEncrypted = resourceRule({
    name: "alb-listener-encrypted",
    title: "Network load balancer listeners use TLS",
    description: "Attackers on the network can read and change plain-text traffic.",
    severity: "medium",
    catalogues: { fsbp: ["ELB.18"] },
    remediation: "Set protocol to TLS, with a certificateArn.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-18",
    types: ["aws:lb/listener:Listener"],
    check(listener) {
        const protocol = listener.word("protocol", "");
        // TLS runs over TCP only: datagrams, and TCP with them on one port, are encrypted by the application or not at all.
        if (protocol === "tcp") listener.fail("protocol", "is neither HTTPS nor TLS");
    },
});
