import assert from "node:assert/strict";

import { clientsFor, endpointOf, loginIn, urlOf, variablesFor } from "../../../operations/connect/endpoint";
import { minimal, settingsOf } from "../../config/fixtures";

const settings = settingsOf({
    ...minimal,
    databases: {
        app: { engine: "aurora-postgresql", version: "16" },
        shop: { engine: "mysql", version: "8.4" },
    },
    caches: { sessions: {} },
});
const outputs = {
    databases: {
        app: { host: "app.rds", port: 5433, secretArn: "arn:app" },
        shop: { host: "shop.rds", port: 3306, secretArn: "arn:shop" },
    },
    caches: { sessions: { host: "sessions.cache", port: 6379, secretArn: "arn:sessions" } },
};
const endpoint = (kind: "database" | "cache", name: string) =>
    endpointOf({ id: `${kind}/${name}`, kind, name }, settings, outputs)!;
const PASSWORD = "a/b@c:d";
const login = { user: "platform", password: PASSWORD };

describe("a database or cache for local tools", () => {
    it("has an address, with a password only if one is given, in a form that a URL can have", () => {
        assert.equal(
            urlOf(endpoint("database", "app"), { user: "platform" }),
            "postgresql://platform@app.rds:5433/app?sslmode=require",
        );
        assert.equal(
            urlOf(endpoint("database", "app"), login),
            "postgresql://platform:a%2Fb%40c%3Ad@app.rds:5433/app?sslmode=require",
        );
        assert.equal(
            urlOf(endpoint("database", "shop"), { user: "platform" }),
            "mysql://platform@shop.rds:3306/app",
        );
        assert.equal(urlOf(endpoint("cache", "sessions"), {}), "rediss://sessions.cache:6379");
        assert.equal(
            urlOf(endpoint("cache", "sessions"), { password: "t" }),
            "rediss://:t@sessions.cache:6379",
        );
        assert.equal(endpointOf({ id: "cache/x", kind: "cache", name: "x" }, settings, outputs), undefined);
    });

    it("has the variables of its usual clients", () => {
        assert.deepEqual(variablesFor(endpoint("database", "app"), { user: "platform" }), {
            PGHOST: "app.rds",
            PGPORT: "5433",
            PGUSER: "platform",
            PGDATABASE: "app",
            PGSSLMODE: "require",
        });
        const verified = variablesFor({ ...endpoint("database", "app"), authority: "/ca.pem" }, login);
        assert.deepEqual(
            [verified["PGSSLMODE"], verified["PGSSLROOTCERT"], verified["PGPASSWORD"]],
            ["verify-full", "/ca.pem", PASSWORD],
        );
        assert.equal(variablesFor(endpoint("database", "shop"), login)["MYSQL_PWD"], PASSWORD);
        assert.equal(variablesFor(endpoint("cache", "sessions"), { password: "t" })["REDISCLI_AUTH"], "t");
    });

    it("has clients, which get no password as an argument: everybody can read those", () => {
        const all = (["database/app", "database/shop", "cache/sessions"] as const).map((id) => {
            const [kind = "", name = ""] = id.split("/");
            return clientsFor(endpoint(kind as "database" | "cache", name), login);
        });
        assert.deepEqual(
            all.map((clients) => clients.map(([program]) => program)),
            [["psql"], ["mysql"], ["valkey-cli", "redis-cli"]],
        );
        assert.ok(!JSON.stringify(all).includes(PASSWORD));
        assert.deepEqual(all[2]?.[0], [
            "valkey-cli",
            "-h",
            "sessions.cache",
            "-p",
            "6379",
            "--tls",
            "--insecure",
        ]);
    });

    it("has its login from its secret: JSON of a database, the token of a cache", () => {
        const text = JSON.stringify({ username: "other", password: PASSWORD });
        assert.deepEqual(loginIn(endpoint("database", "app"), text), { user: "other", password: PASSWORD });
        assert.deepEqual(loginIn(endpoint("cache", "sessions"), "token"), { password: "token" });
    });
});
