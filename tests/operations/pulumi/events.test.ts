import assert from "node:assert/strict";
import { describe as describeChanges, hasBegun, summarize } from "../../../operations/pulumi/events";

const line = (resourceChanges: Record<string, number>, isPreview = false): string =>
    JSON.stringify({ sequence: 1, summaryEvent: { resourceChanges, durationSeconds: 61, isPreview } });

describe("the summary of an operation", () => {
    it("is read from the event log", () => {
        const log = ['{"preludeEvent":{}}', line({ create: 3, same: 40, update: 1 }), '{"cancelEvent":{}}'];
        const { complete, changes } = summarize(log.join("\n"));
        assert.equal(complete, true);
        assert.deepEqual(changes, { created: 3, updated: 1, replaced: 0, deleted: 0, unchanged: 40 });
    });

    it("counts the seconds of the changes, not those of a preview", () => {
        const preview = line({ create: 3 }, true);
        assert.equal(summarize([preview, line({ create: 3 })].join("\n")).seconds, 61);
        assert.equal(summarize(preview).seconds, undefined);
    });

    it("has the stack's final outputs, as the program returned them", () => {
        const event = (type: string, outputs: object | undefined, planning?: boolean): string =>
            JSON.stringify({ resOutputsEvent: { metadata: { type, new: { outputs } }, planning } });
        const stack = "pulumi:pulumi:Stack";
        const [begun, ended] = [event(stack, {}), event(stack, { urls: { web: "https://a" } })];
        const queue = event("aws:sqs/queue:Queue", { type: stack });
        const outputsOf = (...lines: string[]) => summarize(lines.join("\n")).outputs;
        assert.deepEqual(outputsOf(begun, ended, queue), { urls: { web: "https://a" } });
        assert.equal(outputsOf(queue), undefined);
        assert.equal(outputsOf(event(stack, { planned: 1 }, true)), undefined);
        const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
        assert.equal(outputsOf(begun, event(stack, { a: "b", password: secret })), undefined);
    });

    it("shows whether changes have begun, apart from the preview before them", () => {
        const step = (planning: boolean): string => JSON.stringify({ resourcePreEvent: { planning } });
        assert.equal(hasBegun(step(true)), false);
        assert.equal(hasBegun([step(true), step(false)].join("\n")), true);
        assert.equal(hasBegun('{"resourcePreEvent":{"metad'), true, "cut off: it may have been a step");
    });

    it("reports an operation that was cut off", () => {
        const { complete, changes } = summarize('{"preludeEvent":{}}\n{"summaryEvent":{"resourceCh');
        assert.equal(complete, false);
        assert.equal(changes.created, 0);
    });

    it("includes zero counts only of created, updated and unchanged", () => {
        const changes = { created: 0, updated: 2, replaced: 1, deleted: 0, unchanged: 7 };
        assert.equal(describeChanges(changes), "0 created, 2 updated, 1 replaced, 7 unchanged");
    });
});
