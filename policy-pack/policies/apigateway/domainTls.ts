import { resourceRule } from "../../core/rule";

/** Where each kind of domain name has its policy. */
const POLICY: Readonly<Record<string, string>> = {
    "aws:apigateway/domainName:DomainName": "securityPolicy",
    "aws:apigatewayv2/domainName:DomainName": "domainNameConfiguration.securityPolicy",
};

export const apiGatewayDomainTls = resourceRule({
    name: "apigateway-domain-tls",
    title: "Domain names of APIs require TLS 1.2",
    description: "TLS 1.0 and 1.1 have known attacks, and attackers can force clients to use them.",
    severity: "medium",
    catalogues: { checkov: ["CKV_AWS_206"] },
    remediation:
        "Set securityPolicy (of domainNameConfiguration) to TLS_1_2 or to a policy with TLS 1.2 or 1.3.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
    types: Object.keys(POLICY),
    check(domain) {
        const path = POLICY[domain.type] ?? "";
        const policy = domain.string(path, "");
        // Without one, AWS takes TLS 1.0 for some endpoints.
        if (policy === "") domain.fail(path, "is not set");
        else if (policy !== undefined && !/^(TLS_1_[23]|SecurityPolicy_TLS1[23]_.+)$/i.test(policy))
            domain.fail(path, "allows TLS 1.0");
    },
});
