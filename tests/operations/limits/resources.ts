/** Resources of small stacks, as a preview shows them. */
import type { StackResource } from "../../../operations/state/resources";

/** @param on the referenced resource */
export function make(
    token: string,
    name: string,
    props: StackResource["props"] = {},
    on: readonly StackResource[] = [],
): StackResource {
    const type = `aws:${token}`;
    const dependencies = on.map(({ urn }) => urn);
    return {
        urn: `urn:pulumi:prod::shop::${type}::${name}`,
        type,
        name,
        props,
        dependencies,
        custom: true,
        parent: undefined,
    };
}

export const task = make("ecs/taskDefinition:TaskDefinition", "web", { cpu: "512", memory: "1024" });

/** Four tasks of half a vCPU, eight while it is deployed. */
export const service = (props: StackResource["props"] = {}, on: readonly StackResource[] = []) =>
    make("ecs/service:Service", "web", { desiredCount: 4, launchType: "FARGATE", ...props }, [task, ...on]);

export const subnet = (zone: string, cidrBlock = "10.0.0.0/24") =>
    make("ec2/subnet:Subnet", `private-${zone}`, { cidrBlock, availabilityZone: `eu-west-1${zone}` });
