import * as pulumi from "@pulumi/pulumi";

/**
 * A value that is known only once the given resources exist: the permissions of a role, the routes of a subnet.
 * Resources that use the value are created after all of them, and deleted before them.
 *
 * It waits for URNs rather than ids: a preview knows URNs, so that the value stays known there when one of the resources
 * is replaced.
 */
export function after(
    value: pulumi.Output<string>,
    resources: readonly pulumi.CustomResource[],
): pulumi.Output<string> {
    return pulumi.all([value, pulumi.all(resources.map(({ urn }) => urn))]).apply(([first]) => first);
}
