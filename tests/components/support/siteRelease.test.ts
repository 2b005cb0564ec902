import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { findRelease } from "../../../components/support/siteRelease";
import { record } from "../../support/recorder";

class Site extends pulumi.ComponentResource {
    constructor() {
        super("test:index:Site", "shop", {});
    }
}

/** Looks for a release in a bucket with the given ones; what comes of it is a promise. */
const look = async (release: string, ...releases: string[]): Promise<string> => {
    const calls = {
        "aws:s3/getObjects:getObjects": ({ prefix, delimiter }: Readonly<Record<string, unknown>>) => ({
            keys: releases
                .map((known) => `releases/${known}/index.html`)
                .filter((key) => delimiter === undefined && key.startsWith(String(prefix))),
            commonPrefixes: delimiter === undefined ? [] : releases.map((known) => `releases/${known}/`),
        }),
    };
    const found = async () =>
        await findRelease(new Site(), "bucket", release).then(
            (value) => ({ value }),
            (error: unknown) => ({ error }),
        );
    const { made } = await record(found, { calls });
    if ("error" in made) throw made.error as Error;
    return made.value;
};

describe("a pinned release", () => {
    it("is where it was uploaded", async () => {
        assert.equal(await look("b", "a", "b"), "releases/b");
    });

    it("that is not there is refused, with those that are", async () => {
        await assert.rejects(
            look("c", "a", "b"),
            /there is no release "c" in bucket bucket; there are a, b\. Change the key release of the site\./,
        );
    });

    it("is not there in an empty bucket", async () => {
        await assert.rejects(look("a"), /there is no release "a" in bucket bucket; there is none\./);
    });
});
