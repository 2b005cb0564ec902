import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { Media, type MediaArgs, servedTo, SigningKeys } from "../../../components/media";
import { ALERTS, base, KEY, logs } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const keys = { ...base, keyArn: KEY, logs };
const args: MediaArgs = { ...keys, bucket: { regionalDomainName: "films.s3.eu-west-1.amazonaws.com" } };
const media = async (more: Partial<MediaArgs>) => record(() => new Media("films", { ...args, ...more }));
const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:films-signing-AbCdEf";
const GROUP = "keygroup-films-signing";

interface Behavior {
    readonly pathPattern?: string;
    readonly trustedKeyGroups?: string[];
    readonly cachePolicyId?: string;
}

describe("Media", () => {
    const recording = recordOnce(
        () =>
            new Media("films", {
                ...args,
                public: ["/thumbnails/*"],
                alarmTopicArn: ALERTS,
                edgeAlarmTopicArn: ALERTS,
            }),
    );
    const graph = () => recording().graph;
    const behaviors = () =>
        graph().inputs("cloudfront.Distribution") as unknown as {
            defaultCacheBehavior: Behavior;
            orderedCacheBehaviors: Behavior[];
        };

    it("requires signatures everywhere but on the paths that are open", () => {
        const { defaultCacheBehavior, orderedCacheBehaviors } = behaviors();
        assert.deepEqual(defaultCacheBehavior.trustedKeyGroups, [GROUP]);
        assert.deepEqual(
            orderedCacheBehaviors.map(({ pathPattern, trustedKeyGroups }) => [pathPattern, trustedKeyGroups]),
            [["/thumbnails/*", undefined]],
        );
    });

    it("reads the private bucket by signed requests", () => {
        const { origins } = graph().inputs("cloudfront.Distribution") as { origins: object[] };
        assert.deepEqual(origins, [
            {
                originId: "bucket",
                domainName: "films.s3.eu-west-1.amazonaws.com",
                originAccessControlId: "originaccesscontrol-films",
            },
        ]);
    });

    it("serves a folder, and lets the distribution read no other", async () => {
        const { graph: there } = await media({ prefix: "ready" });
        const { origins } = there.inputs("cloudfront.Distribution") as { origins: { originPath: string }[] };
        assert.equal(origins[0]?.originPath, "/ready");
        const [read, list] = servedTo("arn:d", pulumi.output("arn:b"), "ready");
        assert.deepEqual(await resolve(pulumi.output(read?.resources)), ["arn:b/ready/*"]);
        assert.deepEqual(list?.actions, ["s3:ListBucket"]);
        assert.deepEqual(read?.conditions, { StringEquals: { "aws:SourceArn": "arn:d" } });
    });

    it("keeps the first keys' group as its rotation leaves it", () => {
        const group = graph().one("cloudfront.KeyGroup", "films-signing");
        assert.deepEqual(graph().inputs("cloudfront.KeyGroup"), {
            name: "plumbline-unit-films-signing",
            comment: "Keys of films-signing, changed by its rotation",
            items: ["K1", "K2"],
        });
        assert.deepEqual(group.ignoreChanges, ["items"]);
        // Its version is another after each rotation, and Pulumi knows the first.
        assert.equal(group.retainOnDelete, true);
    });

    it("makes keys by a call that also removes them in the end", () => {
        const { functionName, lifecycleScope, input } = graph().inputs("lambda.Invocation");
        assert.deepEqual([functionName, lifecycleScope, input], ["films-signing-0a1b2c3", "CRUD", "{}"]);
    });

    it("has no private key in any resource", () => {
        assert.equal(graph().all("secretsmanager.SecretVersion").length, 0);
        assert.doesNotMatch(JSON.stringify(graph().resources), /PRIVATE KEY/);
    });

    it("lets the function at its own secret, and at keys, which have no ARN", () => {
        const statements = graph().statements("iam.RolePolicy", "films-signing");
        const onSecret = statements.filter(({ Action }) => String(Action).includes("PutSecretValue"));
        assert.deepEqual(
            onSecret.map(({ Resource }) => Resource),
            [[SECRET]],
        );
    });

    it("rotates every 90 days, and not at once", () => {
        const { rotateImmediately, rotationRules } = graph().inputs("secretsmanager.SecretRotation");
        assert.deepEqual([rotateImmediately, rotationRules], [false, { automaticallyAfterDays: 90 }]);
        const { environment } = graph().inputs("lambda.Function") as {
            environment: { variables: Record<string, string> };
        };
        assert.equal(environment.variables["SIGNING_URL_DAYS"], "7");
    });

    it("gives who signs the address and the key's ARN, which changes while they run", async () => {
        const { environment, secrets } = recording().made.link();
        assert.deepEqual(Object.keys(environment ?? {}), ["MEDIA_FILMS_URL"]);
        assert.deepEqual(Object.keys(secrets ?? {}), ["MEDIA_FILMS_KEY"]);
        assert.equal(secrets?.["MEDIA_FILMS_KEY"]?.rotates, true);
        assert.equal(await resolve(pulumi.output(secrets?.["MEDIA_FILMS_KEY"]?.arn)), SECRET);
    });

    it("has no keys where everyone may read", async () => {
        const { graph: open, made } = await media({ signed: false });
        assert.equal(open.all("cloudfront.KeyGroup").length, 0);
        assert.equal(open.all("lambda.Function").length, 0);
        assert.deepEqual(made.link().secrets, undefined);
    });

    it("lets pages of other origins read with cookies, and none by default", async () => {
        assert.equal(graph().inputs("cloudfront.ResponseHeadersPolicy")["corsConfig"], undefined);
        const { graph: shared } = await media({ corsOrigins: ["https://shop.example.com"] });
        const { corsConfig } = shared.inputs("cloudfront.ResponseHeadersPolicy") as {
            corsConfig: Record<string, unknown>;
        };
        assert.equal(corsConfig["accessControlAllowCredentials"], true);
        assert.deepEqual(corsConfig["accessControlAllowOrigins"], { items: ["https://shop.example.com"] });
        assert.deepEqual(corsConfig["accessControlAllowHeaders"], { items: ["Range", "If-Range"] });
    });

    it("has a cache policy of its own for a time that is given", async () => {
        const { graph: short } = await media({ cacheSeconds: 60 });
        assert.equal(short.inputs("cloudfront.CachePolicy")["maxTtl"], 60);
        const { defaultCacheBehavior } = short.inputs("cloudfront.Distribution") as unknown as {
            defaultCacheBehavior: Behavior;
        };
        assert.equal(defaultCacheBehavior.cachePolicyId, "cachepolicy-films");
    });

    it("tells of errors, of refused requests and of a rotation that fails", () => {
        const names = graph()
            .all("cloudwatch.MetricAlarm")
            .map(({ name }) => name)
            .sort();
        assert.deepEqual(names, [
            "films-refused-requests",
            "films-server-errors",
            "films-signing-duration",
            "films-signing-errors",
            "films-signing-throttles",
        ]);
    });

    it("registers what others need", async () => {
        await assertRegistered(recording(), "Media", ["url", "distributionId", "distributionArn"]);
    });
});

describe("SigningKeys", () => {
    it("refuse signatures that outlive a key", async () => {
        await assert.rejects(
            record(() => new SigningKeys("own", { ...keys, rotateDays: 5, urlDays: 6 })),
            /urlDays 6 is not allowed; it must be at most rotateDays, which is 5/,
        );
    });
});
