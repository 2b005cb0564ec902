import assert from "node:assert/strict";
import { createHash } from "node:crypto";

interface Answer {
    readonly isAuthorized: boolean;
}

const sha256 = (value: string) => createHash("sha256").update(value).digest("hex");

describe("the Lambda authorizer that checks CloudFront's header", () => {
    let handler: (event: { headers?: Record<string, string> }) => Promise<Answer>;

    before(async () => {
        process.env["ORIGIN_SHA256"] = ["known", "former"].map(sha256).join(",");
        const file = "../../../components/api/assets/originGate/index.mjs";
        ({ handler } = (await import(file)) as { handler: typeof handler });
    });
    after(() => {
        delete process.env["ORIGIN_SHA256"];
    });

    it("accepts a header whose hash it has", async () => {
        assert.deepEqual(await handler({ headers: { "x-origin-verify": "known" } }), { isAuthorized: true });
    });

    it("accepts the former header, which CloudFront still sends from some edge locations", async () => {
        assert.deepEqual(await handler({ headers: { "x-origin-verify": "former" } }), { isAuthorized: true });
    });

    for (const [what, event] of Object.entries<{ headers?: Record<string, string> }>({
        "another value": { headers: { "x-origin-verify": "other" } },
        "the hash itself": { headers: { "x-origin-verify": sha256("known") } },
        "all hashes": { headers: { "x-origin-verify": ["known", "former"].map(sha256).join(",") } },
        "no header": { headers: {} },
        "no headers": {},
    })) {
        it(`refuses ${what}`, async () => {
            assert.deepEqual(await handler(event), { isAuthorized: false });
        });
    }
});
