/** Media: what a bucket's objects are served by, and who may sign. */
import assert from "node:assert/strict";

import { changed, complaints, complete, settingsOf } from "./fixtures";

/** Problems of the complete stack file with one value changed. */
function lines(path: readonly (string | number)[], value: unknown): readonly string[] {
    return complaints(changed(complete, path, value));
}

describe("media", () => {
    it("has a host of its own below the stack's domain, after its name unless it says another", () => {
        assert.equal(settingsOf(complete).hosts["media/films"], "films.shop.example.com");
        const other = changed(complete, ["media", "films", "subdomain"], "cdn");
        assert.equal(settingsOf(other).hosts["media/films"], "cdn.shop.example.com");
    });

    it("is refused the host that another has", () => {
        assert.match(
            lines(["media", "films", "subdomain"], "www").join(),
            /www\.shop\.example\.com, which site\/shop has/,
        );
    });

    it("needs a bucket of the stack", () => {
        assert.deepEqual(lines(["media", "films", "bucket"], "upload"), [
            'plumbline:media.films: uses "bucket/upload", which does not exist; there are bucket/uploads; did you mean "bucket/uploads"?',
        ]);
    });

    it("is made after its bucket, and before those who sign", () => {
        const signs = changed(complete, ["functions", "orders", "uses"], ["media/films:sign"]);
        const order = settingsOf(signs).order.map(({ id }) => id);
        const at = (id: string): number => order.indexOf(id);
        assert.ok(at("bucket/uploads") < at("media/films") && at("media/films") < at("function/orders"));
    });

    it("must not accept URLs for longer than keys are changed", () => {
        assert.deepEqual(lines(["media", "films", "signing"], { rotateDays: 5 }), [
            "plumbline:media.films.signing.urlDays: 7 is not allowed; it must be at most signing.rotateDays, which is 5, because a key group of CloudFront holds 5 keys, and former ones stay for as long as their URLs",
        ]);
    });

    it("does not call every path an exception", () => {
        assert.match(lines(["media", "films", "public"], ["/**"]).join(), /every path.*access: public/);
        const many = Array.from({ length: 25 }, (_, index) => `/${index}/*`);
        assert.match(
            lines(["media", "films", "public"], many).join(),
            /25 patterns are not allowed.*at most 24/,
        );
    });

    it("has no exceptions, and no signers, where everyone may read", () => {
        const open = changed(complete, ["media", "films"], { bucket: "uploads", access: "public" });
        assert.deepEqual(complaints(open), []);
        const listed = changed(open, ["media", "films", "public"], ["/a/*"]);
        assert.match(complaints(listed).join(), /a list is not allowed with access public/);
        const signs = changed(open, ["functions", "orders", "uses"], ["media/films:sign"]);
        assert.match(
            complaints(signs).join(),
            /"media\/films:sign" is not allowed, because everyone may read media\/films/,
        );
    });
});
