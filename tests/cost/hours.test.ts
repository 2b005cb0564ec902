import assert from "node:assert/strict";
import * as fc from "fast-check";

import { awakeShare } from "../../cost/hours";
import { awsCrons, DAYS, type Hours, unixCrons } from "../../model/hours";

const WEEK_HOURS = 168;
const turns = ({ wake, sleep }: { readonly wake: string; readonly sleep: string }) => [
    { cron: wake, isOn: true },
    { cron: sleep, isOn: false },
];

const two = (value: number): string => String(value).padStart(2, "0");
const text = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const someHours = fc
    .tuple(fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1 }), fc.nat(1438), fc.nat(1438))
    .map(([days, a, b]): { hours: Hours; minutes: number } => {
        const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
        return { hours: { days, from: text(from), to: text(to) }, minutes: (to - from) * days.length };
    });

describe("the part of a week that something runs", () => {
    it("is that of its hours, in both forms of cron, whatever the days and times", () => {
        fc.assert(
            fc.property(someHours, ({ hours, minutes }) => {
                for (const crons of [awsCrons(hours), unixCrons(hours)]) {
                    assert.ok(Math.abs(awakeShare(turns(crons)) - minutes / 60 / WEEK_HOURS) < 1e-9);
                }
            }),
        );
    });

    it("is all of it without an end, without a start, and with times that no week has", () => {
        const { wake, sleep } = awsCrons({ from: "07:00", to: "19:00" });
        for (const some of [
            [],
            [{ cron: wake, isOn: true }],
            [{ cron: sleep, isOn: false }],
            turns({ wake, sleep: "cron(0 19 1 * ? *)" }),
            turns({ wake, sleep: "rate(1 day)" }),
            [{ cron: undefined, isOn: false }],
        ]) {
            assert.equal(awakeShare(some), 1);
        }
    });

    it("reads days as numbers, names and ranges, as each form counts them", () => {
        const weekdays = turns({ wake: "cron(0 7 ? * MON-FRI *)", sleep: "cron(0 19 ? * 2-6 *)" });
        assert.equal(awakeShare(weekdays), 60 / WEEK_HOURS);
        assert.equal(awakeShare(turns({ wake: "0 7 * * 1-5", sleep: "0 19 * * MON-FRI" })), 60 / WEEK_HOURS);
        assert.equal(awakeShare(turns({ wake: "0 7 * * *", sleep: "0 19 * * *" })), 0.5);
    });
});
