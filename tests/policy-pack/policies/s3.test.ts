import { s3Lifecycle } from "../../../policy-pack/policies/s3/lifecycle";
import { s3PublicAccessBlock } from "../../../policy-pack/policies/s3/publicAccessBlock";
import { type Sent, UNKNOWN, urnOf } from "../support/engine";
import { testStackRule } from "../support/stackFixtures";

const bucket: Sent = {
    type: "aws:s3/bucket:Bucket",
    name: "files",
    props: { bucket: "files-1", id: "files-1" },
};
const all = {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
};
const block = (props: object, dependencies = {}): Sent => ({
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    name: "block",
    props: { bucket: "files-1", ...all, ...props },
    dependencies,
});

testStackRule(s3PublicAccessBlock, {
    satisfied: { "a bucket with its block": [bucket, block({})] },
    broken: {
        "a bucket without": [[bucket], /has no BucketPublicAccessBlock/, "files"],
        "a block of another bucket": [[bucket, block({ bucket: "other" })], /has no/, "files"],
        "a switch that is off": [[bucket, block({ blockPublicAcls: false })], /blockPublicAcls/, "block"],
        "a switch that is absent": [[bucket, block({ ignorePublicAcls: null })], /ignorePublicAcls/, "block"],
        "a switch of a wrong type": [[bucket, block({ ignorePublicAcls: 7 })], /is a number where/, "block"],
    },
    unknown: {
        "the bucket's name is, but not that it is this one": [
            [bucket, block({ bucket: UNKNOWN }, { bucket: [urnOf(bucket)] })],
            "passes",
        ],
        "a switch is": [[bucket, block({ blockPublicPolicy: UNKNOWN })], "fails"],
    },
});

const lifecycle = (dependencies = {}, of = "files-1"): Sent => ({
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    name: "lifecycle",
    props: { bucket: of, rules: [] },
    dependencies,
});

testStackRule(s3Lifecycle, {
    satisfied: {
        "a bucket with its lifecycle": [bucket, lifecycle()],
        "a lifecycle inside": [{ ...bucket, props: { ...bucket.props, lifecycleRules: [{}] } }],
    },
    broken: {
        "a bucket without": [[bucket], /^bucket has no BucketLifecycleConfiguration/, "files"],
        "a lifecycle of another bucket": [[bucket, lifecycle({}, "other")], /^bucket has no/, "files"],
    },
    unknown: {
        "the bucket's name is, but not that it is this one": [
            [bucket, lifecycle({ bucket: [urnOf(bucket)] }, UNKNOWN)],
            "passes",
        ],
        "nobody asked for rules": [[{ ...bucket, outputs: { lifecycleRules: UNKNOWN } }], "fails"],
    },
});
