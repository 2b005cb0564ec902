import assert from "node:assert/strict";

import { mergeLinks, secretStatements, variable } from "../../../components/support/link";
import { API_KEY_SECRET, DATABASE_SECRET, KEY, links } from "../../support/fixtures";

describe("links", () => {
    it("of one workload are merged, in order", () => {
        const merged = mergeLinks(links);
        assert.deepEqual(Object.keys(merged.environment), [
            "DATABASE_APP_HOST",
            "DATABASE_APP_PORT",
            "BUCKET_UPLOADS_NAME",
        ]);
        assert.deepEqual(Object.keys(merged.secrets), [
            "DATABASE_APP_USERNAME",
            "DATABASE_APP_PASSWORD",
            "SECRET_API_KEY",
        ]);
        assert.equal(merged.statements.length, 1);
        assert.equal(merged.endpoints.length, 1);
    });

    it("may be none", () => {
        assert.deepEqual(mergeLinks([]), {
            environment: {},
            secrets: {},
            statements: [],
            endpoints: [],
            plainHttp: false,
        });
    });

    it("name variables after kind, name and role", () => {
        assert.equal(variable("database", "app", "host"), "DATABASE_APP_HOST");
        assert.equal(variable("secret", "order-api-key"), "SECRET_ORDER_API_KEY");
    });

    it("grant reading of each secret once, and decryption through Secrets Manager only", () => {
        assert.deepEqual(secretStatements(mergeLinks(links).secrets, "eu-west-1"), [
            { actions: ["secretsmanager:GetSecretValue"], resources: [DATABASE_SECRET, API_KEY_SECRET] },
            {
                actions: ["kms:Decrypt"],
                resources: [KEY],
                conditions: {
                    StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" },
                },
            },
        ]);
    });

    it("without secrets need no permission", () => {
        assert.deepEqual(secretStatements({}, "eu-west-1"), []);
    });
});
