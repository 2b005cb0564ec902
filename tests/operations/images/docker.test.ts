import assert from "node:assert/strict";

import { builtImages, needDocker, previewImages } from "../../../operations/images/docker";
import { minimal, settingsOf } from "../../config/fixtures";

const build = { context: "tests/platform/names/image" };
const settings = settingsOf({
    ...minimal,
    network: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" },
    functions: { orders: { build }, plain: { code: "examples/sample/functions/orders" } },
    services: { web: { build }, stock: { image: "nginx:1.29" } },
});
const withDocker = () => Promise.resolve(true);
const without = () => Promise.resolve(false);
const unasked = () => Promise.reject(new Error("Docker is not asked for"));

describe("Docker, for images that a stack builds", () => {
    it("is needed by those entries only, and by none with placeholders", () => {
        assert.deepEqual(builtImages(settings), ["function/orders", "service/web"]);
        assert.deepEqual(builtImages({ ...settings, images: "placeholder" }), []);
    });

    it("is required before a deployment creates anything", async () => {
        await needDocker(settings, withDocker);
        await needDocker({ ...settings, images: "placeholder" }, unasked);
        await assert.rejects(needDocker(settings, without), {
            name: "Failure",
            exitCode: 3,
            message:
                /^Stack "unit" builds the images of function\/orders, service\/web, and no Docker answers; nothing was changed/,
        });
    });

    it("is not required by a preview, which says what stands for images", async () => {
        const notices: string[] = [];
        const notice = (text: string): void => {
            notices.push(text);
        };
        assert.deepEqual(await previewImages(settings, notice, withDocker), {});
        assert.deepEqual(await previewImages(settingsOf(minimal), notice, unasked), {});
        assert.deepEqual(notices, []);
        assert.deepEqual(await previewImages(settings, notice, without), { PLUMBLINE_IMAGES: "placeholder" });
        assert.match(notices[0] ?? "", /a digest of the content stands for the images of function\/orders/);
    });
});
