import type * as pulumi from "@pulumi/pulumi";

import { Component } from "../support/component";
import { createOriginSecret } from "../support/originSecret";

/** Arguments of {@link OriginSecret}. */
export interface OriginSecretArgs {
    /** Any other number generates a new value; the former one is accepted until the next. @default 1 */
    readonly generation?: number;
}

/**
 * The value of the header `x-origin-verify`, by which load balancer and firewall know requests that came through a site's
 * CloudFront. Made before all three, which each know it.
 */
export class OriginSecret extends Component {
    readonly value: pulumi.Output<string>;
    /** The accepted values: the former one too, which some edge locations send for a while. */
    readonly accepted: readonly pulumi.Output<string>[];

    constructor(name: string, args: OriginSecretArgs = {}, options?: pulumi.ComponentResourceOptions) {
        super("OriginSecret", name, options);
        const { value, accepted } = createOriginSecret(`${name}-origin`, args.generation ?? 1, this.child);
        this.value = value;
        this.accepted = accepted;
        this.registerOutputs({ value, accepted });
    }
}
