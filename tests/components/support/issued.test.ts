import assert from "node:assert/strict";
import { mock } from "node:test";

import * as acm from "@pulumi/aws/acm";
import * as pulumi from "@pulumi/pulumi";

import { certificateTags, type IssuedArgs, whenIssued } from "../../../components/support/issued";
import { record } from "../../support/recorder";
import { saidLater } from "../../support/rejections";
import { resolve } from "../../support/resolve";

const ARN = "arn:aws:acm:eu-west-1:111122223333:certificate/shop";
const HINT = "Delegate shop.example.com now. ";

/** Waits for a certificate that has one status after the other, the last one for ever. */
function waiting(
    statuses: readonly string[],
    more: Partial<IssuedArgs> = {},
    { limit = 1000, preview = false } = {},
) {
    const asked: Readonly<Record<string, unknown>>[] = [];
    const left = [...statuses];
    const recording = record(
        () => {
            const tags = certificateTags("shop");
            const certificate = new acm.Certificate("shop", { domainName: "shop.example.com", tags });
            const args = { domainName: "shop.example.com", region: "eu-west-1", ...more };
            return whenIssued("shop", certificate, args, undefined, { first: 1, longest: 2, limit });
        },
        {
            preview,
            calls: {
                "aws:acm/getCertificate:getCertificate": (args) => {
                    asked.push(args);
                    return { status: left.length > 1 ? left.shift() : left[0] };
                },
            },
        },
    );
    return { asked, recording };
}

describe("a certificate that a deployment waits for", () => {
    const warned: string[] = [];

    before(() => {
        mock.method(pulumi.log, "warn", (message: string) => {
            warned.push(message);
            return Promise.resolve();
        });
    });
    beforeEach(() => {
        warned.length = 0;
    });
    after(() => {
        mock.restoreAll();
    });

    it("is known once ACM has issued it, which is asked for by domain and tag", async () => {
        const { asked, recording } = waiting(["PENDING_VALIDATION", "PENDING_VALIDATION", "ISSUED"]);
        assert.equal(await resolve((await recording).made), ARN);
        assert.equal(asked.length, 3);
        assert.partialDeepStrictEqual(asked[0], {
            domain: "shop.example.com",
            region: "eu-west-1",
            tags: { Name: "plumbline-unit-shop" },
        });
    });

    it("makes the program say, once, what people have to do first", async () => {
        const pending = Array.from({ length: 5 }, () => "PENDING_VALIDATION");
        await resolve((await waiting([...pending, "ISSUED"], { before: HINT }).recording).made);
        assert.equal(warned.length, 1);
        assert.match(warned[0]!, /^Delegate shop\.example\.com now\. The deployment waits/);
    });

    it("makes nobody do anything if it is issued at once, or if the zone was there before", async () => {
        await resolve((await waiting(["PENDING_VALIDATION", "ISSUED"], { before: HINT }).recording).made);
        await resolve(
            (await waiting([...Array<string>(5).fill("PENDING_VALIDATION"), "ISSUED"]).recording).made,
        );
        assert.deepEqual(warned, []);
    });

    it("is not waited for in a preview", async () => {
        const { asked, recording } = waiting(["PENDING_VALIDATION"], {}, { preview: true });
        await recording;
        assert.deepEqual(asked, []);
    });

    it("is refused when ACM has given it up", async () => {
        assert.equal(
            await saidLater(() => waiting(["PENDING_VALIDATION", "FAILED"]).recording),
            "the certificate of shop.example.com in eu-west-1 is FAILED, not ISSUED: see CAA records of the domain, and replace the certificate (pulumi up --replace) once they let amazon.com issue it",
        );
    });

    it("is refused, with what to do, when nobody has done it in time", async () => {
        assert.equal(
            await saidLater(() => waiting(["PENDING_VALIDATION"], { before: HINT }, { limit: 6 }).recording),
            "ACM has not issued the certificate of shop.example.com in eu-west-1 within 0.0001 minutes. Delegate shop.example.com now. Deploy again then",
        );
    });
});
