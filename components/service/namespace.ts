import * as servicediscovery from "@pulumi/aws/servicediscovery";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "../support/component";

/** Arguments of {@link Namespace}. */
export interface NamespaceArgs {
    readonly vpc: { readonly vpcId: pulumi.Input<string> };
    /** Domain of the private names. @default "<stack>.internal" */
    readonly domain?: string;
}

/** Names that only this VPC knows, for services that have no public address: `<service>.<stack>.internal`. */
export class Namespace extends Component {
    readonly namespaceId: pulumi.Output<string>;
    readonly domain: string;

    constructor(name: string, args: NamespaceArgs, options?: pulumi.ComponentResourceOptions) {
        super("Namespace", name, options);
        this.domain = args.domain ?? `${pulumi.getStack()}.internal`;
        const namespace = new servicediscovery.PrivateDnsNamespace(
            name,
            {
                name: this.domain,
                description: `Private services of ${pulumi.getStack()}`,
                vpc: args.vpc.vpcId,
            },
            this.child,
        );
        this.namespaceId = namespace.id;
        this.registerOutputs({ namespaceId: this.namespaceId, domain: this.domain });
    }
}
