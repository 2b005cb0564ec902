import { resourceRule } from "../../../core/rule";

export const rdsProxyTls = resourceRule({
    name: "rds-proxy-tls",
    title: "Proxies refuse connections without TLS",
    description: "What clients send in plain text, passwords included, can be read on its way.",
    severity: "medium",
    catalogues: { fsbp: ["RDS.43"] },
    remediation: "Set requireTls to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-43",
    types: ["aws:rds/proxy:Proxy"],
    check(proxy) {
        if (proxy.boolean("requireTls", false) === false) proxy.fail("requireTls", "is not true");
    },
});
