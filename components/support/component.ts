import * as pulumi from "@pulumi/pulumi";

import type { Delegation } from "../../model/delegation";

/** For what no configuration lets through: shown as its message alone, with the component it is about. */
export function refusal(message: string, component: pulumi.Resource | undefined): pulumi.ResourceError {
    return new pulumi.ResourceError(message, component, true);
}

/**
 * What all components have in common: the type token `plumbline:index:<class>`, children named after the
 * component, and arguments that aren't recorded a second time (`{}` as inputs), so that no secret is.
 */
export abstract class Component extends pulumi.ComponentResource {
    /** Options of children. */
    protected readonly child: pulumi.CustomResourceOptions = { parent: this };

    /** What something other than the program may change of its resources: no drift within the given bands. */
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

    /** What a helper that knows no component gives; what it throws becomes a refusal. */
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
