import assert from "node:assert/strict";

import { StaticSite, type StaticSiteArgs } from "../../../components/site/staticSite";
import { readSite } from "../../../components/site/siteContent";
import { folderOf, KEY } from "../../support/fixtures";
import type { Graph } from "../../support/graph";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { siteFolder } from "./fixtures";

const NEVER = "max-age=0,no-cache,no-store,must-revalidate";
const FOR_EVER = "max-age=31536000,public,immutable";
const SHORTLY = "max-age=300,public";

const { folder, remove, args } = siteFolder();
const site = async (more: Partial<StaticSiteArgs> = {}, inBucket: readonly string[] = []) =>
    await record(() => new StaticSite("shop", { ...args, ...more }), {
        calls: {
            "aws:s3/getObjects:getObjects": ({ bucket, prefix }) => ({
                keys: inBucket.map((path) => `${String(prefix)}${path}`),
                bucket,
            }),
        },
    });

const objects = (graph: Graph): Record<string, readonly unknown[]> =>
    Object.fromEntries(
        graph
            .all("s3.BucketObjectv2")
            .map(({ name, inputs }) => [
                name,
                [inputs["key"], inputs["contentType"], inputs["cacheControl"]],
            ]),
    );
const config = (graph: Graph): unknown =>
    JSON.parse(String(graph.inputs("s3.BucketObjectv2", "shop/config.json")["content"]));
const csp = (graph: Graph): string => {
    const { securityHeadersConfig } = graph.inputs("cloudfront.ResponseHeadersPolicy");
    const { contentSecurityPolicy } = securityHeadersConfig as {
        contentSecurityPolicy: { contentSecurityPolicy: string };
    };
    return contentSecurityPolicy.contentSecurityPolicy;
};

