/** EC2 instances, groups of them, and their volumes. */
import { awakeShare } from "../hours";
import { exactly, HOURS, hoursOf, times } from "../ranges";
import type { Reader } from "../properties";
import { read } from "../stack";
import { type CostResource, type Line, type Range, Undetermined } from "../types";
import type { Context, Estimators } from "../estimator";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

const SCHEDULE = "aws:autoscaling/schedule:Schedule";

/** Default GiB of a root volume: the value of Amazon Linux 2023. */
const ROOT_GIB = 8;

export const ec2: Estimators = {
    "aws:ec2/instance:Instance": (resource) => {
        const instance = read(resource);
        const root = instance.number("rootBlockDevice.volumeSize") ?? ROOT_GIB;
        return [
            ...running(instance, exactly(1)),
            volume(root, instance.text("rootBlockDevice.volumeType"), exactly(1)),
            ...instance
                .readers("ebsBlockDevices")
                .map((device) =>
                    volume(device.needNumber("volumeSize"), device.text("volumeType"), exactly(1)),
                ),
            ...(instance.flag("associatePublicIpAddress") === true ? [address(exactly(1))] : []),
        ];
    },
    "aws:autoscaling/group:Group": (resource, context) => {
        const group = read(resource);
        if (group.has("mixedInstancesPolicy")) {
            throw new Undetermined("what a mixed instances policy starts is not known before it does");
        }
        const count = instancesOf(resource, group, context);
        const template = read(templateOf(resource, context));
        return [
            ...running(template, count),
            ...template
                .readers("blockDeviceMappings")
                .filter((device) => device.has("ebs"))
                .map((device) =>
                    volume(device.needNumber("ebs.volumeSize"), device.text("ebs.volumeType"), count),
                ),
            ...(template
                .readers("networkInterfaces")
                .some((it) => it.flag("associatePublicIpAddress") === true)
                ? [address(count)]
                : []),
        ];
    },
    "aws:ebs/volume:Volume": (resource) => {
        const { type, size } = { type: read(resource).text("type"), size: read(resource).needNumber("size") };
        return [volume(size, type ?? "gp2", exactly(1))];
    },
    "aws:ec2/eip:Eip": () => [address(exactly(1))],
};

/** Instances at least and at most; for a group with working hours of those, times the part of the week that they are. */
function instancesOf(resource: CostResource, group: Reader, { stack }: Context): Range {
    const sizes = (props: Reader): Range => ({
        low: props.needNumber("minSize"),
        high: props.needNumber("maxSize"),
    });
    const actions = stack.referringTo(resource, SCHEDULE).map(read);
    const isOn = (action: Reader): boolean => (action.number("maxSize") ?? 1) > 0;
    const share = awakeShare(
        actions.map((action) => ({ cron: action.text("recurrence"), isOn: isOn(action) })),
    );
    // At night the group itself has none.
    const awake = share < 1 ? actions.find(isOn) : undefined;
    return times(sizes(awake ?? group), share);
}

function templateOf(resource: CostResource, { stack }: Context): CostResource {
    const [template] = stack.referredBy(resource, TEMPLATE);
    if (template === undefined) throw new Undetermined("the launch template is not part of the stack");
    return template;
}

function running(instance: Reader, count: Range): Line[] {
    const type = instance.needText("instanceType");
    if (instance.has("instanceMarketOptions"))
        throw new Undetermined("the price table has no Spot instances");
    return [{ what: `instance ${type}`, price: `ec2/${type}`, quantity: hoursOf(count) }];
}

function volume(gib: number, type: string | undefined, count: Range): Line {
    return { what: "volume", price: `ebs/${type ?? "gp3"}`, quantity: times(count, gib) };
}

/** A public IPv4 address. */
export function address(count: Range): Line {
    return { what: "public IPv4 address", price: "vpc/ipv4", quantity: times(count, HOURS) };
}
