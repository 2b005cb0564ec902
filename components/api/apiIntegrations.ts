import * as apigateway from "@pulumi/aws/apigatewayv2";
import * as pulumi from "@pulumi/pulumi";

import { allowCalls, type Invocable } from "./apiAuthorizers";

/** One integration and one permission for each function, by its name. */
export function createIntegrations(
    prefix: string,
    api: apigateway.Api,
    targets: Readonly<Record<string, Invocable>>,
    options: pulumi.CustomResourceOptions,
): Map<string, apigateway.Integration> {
    return new Map(
        Object.entries(targets).map(([own, target]) => {
            const name = `${prefix}-${own}`;
            const integration = new apigateway.Integration(
                name,
                {
                    apiId: api.id,
                    integrationType: "AWS_PROXY",
                    integrationUri: target.invokeArn,
                    payloadFormatVersion: "2.0",
                },
                options,
            );
            allowCalls(name, target, pulumi.interpolate`${api.executionArn}/*`, options);
            return [own, integration];
        }),
    );
}
