/**
 * Metrics, alarms on them, and dashboards that show them: as `@pulumi/awsx` has them, without an `Output` for every
 * property. A dashboard of hundreds of metrics would otherwise be the largest part of the program's memory.
 */
import * as aws from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { asJson } from "./asJson";

/** Statistic, period and appearance of a metric. */
export interface MetricChange {
    /** Seconds that one value is for. @default 300 */
    readonly period?: number;
    /** @default "Average", without `extendedStatistic` */
    readonly statistic?: "SampleCount" | "Average" | "Sum" | "Minimum" | "Maximum";
    /** A percentile, 0 to 100, instead of a statistic. */
    readonly extendedStatistic?: number;
    readonly unit?: "Count" | "Seconds" | "Milliseconds" | "Bytes" | "Percent" | "None";
    /** Legend of the metric in a graph. @default CloudWatch's own */
    readonly label?: string;
}

/** Arguments of {@link Metric}. */
export interface MetricArgs extends MetricChange {
    /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html */
    readonly namespace: string;
    readonly name: string;
    /** @default none: the metric has none */
    readonly dimensions?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Arguments of an alarm on one metric, besides the metric. */
type AlarmSettings = Omit<
    aws.MetricAlarmArgs,
    "dimensions" | "extendedStatistic" | "metricName" | "namespace" | "period" | "statistic" | "unit"
>;

/** Values of a metric in time. */
export class Metric {
    readonly period: number;

    constructor(readonly args: MetricArgs) {
        const { name, statistic, extendedStatistic, period = 300 } = args;
        if (statistic !== undefined && extendedStatistic !== undefined) {
            throw new Error(`metric ${name} has a statistic and a percentile; it takes one of them`);
        }
        this.period = period;
    }

    /** A statistic's name, or a percentile such as `p95`, as graphs and metric math take it. */
    get stat(): string {
        const { statistic, extendedStatistic } = this.args;
        return extendedStatistic === undefined ? (statistic ?? "Average") : `p${extendedStatistic}`;
    }

    /** The same metric, counted or drawn in another way: a statistic takes the place of a percentile, and the reverse. */
    with(change: MetricChange): Metric {
        const isCounted = "statistic" in change || "extendedStatistic" in change;
        const uncounted = isCounted ? { statistic: undefined, extendedStatistic: undefined } : {};
        return new Metric({ ...this.args, ...uncounted, ...change });
    }

    createAlarm(
        name: string,
        settings: AlarmSettings,
        options: pulumi.CustomResourceOptions,
    ): aws.MetricAlarm {
        const { namespace, name: metricName, dimensions, extendedStatistic, unit } = this.args;
        return new aws.MetricAlarm(
            name,
            {
                ...settings,
                actionsEnabled: true,
                namespace,
                metricName,
                ...(dimensions && { dimensions }),
                period: this.period,
                ...(extendedStatistic === undefined
                    ? { statistic: this.stat }
                    : { extendedStatistic: this.stat }),
                ...(unit && { unit }),
            },
            options,
        );
    }

    /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
    json(): MetricJson {
        const { namespace, name, dimensions = {}, label } = this.args;
        const drawn = { stat: this.stat, label, period: this.period, visible: true, yAxis: "left" as const };
        return [namespace, name, ...Object.entries(dimensions).flat(), drawn];
    }
}

/** How a metric is drawn. Keys are written in this order. */
export interface DrawnMetric {
    readonly stat: string;
    readonly label: string | undefined;
    readonly period: number;
    readonly visible: boolean;
    readonly yAxis: "left" | "right";
}

/** Namespace, name, dimensions one after the other, and how it is drawn. */
export type MetricJson = readonly (pulumi.Input<string> | DrawnMetric)[];

export interface WidgetJson {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly type: "alarm" | "metric" | "text";
    readonly properties: object;
}

/** Something with a size on a dashboard of 24 columns. */
export interface Widget {
    readonly width: number;
    readonly height: number;
    /** The widget and those inside it as JSON, at the given place. */
    json(x: number, y: number, region: string): readonly WidgetJson[];
}

/** Columns of a dashboard. */
const COLUMNS = 24;

interface Size {
    /** Of 24 columns. @default 6 */
    readonly width?: number;
    /** In rows of the grid. @default 6, of alarms 2 */
    readonly height?: number;
}

abstract class SimpleWidget implements Widget {
    readonly width: number;
    readonly height: number;

