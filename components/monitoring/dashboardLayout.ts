import { MetricWidget, RowWidget, TextWidget, type Widget } from "../support/cloudwatch";

import type { DashboardRow } from "../support/metrics";
import { type OwnedWidget, SharedWidget } from "./sharedWidget";

/** Rows of one kind of component. */
export interface Section {
    /** Heading of the kind, for when its members share widgets. */
    readonly title: string;
    readonly rows: readonly DashboardRow[];
}

/** Widgets from which on components of one kind share theirs: a person sees no more. */
export const MANY_WIDGETS = 100;

/** Most widgets of a dashboard; https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
export const MAX_WIDGETS = 500;

/**
 * Lays sections out: every component has a heading and a row of its own, as long as that makes no more than
 * `many` widgets. Otherwise the members of the largest section share widgets (each graph shows all of them,
 * labelled by their titles), then those of the next, until it fits, or all do.
 *
 * @throws Error if AWS takes not even those
 */
export function layOut(sections: readonly Section[], many = MANY_WIDGETS, most = MAX_WIDGETS): RowWidget[] {
    let laidOut = sections.filter(({ rows }) => rows.length > 0);
    while (countAll(laidOut) > many) {
        const [largest] = laidOut
            .filter(({ rows }) => rows.length > 1)
            .sort((a, b) => countOf(b) - countOf(a));
        if (largest === undefined) break;
        laidOut = laidOut.map((section) => (section === largest ? shared(section) : section));
    }
    if (countAll(laidOut) > most) {
        throw new Error(`the dashboard has ${countAll(laidOut)} widgets; at most ${most} are allowed`);
    }
    return laidOut.flatMap(({ rows }) => rows.flatMap(asWidgets));
}

/** Widgets of a section, headings included. */
function countOf({ rows }: Section): number {
    return rows.reduce((count, { widgets }) => count + 1 + widgets.length, 0);
}

function countAll(sections: readonly Section[]): number {
    return sections.reduce((count, section) => count + countOf(section), 0);
}

function asWidgets({ title, widgets }: DashboardRow): RowWidget[] {
    const heading = new RowWidget(new TextWidget({ markdown: `## ${title}`, width: 24, height: 1 }));
    return widgets.length === 0 ? [heading] : [heading, new RowWidget(...widgets)];
}

/** One row for all members: widgets with the same title become one. */
function shared({ title, rows }: Section): Section {
    const groups = new Map<string, OwnedWidget[]>();
    const alone: Widget[] = [];
    for (const row of rows) {
        for (const widget of row.widgets) {
            if (widget instanceof MetricWidget) {
                const key = `${widget.constructor.name} ${widget.title}`;
                groups.set(key, [...(groups.get(key) ?? []), { owner: row.title, widget }]);
            } else {
                alone.push(widget);
            }
        }
    }
    const widgets = [...groups.values()].map((parts) => new SharedWidget(parts));
    return { title, rows: [{ title, widgets: [...widgets, ...alone] }] };
}
