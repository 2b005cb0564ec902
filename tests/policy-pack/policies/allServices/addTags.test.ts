import assert from "node:assert/strict";

import { addTags } from "../../../../policy-pack/policies/allServices/addTags";
import { remediated, UNKNOWN } from "../../support/engine";

const asked = { settings: { "mend-tags": { tags: { Owner: "platform", Team: "shop" } } } };

describe("mend-tags", () => {
    it("adds missing tags, and keeps existing ones", async () => {
        const props = { name: "jobs", tags: { Owner: "somebody" }, kmsMasterKeyId: UNKNOWN };
        const sent = { type: "aws:sqs/queue:Queue", props };
        assert.deepEqual(await remediated(addTags, sent, asked), {
            ...props,
            tags: { Owner: "somebody", Team: "shop" },
        });
    });

    it("leaves a resource with all tags unchanged", async () => {
        const props = { tagsAll: { Owner: "a", Team: "b" } };
        assert.equal(await remediated(addTags, { type: "aws:sqs/queue:Queue", props }, asked), undefined);
    });

    it("returns the code of a function unchanged", async () => {
        const mark = "4dabf18193072939515e22adb298388d";
        const archive = "0def7320c3a5731c473e5ecbe6d01bc7";
        const file = { [mark]: "c44067f5952c0a294b673a41bacd8c17", text: "exports.handler = 1" };
        const folder = { [mark]: archive, assets: { "index.js": file } };
        const code = { [mark]: archive, assets: { "main.js": file, lib: folder } };
        const sent = { type: "aws:lambda/function:Function", props: { code, role: UNKNOWN } };
        const props = await remediated(addTags, sent, asked);
        assert.deepEqual(props, { code, role: UNKNOWN, tags: { Owner: "platform", Team: "shop" } });
    });
});