    constructor(
        private readonly type: WidgetJson["type"],
        { width = 6, height = 6 }: Size,
    ) {
        this.width = width;
        this.height = height;
    }

    protected abstract properties(region: string): object;

    json(x: number, y: number, region: string): WidgetJson[] {
        const { width, height, type } = this;
        return [{ x, y, width, height, type, properties: this.properties(region) }];
    }
}

/** Text in Markdown. */
export class TextWidget extends SimpleWidget {
    constructor(private readonly args: Size & { readonly markdown: string }) {
        super("text", args);
    }

    protected properties(): object {
        return { markdown: this.args.markdown };
    }
}

/** States of alarms. */
export class AlarmWidget extends SimpleWidget {
    constructor(
        private readonly args: Size & {
            readonly title: string;
            readonly sortBy: "default" | "stateUpdatedTimestamp" | "timestamp";
            /** ARNs. */
            readonly alarms: readonly pulumi.Input<string>[];
        },
    ) {
        super("alarm", { height: 2, ...args });
    }

    protected properties(): object {
        const { alarms, sortBy, title } = this.args;
        return { alarms, sortBy, title };
    }
}

/** Arguments of widgets that show metrics. */
export interface MetricWidgetArgs extends Size {
    readonly title: string;
    readonly metrics: Metric | readonly Metric[];
    /** Seconds that one point is for. @default 300 */
    readonly period?: number;
    /** Region that has the metrics. @default the dashboard's */
    readonly region?: string;
    /** @default CloudWatch's own limits */
    readonly yAxis?: { readonly left?: { readonly min?: number; readonly max?: number } };
}

/** Properties of a metric widget. Keys are written in this order. */
export interface MetricProperties {
    readonly metrics: readonly MetricJson[];
    readonly title: string;
    readonly period: number;
    readonly region: string;
    readonly view: "timeSeries" | "singleValue";
    readonly stacked: boolean;
    readonly yAxis: MetricWidgetArgs["yAxis"];
}

/** Metrics in one graph, or as numbers. */
export abstract class MetricWidget extends SimpleWidget {
    constructor(
        private readonly view: MetricProperties["view"],
        private readonly args: MetricWidgetArgs,
    ) {
        super("metric", args);
    }

    get title(): string {
        return this.args.title;
    }

    properties(dashboardRegion: string): MetricProperties {
        const { title, yAxis, period = 300, region = dashboardRegion } = this.args;
        const metrics = [this.args.metrics].flat().map((metric: Metric) => metric.json());
        return { metrics, title, period, region, view: this.view, stacked: false, yAxis };
    }
}

/** Metrics as lines. */
export class LineGraphMetricWidget extends MetricWidget {
    constructor(args: MetricWidgetArgs) {
        super("timeSeries", args);
    }
}

/** Metrics as numbers, each its latest value. */
export class SingleNumberMetricWidget extends MetricWidget {
    constructor(args: Omit<MetricWidgetArgs, "yAxis">) {
        super("singleValue", args);
    }
}

/** Widgets side by side; the next row begins when the width is full. */
export class RowWidget implements Widget {
    readonly width = COLUMNS;
    readonly height: number;
    private readonly places: { readonly widget: Widget; readonly x: number; readonly y: number }[] = [];

    constructor(...widgets: readonly Widget[]) {
        let [x, y, height] = [0, 0, 0];
        for (const widget of widgets) {
            if (x + widget.width > COLUMNS) [x, y] = [0, height];
            this.places.push({ widget, x, y });
            x += widget.width;
            height = Math.max(height, y + widget.height);
        }
        this.height = height;
    }

    json(x: number, y: number, region: string): WidgetJson[] {
        return this.places.flatMap((place) => place.widget.json(x + place.x, y + place.y, region));
    }
}

/** Rows one below the other, as a dashboard's body has them. */
export function dashboardBody(rows: readonly RowWidget[], region: string): pulumi.Output<string> {
    const widgets: WidgetJson[] = [];
    let y = 0;
    for (const row of rows) {
        widgets.push(...row.json(0, y, region));
        y += row.height;
    }
    return asJson({ periodOverride: "auto", widgets });
}
