import * as pulumi from "@pulumi/pulumi";

/**
 * A value that is given out only once these are there as well: the permissions of a role, the routes of a subnet.
 * What takes the value comes after all of them, and goes before them.
 *
 * It waits for their URNs rather than their ids: a preview knows those, so that there the value stays what it is
 * when one of them is made anew.
 */
export function after(
    value: pulumi.Output<string>,
    resources: readonly pulumi.CustomResource[],
): pulumi.Output<string> {
    return pulumi.all([value, pulumi.all(resources.map(({ urn }) => urn))]).apply(([first]) => first);
}
