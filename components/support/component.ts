import * as pulumi from "@pulumi/pulumi";

import type { Delegation } from "../../model/delegation";

/** An error about arguments: the engine shows its message alone, with the component. */
export function refusal(message: string, component: pulumi.Resource | undefined): pulumi.ResourceError {
    return new pulumi.ResourceError(message, component, true);
}

/**
 * Base class of all components: the type token `plumbline:index:<class>`, children named after the
 * component, and arguments that aren't recorded a second time (`{}` as inputs), so that no secret is.
 */
export abstract class Component extends pulumi.ComponentResource {
    /** Options of children. */
    protected readonly child: pulumi.CustomResourceOptions = { parent: this };

    /** Properties that AWS or a service may change: no drift within the given bands. */
    readonly delegations: Delegation[] = [];

    protected constructor(
        type: string,
        protected readonly name: string,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super(`plumbline:index:${type}`, name, {}, options);
    }

    protected refusal(message: string): pulumi.ResourceError {
        return refusal(message, this);
    }

    /** Returns the result of a helper that knows no component; its errors become a refusal. */
    protected orRefuse<T>(make: () => T): T {
        try {
            return make();
        } catch (error) {
            throw this.refusal(error instanceof Error ? error.message : String(error));
        }
    }

    protected override registerOutputs(outputs?: pulumi.Inputs): void {
        const { delegations } = this;
        super.registerOutputs(delegations.length > 0 ? { ...outputs, delegations } : outputs);
    }
}
