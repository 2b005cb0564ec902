import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";

interface AliasArgs {
    readonly fn: lambda.Function;
    readonly version?: string | undefined;
    readonly canary?: { readonly version?: string | undefined; readonly weight: number } | undefined;
    readonly provisionedConcurrency?: number;
}

/** The alias that callers use, whatever version stands behind it. */
const LIVE = "live";

/** The one name that callers have for a function: a version, or two of them with shares of the calls. */
export function createAlias(
    name: string,
    {
        fn,
        version,
        canary,
        provisionedConcurrency = defaults.serverlessFunction.provisionedConcurrency,
    }: AliasArgs,
    options: pulumi.CustomResourceOptions,
): lambda.Alias {
    const main = pulumi.output(version ?? fn.version);
    const alias = new lambda.Alias(
        name,
        {
            name: LIVE,
            functionName: fn.name,
            functionVersion: main,
            ...(canary ? { routingConfig: share(main, canary.version ?? fn.version, canary.weight) } : {}),
        },
        options,
    );
    if (provisionedConcurrency > 0) {
        new lambda.ProvisionedConcurrencyConfig(
            name,
            {
                functionName: fn.name,
                qualifier: alias.name,
                provisionedConcurrentExecutions: provisionedConcurrency,
            },
            options,
        );
    }
    return alias;
}

/** Part of the calls to another version; none if the alias points to that version anyway. */
function share(main: pulumi.Output<string>, other: pulumi.Input<string>, percent: number) {
    return pulumi
        .all([main, other])
        .apply(([first, second]) =>
            first === second ? undefined : { additionalVersionWeights: { [second]: percent / 100 } },
        );
}
