import assert from "node:assert/strict";

import { type RuleFacts, type StackView, stackRule } from "../../../../policy-pack/core/rule";
import { ask, type Sent, UNKNOWN, urnOf } from "../../support/engine";

const FACTS: RuleFacts = {
    name: "stack-looked-at",
    title: "",
    description: "",
    severity: "low",
    catalogues: {},
    remediation: "Nothing.",
    url: "",
};
const bucket: Sent = {
    type: "aws:s3/bucketV2:BucketV2",
    name: "files",
    props: { bucket: "files-1" },
    outputs: { id: "files-1", arn: "arn:aws:s3:::files-1" },
};
const policy = (props: Sent["props"], dependencies: Sent["dependencies"] = {}): Sent => ({
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "policy",
    props,
    dependencies,
});

/** A rule's view of a stack, and the findings of its reads. */
async function look<T>(resources: readonly Sent[], see: (stack: StackView) => T): Promise<T> {
    const seen: T[] = [];
    const rule = stackRule({
        ...FACTS,
        check(stack) {
            seen.push(see(stack));
        },
    });
    assert.deepEqual(await ask([rule], resources), [], "looking reports something");
    const [first] = seen;
    assert.equal(seen.length, 1);
    return first as T;
}

const referring = (resources: readonly Sent[], property = "bucket") =>
    look(resources, (stack) =>
        stack
            .all("aws:s3/bucket:Bucket")
            .flatMap((target) => stack.referring("aws:s3/bucketPolicy:BucketPolicy", property, target))
            .map(({ name }) => name),
    );

describe("the stack view of a rule", () => {
    it("has its resources by canonical types", async () => {
        const found = await look([bucket, policy({})], (stack) => [
            stack.all("aws:s3/bucket:Bucket").map(({ name, type, urn }) => [name, type, urn]),
            stack.all("aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy").length,
            stack.all("aws:s3/bucketV2:BucketV2").length,
        ]);
        assert.deepEqual(found, [[["files", "aws:s3/bucket:Bucket", urnOf(bucket)]], 2, 0]);
    });

    it("finds references by id, ARN or name", async () => {
        assert.deepEqual(await referring([bucket, policy({ bucket: "files-1" })]), ["policy"]);
        assert.deepEqual(await referring([bucket, policy({ bucket: "arn:aws:s3:::files-1" })]), ["policy"]);
        assert.deepEqual(await referring([bucket, policy({ bucket: "files-2" })]), []);
        assert.deepEqual(await referring([bucket, policy({ other: "files-1" })]), []);
    });

    it("finds references in a preview by the outputs in an input, property by property", async () => {
        const made = { bucket: [urnOf(bucket)] };
        assert.deepEqual(await referring([bucket, policy({ bucket: UNKNOWN }, made)]), ["policy"]);
        assert.deepEqual(await referring([bucket, policy({ bucket: UNKNOWN })]), []);
        assert.deepEqual(
            await referring([bucket, policy({ other: UNKNOWN, bucket: "b" }, { other: [urnOf(bucket)] })]),
            [],
        );
        assert.deepEqual(
            await referring([bucket, policy({ bucket: { name: UNKNOWN } }, made)], "bucket.name"),
            ["policy"],
        );
    });

    it("ignores empty and non-text values as references", async () => {
        const nameless = { ...bucket, props: { bucket: "" }, outputs: { id: "" } };
        assert.deepEqual(await referring([nameless, policy({ bucket: "" })]), []);
        for (const value of [7, ["files-1"], { a: "files-1" }, null])
            assert.deepEqual(await referring([bucket, policy({ bucket: value })]), []);
    });

    it("returns one of several types", async () => {
        const found = await look(
            [bucket, policy({ bucket: "files-1" })],
            (stack) =>
                stack
                    .all("aws:s3/bucket:Bucket")
                    .flatMap((target) =>
                        stack.referring(
                            ["aws:other/a:A", "aws:s3/bucketPolicy:BucketPolicy"],
                            "bucket",
                            target,
                        ),
                    ).length,
        );
        assert.equal(found, 1);
    });

    it("knows the order of resources", async () => {
        const found = await look([bucket, { ...policy({}), dependsOn: [urnOf(bucket)] }], (stack) => {
            const [first, second] = stack.resources;
            assert.ok(first && second);
            return [second.dependsOn(first), first.dependsOn(second)];
        });
        assert.deepEqual(found, [true, false]);
    });

    it("has the known names of a resource", async () => {
        const half = { ...bucket, outputs: { id: "files-1", arn: UNKNOWN, url: 7, keyId: "" } };
        assert.deepEqual(await look([half], (stack) => stack.resources[0]?.identities()), [
            "files-1",
            "files-1",
        ]);
    });
});