describe("StaticSite", () => {
    after(remove);
    const recording = recordOnce(() => new StaticSite("shop", args));
    const { release } = readSite(folder);

    it("uploads every file below its release, with a cache lifetime by name", () => {
        const at = (path: string): string => `releases/${release}/${path}`;
        assert.deepEqual(objects(recording().graph), {
            "shop/about": [at("about"), "text/html; charset=utf-8", NEVER],
            "shop/about/index.html": [at("about/index.html"), "text/html; charset=utf-8", NEVER],
            "shop/assets/app-5c1d0a37.js": [
                at("assets/app-5c1d0a37.js"),
                "text/javascript; charset=utf-8",
                FOR_EVER,
            ],
            "shop/assets/style.4f2a9c81.css": [
                at("assets/style.4f2a9c81.css"),
                "text/css; charset=utf-8",
                FOR_EVER,
            ],
            "shop/config.json": [at("config.json"), "application/json; charset=utf-8", NEVER],
            "shop/favicon.ico": [at("favicon.ico"), "image/vnd.microsoft.icon", SHORTLY],
            "shop/index.html": [at("index.html"), "text/html; charset=utf-8", NEVER],
            "shop/robots.txt": [at("robots.txt"), "text/plain; charset=utf-8", SHORTLY],
        });
    });

    it("keeps the files of earlier releases for rollbacks", () => {
        const { graph } = recording();
        assert.ok(graph.all("s3.BucketObjectv2").every(({ retainOnDelete }) => retainOnDelete));
    });

    it("serves a release only after all its files are uploaded", () => {
        const { graph } = recording();
        const { dependsOn } = graph.one("cloudfront.Distribution");
        for (const { urn } of graph.all("s3.BucketObjectv2")) assert.ok(dependsOn.includes(urn), urn);
    });

    it("names a release after the content's hash", async () => {
        assert.match(release, /^[0-9a-f]{16}$/);
        assert.equal(recording().made.release, release);
        const other = folderOf({ "index.html": "<html>changed</html>" });
        try {
            assert.notEqual((await site({ content: other.folder })).made.release, release);
        } finally {
            other.remove();
        }
    });

    it("uploads only config.json for a pinned release", async () => {
        const { graph, made } = await site({ release: "2024-06-01" });
        assert.equal(made.release, "2024-06-01");
        assert.deepEqual(Object.keys(objects(graph)), ["shop/config.json"]);
        assert.equal(
            graph.inputs("s3.BucketObjectv2", "shop/config.json")["key"],
            "releases/2024-06-01/config.json",
        );
        const [origin] = graph.inputs("cloudfront.Distribution")["origins"] as { originPath: string }[];
        assert.equal(origin?.originPath, "/releases/2024-06-01");
    });

    it("serves a pinned release only if it is in the bucket", async () => {
        const { graph } = await site({ release: "2024-06-01" });
        const { dependsOn } = graph.one("cloudfront.Distribution");
        const looked = dependsOn.filter((urn) => urn.endsWith("::shop/pinned/2024-06-01"));
        assert.equal(looked.length, 1);
    });

    it("serves the files that a pinned release has, not those of the content at hand", async () => {
        const codeOf = async (spa: boolean) => {
            const { graph } = await site({ release: "2024-06-01", spa }, [
                "index.html",
                "LICENSE",
                "old/index.html",
            ]);
            return String(graph.inputs("cloudfront.Function")["code"]);
        };
        assert.match(await codeOf(true), /"exact":\["LICENSE"\]/);
        assert.match(await codeOf(false), /"pages":\{"old":1\}/);
    });

    it("uploads the page of a folder under the folder's name, too, of an application as well", async () => {
        for (const { graph } of [await site({ spa: false }), recording()]) {
            const page = [`releases/${release}/about`, "text/html; charset=utf-8", NEVER];
            assert.deepEqual(objects(graph)["shop/about"], page);
        }
    });

    it("keeps files for ever that the arguments say never change", async () => {
        const { graph } = await site({ immutable: ["/*.ico"] });
        assert.equal(objects(graph)["shop/favicon.ico"]?.[2], FOR_EVER);
    });

    it("writes config.json itself, whatever the build has there", async () => {
        const other = folderOf({ "index.html": "", "config.json": '{"api": "http://localhost"}' });
        try {
            assert.deepEqual(config((await site({ content: other.folder })).graph), {});
        } finally {
            other.remove();
        }
    });

    it("uploads all of the content for a release pinned to the content's own hash", async () => {
        const { graph } = await site({ release });
        assert.deepEqual(objects(graph), objects(recording().graph));
    });

    it("shows pictures and films of the media that it uses", async () => {
        const link = { environment: { MEDIA_FILMS_URL: "https://films.example.com" } };
        const { graph } = await site({ links: [{ name: "media/films", link }] });
        const policy = csp(graph);
        assert.match(policy, /img-src 'self' data: https:\/\/films\.example\.com;/);
        assert.match(policy, /media-src 'self' https:\/\/films\.example\.com;/);
        assert.match(policy, /connect-src 'self' https:\/\/films\.example\.com;/);
    });

    it("writes its environment into config.json", async () => {
        assert.deepEqual(config(recording().graph), {});
        const { graph } = await site({
            settings: { newCheckout: true, limits: { items: 3 } },
            links: [{ name: "api/shop", link: { environment: { API_SHOP_URL: "https://api.example.com" } } }],
        });
        assert.deepEqual(config(graph), {
            newCheckout: true,
            limits: { items: 3 },
            API_SHOP_URL: "https://api.example.com",
        });
    });

    describe("headers", () => {
        it("are the browser security headers", () => {
            const override = true;
            assert.partialDeepStrictEqual(recording().graph.inputs("cloudfront.ResponseHeadersPolicy"), {
                securityHeadersConfig: {
                    strictTransportSecurity: {
                        accessControlMaxAgeSec: 63072000,
                        includeSubdomains: true,
                        preload: true,
                        override,
                    },
                    contentTypeOptions: { override },
                    frameOptions: { frameOption: "DENY", override },
                    referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override },
                },
            });
        });

        it("allow scripts from the site itself only", () => {
            const directives = csp(recording().graph).split("; ");
            assert.ok(directives.includes("default-src 'self'"));
            assert.ok(directives.includes("object-src 'none'"));
            assert.ok(directives.includes("frame-ancestors 'none'"));
            assert.ok(directives.includes("connect-src 'self'"));
            assert.ok(!directives.some((directive) => directive.includes("unsafe")));
        });

        it("allow connections to links of the site, and to configured origins", async () => {
            const { graph } = await site({
                connectSources: ["https://pay.example.com"],
                links: [
                    {
                        name: "api/shop",
                        link: { environment: { API_SHOP_URL: "https://api.example.com", API_SHOP_KEY: "x" } },
                    },
                ],
            });
            const connect = csp(graph)
                .split("; ")
                .find((directive) => directive.startsWith("connect-src"));
            assert.equal(connect, "connect-src 'self' https://pay.example.com https://api.example.com");
        });
    });

    it("take other values", async () => {
        const { graph } = await site({
            headers: {
                frameOptions: "SAMEORIGIN",
                referrerPolicy: "no-referrer",
                permissionsPolicy: "camera=(self)",
            },
            corsOrigins: ["https://app.example.com"],
        });
        assert.partialDeepStrictEqual(graph.inputs("cloudfront.ResponseHeadersPolicy"), {
            securityHeadersConfig: {
                frameOptions: { frameOption: "SAMEORIGIN" },
                referrerPolicy: { referrerPolicy: "no-referrer" },
            },
            customHeadersConfig: { items: [{ value: "camera=(self)" }] },
            corsConfig: {
                accessControlAllowCredentials: false,
                accessControlAllowOrigins: { items: ["https://app.example.com"] },
            },
        });
        assert.ok(csp(graph).includes("frame-ancestors 'self'"));
        const own = (await site({ headers: { contentSecurityPolicy: "default-src 'none'" } })).graph;
        assert.equal(csp(own), "default-src 'none'");
    });

    it("encrypts the files with the given key, and refuses their deletion by default", async () => {
        const { graph } = recording();
        assert.partialDeepStrictEqual(graph.inputs("s3.BucketServerSideEncryptionConfiguration"), {
            rules: [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: KEY } }],
        });
        assert.equal(graph.one("s3.Bucket").protect, true);
        assert.equal((await site({ protect: false })).graph.one("s3.Bucket").protect, false);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "StaticSite", ["url", "distributionId", "bucketName", "release"]);
    });
});
