import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { chunks } from "../../model/lists";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
const MAX_CHILDREN = 100;

/**
 * A composite alarm over all alarms of the stack, for releases to watch and for people to look
 * at first. It has no actions, as each of the alarms publishes itself. Undefined if there are no alarms.
 *
 * @param alarmName its name in AWS; alarms in between, needed beyond 100, have it with a number
 * @param alarms names of metric alarms
 */
export function createHealthAlarm(
    name: string,
    alarmName: string,
    alarms: readonly pulumi.Input<string>[],
    options: pulumi.CustomResourceOptions,
): cloudwatch.CompositeAlarm | undefined {
    if (alarms.length === 0) return undefined;
    const groups = chunks(alarms, MAX_CHILDREN);
    const [only] = groups;
    const children =
        groups.length === 1 && only
            ? only
            : groups.map(
                  (group, index) =>
                      anyOf(`${name}-${index + 1}`, `${alarmName}-${index + 1}`, group, options).alarmName,
              );
    return anyOf(name, alarmName, children, options);
}

function anyOf(
    name: string,
    alarmName: string,
    children: readonly pulumi.Input<string>[],
    options: pulumi.CustomResourceOptions,
): cloudwatch.CompositeAlarm {
    return new cloudwatch.CompositeAlarm(
        name,
        {
            alarmName,
            alarmDescription: "At least one alarm of the stack has gone off; the dashboard shows which.",
            alarmRule: pulumi
                .all([...children])
                .apply((names) => names.map((child) => `ALARM("${child}")`).join(" OR ")),
        },
        options,
    );
}
