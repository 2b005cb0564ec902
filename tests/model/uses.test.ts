import assert from "node:assert/strict";

import { parseUse } from "../../model/uses";

describe("an entry of uses", () => {
    it("has a kind and a name", () => {
        assert.deepEqual(parseUse("table/carts"), {
            id: "table/carts",
            source: undefined,
            kind: "table",
            name: "carts",
            access: undefined,
        });
    });

    it("has an access behind it where there is a choice", () => {
        const { id, access } = parseUse("queue/jobs:receive");
        assert.deepEqual([id, access], ["queue/jobs", "receive"]);
    });

    it("has its source in front of it, which its id keeps", () => {
        assert.deepEqual(parseUse("core:queue/jobs:receive"), {
            id: "core:queue/jobs",
            source: "core",
            kind: "queue",
            name: "jobs",
            access: "receive",
        });
        assert.deepEqual(parseUse("core:table/carts").id, "core:table/carts");
    });
});
