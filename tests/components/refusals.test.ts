/** Errors of components for invalid arguments, without the checks of the configuration. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { ApplicationServer } from "../../components/server/applicationServer";
import { ContainerService } from "../../components/service/containerService";
import { CostGuard } from "../../components/account/costGuard";
import { Network } from "../../components/network/network";
import { ServerlessApi } from "../../components/api/serverlessApi";
import { ServerlessFunction } from "../../components/function/serverlessFunction";
import { StaticSite } from "../../components/site/staticSite";
import { ALERTS, base, folderOf, KEY, logs, vpc, zone } from "../support/fixtures";
import { record } from "../support/recorder";

const cluster = {
    clusterArn: "arn:cluster",
    clusterName: "main",
    infrastructureRoleArn: "arn:infrastructure",
};
const NOWHERE = "no/such/place";
const MISSING = /^ENOENT: no such file or directory, \w+ 'no\/such\/place/;
const { folder, remove } = folderOf({ "index.html": "Hello" });
const manyRedirects = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`/old/page-${index}`, `/new/page-${index}`]),
);

const CASES: readonly [what: string, make: () => unknown, said: RegExp][] = [
    [
        "a network without a block of addresses",
        () => new Network("it", { ...base, cidr: "10.0.0.0", zones: ["a", "b"], logs }),
        /^"10\.0\.0\.0" is no IPv4 block/,
    ],
    [
        "a network that is too small",
        () => new Network("it", { ...base, cidr: "10.0.0.0/23", zones: ["a", "b"], logs }),
        /^"10\.0\.0\.0\/23" is too small/,
    ],
    [
        "a site without content",
        () => new StaticSite("it", { ...base, content: NOWHERE, keyArn: KEY, logBucket: "logs" }),
        MISSING,
    ],
    [
        "a site with more redirects than a function holds",
        () =>
            new StaticSite("it", {
                ...base,
                content: folder,
                keyArn: KEY,
                logBucket: "logs",
                redirects: manyRedirects,
            }),
        /^redirects and rewrites of site it need more than the 10240 bytes/,
    ],
    [
        "a site with a bare label as a host, and a host that its certificate is not for",
        () =>
            new StaticSite("it", {
                ...base,
                content: folder,
                keyArn: KEY,
                logBucket: "logs",
                domain: { host: "example.com", zone },
                redirectHosts: ["www", "www.example.com", "a.b.example.com", "notexample.com"],
            }),
        /^sites\.it\.redirectHosts: "www", "a\.b\.example\.com", "notexample\.com" is not allowed; it must be a name below example\.com/,
    ],
    [
        "a site without a domain to which hosts would lead",
        () =>
            new StaticSite("it", {
                ...base,
                content: folder,
                keyArn: KEY,
                logBucket: "logs",
                redirectHosts: ["www.example.com"],
            }),
        /^sites\.it\.redirectHosts: "www\.example\.com" is not allowed; without a domain there must be none/,
    ],
    ["a function of nothing", () => new ServerlessFunction("it", { ...base, logs }), /^needs one of code,/],
    [
        "a function that is built from nothing",
        () => new ServerlessFunction("it", { ...base, logs, build: { context: NOWHERE } }),
        MISSING,
    ],
    [
        "a service that is built from nothing",
        () => new ContainerService("it", { ...base, cluster, vpc, logs, build: { context: NOWHERE } }),
        MISSING,
    ],
    [
        "a server whose script is not there",
        () => new ApplicationServer("it", { ...base, vpc, logs, keyArn: KEY, script: NOWHERE }),
        MISSING,
    ],
    [
        "an API whose certificates are not there",
        () =>
            new ServerlessApi("it", {
                ...base,
                logs,
                functions: {},
                routes: {},
                domain: { host: "api.example.com", zone },
                mutualTls: NOWHERE,
            }),
        MISSING,
    ],
    [
        "a monitor that is adopted without being named",
        () =>
            new CostGuard("it", {
                awsName: "shop",
                monthlyUsd: 100,
                alarmTopicArn: ALERTS,
                anomalies: { mode: "adopt", minimumUsd: 20 },
            }),
        /^adopts the account's anomaly monitor/,
    ],
];

describe("invalid arguments of a component", () => {
    after(remove);

    for (const [what, make, said] of CASES) {
        it(`are reported with component and reason, without a stack trace: ${what}`, async () => {
            await assert.rejects(record(make), (error: unknown) => {
                assert.ok(pulumi.ResourceError.isInstance(error), String(error));
                assert.match(error.message, said);
                assert.equal(error.hideStack, true);
                assert.match(String((error.resource as { __name?: string } | undefined)?.__name), /^it$/);
                return true;
            });
        });
    }
});
