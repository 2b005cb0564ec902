/** Texts that AWS reads by a syntax of its own: what it takes passes, what it refuses is refused in words. */
import assert from "node:assert/strict";

import { otherFilterPattern } from "../../../config/syntax/filterPatterns";
import { otherRoute } from "../../../config/syntax/routes";
import { otherBackupSchedule, otherSchedule } from "../../../config/syntax/schedules";
import { otherTimeZone } from "../../../config/syntax/timeZones";

interface Syntax {
    readonly what: string;
    readonly other: (text: string) => string | undefined;
    readonly good: readonly string[];
    /** Text, and a part of the words. */
    readonly bad: readonly (readonly [text: string, words: RegExp])[];
}

const SYNTAXES: readonly Syntax[] = [
    {
        what: "a schedule",
        other: otherSchedule,
        good: [
            "rate(1 minute)",
            "rate(5 minutes)",
            "rate(1 day)",
            "cron(0 6 * * ? *)",
            "cron(0 6 ? * MON-FRI *)",
            "cron(0/15 8-17 ? * 2,4 2026-2030)",
            "cron(*/5 22-6 ? * FRI-MON *)",
            "cron(0 0 L * ? *)",
            "cron(0 0 15W JAN,JUL ? *)",
            "cron(0 9 ? * 3#2 *)",
            "cron(15 10 ? * 6L 2199)",
            "at(2028-02-29T01:02:03)",
        ],
        bad: [
            ["daily", /^rate\(…\), cron\(…\) or at\(…\)/],
            ["rate(1 minutes)", /^rate\(1 minute\)$/],
            ["rate(5 minute)", /^rate\(5 minutes\)$/],
            ["rate(0 minutes)", /^a rate of a whole number/],
            ["rate(2 weeks)", /^a rate of a whole number/],
            ["cron(0 6 * * *)", /^cron with six fields .* not 5/],
            ["cron(0 0 6 * * ? *)", /^cron with six fields .* not 7/],
            ["cron()", /^cron with six fields .* not 0/],
            ["cron(0 6 * * * *)", /^cron with \? as the day of the month or/],
            ["cron(0 6 ? * ? *)", /^cron with \? as the day of the month or/],
            ["cron(60 6 ? * MON *)", /^cron with minutes from 0 to 59, not "60"$/],
            ["cron(? 6 * * ? *)", /minutes from 0 to 59, not "\?"/],
            ["cron(0/0 6 * * ? *)", /minutes from 0 to 59, not "0\/0"/],
            ["cron(0 24 ? * MON *)", /hours from 0 to 23, not "24"/],
            ["cron(0 6 32 * ? *)", /days of the month from 1 to 31, .* not "32"/],
            ["cron(0 6 32W * ? *)", /days of the month from 1 to 31, .* not "32W"/],
            ["cron(0 6 1 13 ? *)", /months from 1 to 12 or JAN to DEC, not "13"/],
            ["cron(0 6 ? * 0 *)", /days of the week from 1 to 7 .* not "0"/],
            ["cron(0 6 ? * MON#6 *)", /days of the week from 1 to 7 .* not "MON#6"/],
            ["cron(0 6 ? * MONDAY *)", /days of the week from 1 to 7 .* not "MONDAY"/],
            ["cron(0 6 ? * MON 1969)", /years from 1970 to 2199, not "1969"/],
            ["cron(0 6 ? * MON 2030-2020)", /years from 1970 to 2199, not "2030-2020"/],
            ["cron(61 25 ? * MON *)", /minutes .* not "61"; with hours .* not "25"/],
            ["at(2030-01-31T06:00:00Z)", /^a time without its zone/],
            ["at(2030-01-31T06:00:00+02:00)", /^a time without its zone/],
            ["at(2030-01-31)", /^a time without its zone/],
            ["at(2030-02-30T06:00:00)", /^a day and a time that there are/],
            ["at(2030-01-31T25:00:00)", /^a day and a time that there are/],
        ],
    },
    {
        what: "the schedule of a backup plan",
        other: otherBackupSchedule,
        good: ["cron(0 4 * * ? *)", "cron(30 0/6 * * ? *)"],
        bad: [
            ["rate(1 day)", /^an AWS cron expression in UTC/],
            ["cron(*/15 4 * * ? *)", /with one minute, not "\*\/15"/],
            ["cron(0 4 * * *)", /six fields/],
        ],
    },
    {
        what: "a time zone",
        other: otherTimeZone,
        good: [
            "UTC",
            "GMT",
            "Etc/UTC",
            "Etc/GMT+5",
            "Europe/Berlin",
            "Europe/Kyiv",
            "Asia/Kolkata",
            "US/Eastern",
        ],
        bad: [
            ["Europe/Berln", /^a time zone such as .*; did you mean "Europe\/Berlin"\?$/],
            ["europe/berlin", /did you mean "Europe\/Berlin"/],
            ["Mars/Base", /^a time zone such as "Europe\/Berlin"$/],
            ["+02:00", /^a time zone/],
            ["CEST", /^a time zone/],
            ["Berlin", /^a time zone/],
            ["us/eastern", /^a time zone/],
        ],
    },
    {
        what: "a filter pattern",
        other: otherFilterPattern,
        good: [
            '{ $.event = "order" }',
            '{ $.route = "GET /orders*" && $.status = "200" }',
            '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }',
            "{ $.sourceIPAddress != 123.123.* }",
            "{ $.a NOT EXISTS || $.b IS NULL || $.c IS TRUE }",
            "{$.latency = *}",
            "{ $.latency > +1000 && $.part <= 10e-3 }",
            "{ $.eventType = %Trail$% }",
            "ERROR",
            'ERROR -WARN "a b"',
            "?ERROR ?WARN",
            "%AUTHORIZED%",
            "[ip, user, ..., status_code = 4* && status_code != 403, bytes > 1000]",
            '[w1=ERROR || w1=WARN, w2, text="a, b"]',
        ],
        bad: [
            ['{ $.event = "order"', /the brace at its end is missing/],
            ["{ $.event }", /after \$\.event comes =, !=/],
            ['{ event = "x" }', /event is no property such as \$\.level/],
            ['{ $.a > "x" }', /> compares numbers, and "x" is none/],
            ["{ $.a == 1 }", /must be in double quotes after =/],
            ["{ $.a = x@y }", /@y is not expected/],
            ["{ ($.a = 1 }", /a parenthesis is not closed before the end/],
            ["{ $.a = 1 && }", /the end is no property/],
            ["{ $.a = 1 & $.b = 2 }", /& is not expected/],
            ["{ }", /the end is no property/],
            ["ERROR: disk", /ERROR: has other signs than letters, digits and _/],
            ['"never closed', /must be in double quotes/],
            ["[a, b", /the bracket at its end is missing/],
            ["[a = , b]", /a = is none/],
            ["[a, ..., b, ...]", /with "\.\.\." once/],
            ["%(a|b)%", /have no groups/],
            ["{ $.a = %a% && $.b = %b% && $.c = %c% }", /at most 2 regular expressions, not 3/],
        ],
    },
    {
        what: "a route",
        other: otherRoute,
        good: [
            "$default",
            "GET /",
            "ANY /orders",
            "GET /orders/{id}",
            "DELETE /orders/{order}/lines/{line}",
            "ANY /files/{path+}",
            "ANY /{proxy+}",
            "GET /v1.0/a-b_c",
        ],
        bad: [
            ["FETCH /", /^a route such as "GET \/orders\/\{id\}" \(methods GET, /],
            ["GET orders", /^a route such as/],
            ["get /orders", /^a route such as/],
            ["GET /{proxy+}/more", /rest of the path, such as \{proxy\+\}, at its end only/],
            ["GET /orders/{id", /not "\{id"/],
            ["GET /orders/{}", /not "\{\}"/],
            ["GET /orders/id}", /not "id\}"/],
            ["GET /orders/{id}.json", /not "\{id\}\.json"/],
            ["GET /orders+", /not "orders\+"/],
            ["GET //orders", /not ""/],
            ["GET /a/{id}/b/{id}", /has the parameter \{id\} once/],
        ],
    },
];

for (const { what, other, good, bad } of SYNTAXES) {
    describe(what, () => {
        for (const text of good) {
            it(`may be ${text}`, () => {
                assert.equal(other(text), undefined);
            });
        }
        for (const [text, words] of bad) {
            it(`may not be ${text}`, () => {
                assert.match(other(text) ?? "nothing is wrong", words);
            });
        }
    });
}
