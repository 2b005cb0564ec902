/** Values that look right and that AWS refuses: refused before Pulumi starts, with the key and what is allowed. */
import assert from "node:assert/strict";

import { type Change, CODE, type Raw } from "./awsRules/case";
import { GROWTH } from "./awsRules/growth";
import { LIMITS } from "./awsRules/limits";
import { SETTINGS } from "./awsRules/settings";
import { SYNTAX } from "./awsRules/syntax";
import { WORKLOADS } from "./awsRules/workloads";
import { changed, complaints, complete, minimal, settingsOf } from "./fixtures";
import { keysOf } from "./mistakes/mistake";

const with_ = (...changes: readonly Change[]): Raw =>
    changes.reduce((raw, [path, value]) => changed(raw, keysOf(path), value), complete);

describe("a value that AWS would refuse", () => {
    for (const [what, changes, said] of [...SYNTAX, ...SETTINGS, ...LIMITS, ...WORKLOADS, ...GROWTH]) {
        it(`${what} is ${said === undefined ? "none" : "refused"}`, () => {
            const found = complaints(with_(...changes));
            assert.equal(found.length, said === undefined ? 0 : 1, found.join("\n"));
            assert.ok(said === undefined || found[0]!.startsWith(said), `${found[0]}\n is not\n${said}`);
        });
    }
});

describe("variables of a function", () => {
    const queues = (count: number): string[] =>
        Array.from({ length: count }, (_, index) => `number-${index}`);
    const using = (count: number): Raw => ({
        ...minimal,
        queues: Object.fromEntries(queues(count).map((name) => [name, {}])),
        functions: { orders: { code: CODE, uses: queues(count).map((name) => `queue/${name}`) } },
    });

    it("may come from as many uses as 4 KB hold", () => {
        assert.deepEqual(complaints(using(35)), []);
    });

    it("are refused if those of all uses amount to more", () => {
        const [said = "", ...more] = complaints(using(60));
        assert.deepEqual(more, []);
        assert.match(
            said,
            /^plumbline:functions\.orders\.uses: \d+ bytes of variables are not allowed \(environment: 2, the 60 uses: \d+\); Lambda takes at most 4096/,
        );
    });
});

describe("a schedule that is over", () => {
    it("is warned of for a month", () => {
        const yesterday = new Date(Date.now() - 86_400_000).toISOString();
        const schedule = `at(${yesterday.slice(0, 19)})`;
        const { warnings } = settingsOf({
            ...minimal,
            functions: { work: { code: CODE, on: [{ schedule }] } },
        });
        assert.deepEqual(warnings, [
            `plumbline:functions.work.on[0].schedule: the last time of "${schedule}" was ${yesterday.slice(0, 16)}Z; take it out, because a new stack cannot have it, and this one no longer 30 days after that.`,
        ]);
    });
});

describe("times that AWS accepts and that do not fit", () => {
    const withTimes = (timeoutSeconds: number, visibilitySeconds: number, windowSeconds = 0) =>
        settingsOf({
            ...minimal,
            queues: { jobs: { visibilitySeconds } },
            functions: { work: { code: CODE, timeoutSeconds, on: [{ queue: "jobs", windowSeconds }] } },
            apis: { shop: { routes: { "GET /": { function: "work", public: true } } } },
        }).warnings;

    it("are warned of: a queue that shows a message again within six times the function's time", () => {
        assert.deepEqual(withTimes(10, 59), [
            "plumbline:queues.jobs.visibilitySeconds: AWS advises 60 or more, six times timeoutSeconds of function/work and its windowSeconds; with 59 a message may be handled twice.",
        ]);
        assert.equal(withTimes(10, 69, 10).length, 1);
    });

    it("are warned of: a function that takes longer than its API waits", () => {
        assert.deepEqual(withTimes(31, 186), [
            "plumbline:functions.work.timeoutSeconds: api/shop waits 30 s for an answer, and the function may take 31 s.",
        ]);
    });

    it("are none where they fit", () => {
        assert.deepEqual(withTimes(30, 180), []);
        assert.deepEqual(withTimes(10, 70, 10), []);
    });
});
