import { MetricWidget, type Widget } from "@pulumi/awsx/classic/cloudwatch";
import type {
    MetricJson,
    MetricWidgetPropertiesJson,
    RenderingPropertiesJson,
    WidgetJson,
} from "@pulumi/awsx/classic/cloudwatch/widgets_json";
import * as pulumi from "@pulumi/pulumi";

/** A widget, and whose it is. */
export interface OwnedWidget {
    readonly owner: string;
    readonly widget: Widget;
}

type Region = Parameters<Widget["addWidgetJson"]>[3];
type Properties = Omit<MetricWidgetPropertiesJson, "title"> & { readonly title?: unknown };

/** What widgets that may be shown as one have in common: kind and title. Undefined for one that can't be shared. */
export function isShareable(widget: Widget): string | undefined {
    if (!(widget instanceof MetricWidget)) return undefined;
    const { title } = propertiesOf(widget, pulumi.output("us-east-1"));
    return typeof title === "string" ? `${widget.constructor.name} ${title}` : undefined;
}

/** One graph for the metrics of several components, each labelled with its owner. */
export class SharedWidget implements Widget {
    /** @param parts graphs of the same kind; size, title and axis are those of the first */
    constructor(private readonly parts: readonly OwnedWidget[]) {}

    // Legends are long when many share a graph.
    width(): number {
        return 12;
    }

    height(): number {
        return Math.max(...this.parts.map(({ widget }) => widget.height()));
    }

    addWidgetJson(widgets: WidgetJson[], x: number, y: number, region: Region): void {
        const all = this.parts.map(({ widget }) => propertiesOf(widget, region));
        const metrics = this.parts.flatMap(({ owner }, index) =>
            (all[index]?.metrics ?? []).map((metric) => labelled(metric, owner, index)),
        );
        widgets.push({
            type: "metric",
            x,
            y,
            width: this.width(),
            height: this.height(),
            properties: { ...all[0], metrics },
        });
    }
}

function propertiesOf(widget: Widget, region: Region): Properties {
    const [json] = render(widget, region);
    return (json?.properties ?? {}) as Properties;
}

function render(widget: Widget, region: Region): WidgetJson[] {
    const json: WidgetJson[] = [];
    widget.addWidgetJson(json, 0, 0, region);
    return json;
}

type Rendered = (string | Partial<RenderingPropertiesJson> | { readonly expression: string })[];

/** Says whose a metric is. Ids, which expressions refer to, are told apart by a number. */
function labelled(metric: MetricJson, owner: string, index: number): pulumi.Output<Rendered> {
    const parts = pulumi.output<unknown>(metric) as pulumi.Output<Rendered>;
    return parts.apply((values) =>
        values.map((value) => {
            if (typeof value === "string") return value;
            const { label, id, expression } = value as Partial<
                RenderingPropertiesJson & { expression: string }
            >;
            return {
                ...value,
                label: label === undefined ? owner : `${owner}: ${label}`,
                ...(id === undefined ? {} : { id: `${id}_${index}` }),
                ...(expression === undefined ? {} : { expression: numbered(expression, index) }),
            };
        }),
    );
}

/** Ids begin with a small letter, functions with a capital: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
function numbered(expression: string, index: number): string {
    return expression.replace(/'[^']*'|"[^"]*"|\b[a-z]\w*\b/g, (part) =>
        /^['"]/.test(part) ? part : `${part}_${index}`,
    );
}
