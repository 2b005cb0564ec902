/** Patterns of events of a bucket's objects. */
import assert from "node:assert/strict";

import { followedBuckets, objectPattern } from "../../platform/objectEvents";
import { minimal, settingsOf } from "../config/fixtures";

const keyOf = (prefix?: string, suffix?: string): unknown => {
    const { pattern } = objectPattern(
        { bucket: "uploads", events: ["created"], prefix, suffix },
        "uploads-1",
    );
    return (pattern as { detail: { object?: { key: unknown } } }).detail.object?.key;
};

describe("Events of objects", () => {
    it("are those of one bucket, which S3 puts on the account's own bus", () => {
        const { pattern } = objectPattern({ bucket: "uploads", events: ["created", "deleted"] }, "uploads-1");
        assert.deepEqual(pattern, {
            source: ["aws.s3"],
            "detail-type": ["Object Created", "Object Deleted"],
            detail: { bucket: { name: ["uploads-1"] } },
        });
    });

    it("have a key with this beginning, this end, or both at once", () => {
        assert.deepEqual(keyOf("in/"), [{ prefix: "in/" }]);
        assert.deepEqual(keyOf(undefined, ".csv"), [{ suffix: ".csv" }]);
        assert.deepEqual(keyOf("in/", ".csv"), [{ wildcard: "in/*.csv" }]);
        assert.deepEqual(keyOf("a*b\\", "*"), [{ wildcard: "a\\*b\\\\*\\*" }]);
    });

    it("come from the buckets that something follows", () => {
        const settings = settingsOf({
            ...minimal,
            buckets: { uploads: {}, invoices: {}, other: {} },
            queues: { jobs: { on: [{ bucket: "uploads" }] } },
            tasks: { count: { code: "examples/sample/functions/orders", on: [{ bucket: "invoices" }] } },
        });
        assert.deepEqual([...followedBuckets(settings)].sort(), ["invoices", "uploads"]);
    });
});
