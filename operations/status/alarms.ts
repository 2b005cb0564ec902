/** Alarms that ring: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import type { Resource } from "../state/resource";
import { nameOf } from "../state/urn";
import { textOf } from "../parts/parts";
import { chunks, grouped } from "../../model/lists";
import { clock } from "../text/clock";
import { type Asked, type Row } from "./row";

/** Names in one request. */
const MOST = 100;

const TYPES = ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"];

/** Of the alarms among these resources, those that ring, each as a row. */
export async function ringingAlarms(resources: readonly Resource[], { client }: Asked): Promise<Row[]> {
    const alarms = resources.flatMap((resource) => {
        const name = textOf(resource, "name") ?? textOf(resource, "alarmName");
        if (!TYPES.includes(resource.type) || resource.delete === true || name === undefined) return [];
        return [{ name, short: nameOf(resource.urn), region: textOf(resource, "region") ?? client.region }];
    });
    // CloudFront has its metrics, and so its alarms, in us-east-1.
    const asked = [...grouped(alarms, ({ region }) => region)].flatMap(([region, all]) => {
        const cloudWatch = new CloudWatchClient({ ...client, region });
        return chunks(all, MOST).map(async (batch) => {
            const { MetricAlarms: metric = [], CompositeAlarms: composite = [] } = await cloudWatch.send(
                new DescribeAlarmsCommand({
                    AlarmNames: batch.map(({ name }) => name),
                    AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
                    StateValue: "ALARM",
                    MaxRecords: MOST,
                }),
            );
            const short = new Map(batch.map((one) => [one.name, one.short]));
            return [...metric, ...composite].map((alarm): Row => {
                const {
                    AlarmName: name = "",
                    StateUpdatedTimestamp: since,
                    StateReason: reason = "",
                } = alarm;
                return {
                    id: `alarm/${short.get(name) ?? name}`,
                    condition: "broken",
                    runs: "rings",
                    version: "",
                    last: `${clock(since)} ${reason}`.trim(),
                    facts: { alarmName: name, region, since: since?.toISOString() ?? null, reason },
                };
            });
        });
    });
    return (await Promise.all(asked)).flat();
}
