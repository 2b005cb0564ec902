import {
    type DrawnMetric,
    type MetricJson,
    type MetricProperties,
    type MetricWidget,
    type Widget,
    type WidgetJson,
} from "../support/cloudwatch";

/** A widget of metrics, and its owner. */
export interface OwnedWidget {
    readonly owner: string;
    readonly widget: MetricWidget;
}

/** One graph for the metrics of several components, each labelled with its owner. */
export class SharedWidget implements Widget {
    // Legends are long when many share a graph.
    readonly width = 12;
    readonly height: number;

    /** @param parts graphs of the same kind; size, title and axis are those of the first */
    constructor(private readonly parts: readonly OwnedWidget[]) {
        this.height = Math.max(...parts.map(({ widget }) => widget.height));
    }

    json(x: number, y: number, region: string): WidgetJson[] {
        const [first, ...others] = this.parts.map(({ owner, widget }): MetricProperties => {
            const properties = widget.properties(region);
            return { ...properties, metrics: properties.metrics.map((metric) => labelled(metric, owner)) };
        });
        if (first === undefined) return [];
        const metrics = [first, ...others].flatMap((part) => part.metrics);
        const { width, height } = this;
        return [{ type: "metric", x, y, width, height, properties: { ...first, metrics } }];
    }
}

/** Adds the owner to the label of a metric. */
function labelled(metric: MetricJson, owner: string): MetricJson {
    return metric.map((part) =>
        isDrawn(part)
            ? { ...part, label: part.label === undefined ? owner : `${owner}: ${part.label}` }
            : part,
    );
}

function isDrawn(part: MetricJson[number]): part is DrawnMetric {
    return typeof part === "object" && "yAxis" in part;
}
