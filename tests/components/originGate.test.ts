import assert from "node:assert/strict";
import { createHash } from "node:crypto";

interface Answer {
    readonly isAuthorized: boolean;
}

describe("the function that recognises CloudFront", () => {
    let handler: (event: { headers?: Record<string, string> }) => Promise<Answer>;

    before(async () => {
        process.env["ORIGIN_SHA256"] = createHash("sha256").update("known").digest("hex");
        const file = "../../components/assets/originGate/index.mjs";
        ({ handler } = (await import(file)) as { handler: typeof handler });
    });
    after(() => {
        delete process.env["ORIGIN_SHA256"];
    });

    it("lets the header pass that it knows the hash of", async () => {
        assert.deepEqual(await handler({ headers: { "x-origin-verify": "known" } }), { isAuthorized: true });
    });

    for (const [what, event] of Object.entries<{ headers?: Record<string, string> }>({
        "another value": { headers: { "x-origin-verify": "other" } },
        "the hash itself": {
            headers: { "x-origin-verify": createHash("sha256").update("known").digest("hex") },
        },
        "no header": { headers: {} },
        "no headers": {},
    })) {
        it(`refuses ${what}`, async () => {
            assert.deepEqual(await handler(event), { isAuthorized: false });
        });
    }
});
