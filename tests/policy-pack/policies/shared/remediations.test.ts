import { addTags } from "../../../../policy-pack/policies/allServices/addTags";
import { setLogRetention } from "../../../../policy-pack/policies/logs/setRetention";
import { secret, UNKNOWN } from "../../support/engine";
import { testRemediation } from "../../support/remediationFixtures";

testRemediation(addTags, {
    type: "aws:s3/bucketV2:BucketV2",
    settings: { tags: { Owner: "platform", "acme.io/Team": "data" } },
    remediates: {
        "a resource without tags": [
            { bucket: "files" },
            { bucket: "files", tags: { Owner: "platform", "acme.io/Team": "data" } },
        ],
        "tags that are null": [{ tags: null }, { tags: { Owner: "platform", "acme.io/Team": "data" } }],
        "missing tags among others, which stay": [
            { tags: { Owner: "shop", Project: "one" } },
            { tags: { Owner: "shop", Project: "one", "acme.io/Team": "data" } },
        ],
        "a tag that is null": [
            { tags: { Owner: null, "acme.io/Team": "shop" } },
            { tags: { Owner: "platform", "acme.io/Team": "shop" } },
        ],
        "tags beyond the provider's": [
            { tags: {}, tagsAll: { Owner: "shop" } },
            { tags: { "acme.io/Team": "data" }, tagsAll: { Owner: "shop" } },
        ],
        "beside a tag that is not known yet, which stays so": [
            { tags: { Owner: UNKNOWN } },
            { tags: { Owner: UNKNOWN, "acme.io/Team": "data" } },
        ],
        "beside a secret, which stays one": [
            { tags: { Owner: secret("s") } },
            { tags: { Owner: secret("s"), "acme.io/Team": "data" } },
        ],
    },
    leavesAlone: {
        "a resource with these tags": { tags: { Owner: "shop", "acme.io/Team": "shop" } },
        "tags that are empty": { tags: { Owner: "", "acme.io/Team": "" } },
        "tags that are not known yet": { tags: UNKNOWN },
    },
});

testRemediation(addTags, {
    remediates: {},
    leavesAlone: { "a resource, if no tags are configured": { name: "api" } },
});

testRemediation(setLogRetention, {
    settings: { days: 30 },
    remediates: {
        "a group without retention": [{ name: "app" }, { name: "app", retentionInDays: 30 }],
        null: [{ retentionInDays: null }, { retentionInDays: 30 }],
        "0, which is for ever": [{ retentionInDays: 0 }, { retentionInDays: 30 }],
    },
    leavesAlone: {
        "a chosen time": { retentionInDays: 1 },
        "a time that is not known yet": { retentionInDays: UNKNOWN },
        "a value of a wrong type, which is for the rule to report": { retentionInDays: "long" },
    },
});
