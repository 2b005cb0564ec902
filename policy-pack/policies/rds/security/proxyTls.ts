import { resourceRule } from "../../../core/rule";

export const rdsProxyTls = resourceRule({
    name: "rds-proxy-tls",
    title: "Database proxies require TLS",
    description: "Without TLS, attackers on the network can read requests, passwords included.",
    severity: "medium",
    catalogues: { fsbp: ["RDS.43"] },
    remediation: "Set requireTls to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-43",
    types: ["aws:rds/proxy:Proxy"],
    check(proxy) {
        if (proxy.boolean("requireTls", false) === false) proxy.fail("requireTls", "is not true");
    },
});
