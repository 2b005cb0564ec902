import assert from "node:assert/strict";
import { describe as describeChanges, summarize } from "../../../operations/engine/events";

const line = (resourceChanges: Record<string, number>, isPreview = false): string =>
    JSON.stringify({ sequence: 1, summaryEvent: { resourceChanges, durationSeconds: 61, isPreview } });

describe("the summary of an operation", () => {
    it("is read from the event log", () => {
        const log = ['{"preludeEvent":{}}', line({ create: 3, same: 40, update: 1 }), '{"cancelEvent":{}}'];
        const { complete, changes } = summarize(log.join("\n"));
        assert.equal(complete, true);
        assert.deepEqual(changes, { created: 3, updated: 1, replaced: 0, deleted: 0, unchanged: 40 });
    });

    it("counts the seconds of the changes, not those of a preview that nobody followed", () => {
        const preview = line({ create: 3 }, true);
        assert.equal(summarize([preview, line({ create: 3 })].join("\n")).seconds, 61);
        assert.equal(summarize(preview).seconds, undefined);
    });

    it("says so if the operation was cut off before it", () => {
        const { complete, changes } = summarize('{"preludeEvent":{}}\n{"summaryEvent":{"resourceCh');
        assert.equal(complete, false);
        assert.equal(changes.created, 0);
    });

    it("names what is zero only where that is the news", () => {
        const changes = { created: 0, updated: 2, replaced: 1, deleted: 0, unchanged: 7 };
        assert.equal(describeChanges(changes), "0 created, 2 updated, 1 replaced, 7 unchanged");
    });
});
