import { resourceRule } from "../../core/rule";

const V2 = "aws:apigatewayv2/integration:Integration";

export const apiGatewayIntegrationHttps = resourceRule({
    name: "apigateway-integration-https",
    title: "APIs call their integrations over HTTPS",
    description: "Over HTTP, encrypted requests continue to the integration in plain text.",
    severity: "medium",
    catalogues: { fsbp: ["APIGateway.10"] },
    remediation: "Set integrationUri (uri of a REST integration) to an address that begins with https://.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-10",
    types: [V2, "aws:apigateway/integration:Integration"],
    check(integration) {
        const [type, uri] = integration.type === V2 ? ["integrationType", "integrationUri"] : ["type", "uri"];
        // Through a VPC link the address is that of a listener, which has a rule of its own.
        if (integration.word("connectionType", "internet") === "vpc_link") return;
        if (!["http", "http_proxy"].includes(integration.word(type, "") ?? "")) return;
        if (integration.word(uri, "")?.startsWith("https://") === false)
            integration.fail(uri, "is not https://");
    },
});
