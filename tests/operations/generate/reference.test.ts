/** The page about configuration keys holds each of them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { jsonSchemaByKey } from "../../../config/jsonSchema";
import { ENGINES } from "../../../model/databaseEngines";
import { KINDS } from "../../../model/uses";
import { placesIn } from "../../config/walk";
import { ROOT } from "../../support/program";

const page = readFileSync(join(ROOT, "docs/reference/configuration.md"), "utf8");
const rows = page.split("\n").filter((line) => line.startsWith("| `"));
const rowOf = (key: string): string =>
    rows.find((row) => row.startsWith(`| \`${key}\``)) ?? `no row for ${key}`;

describe("docs/reference/configuration.md", () => {
    it("has a row for every place of a stack file, within lists and alternatives as well", () => {
        const places = Object.entries(jsonSchemaByKey()).flatMap(([key, schema]) =>
            placesIn(schema, key).filter((place) => place !== key),
        );
        assert.ok(places.length > 300);
        const missing = places
            .map((place) => place.replaceAll("*", "<name>"))
            .filter((place) => !rows.some((row) => row.startsWith(`| \`${place}\``)));
        assert.deepEqual(missing, []);
    });

    it("names every engine of databases, and every kind of uses", () => {
        for (const engine of ENGINES)
            assert.ok(rowOf("databases.<name>.engine").includes(`\`${engine}\``), engine);
        for (const kind of KINDS) assert.ok(rowOf("services.<name>.uses[]").includes(kind), kind);
        assert.match(rowOf("functions.<name>.uses[]"), /queue\/<name>:receive/);
    });

    it("has the alternatives of a value: a trigger is a queue, a table or a schedule, and a function a folder or a map", () => {
        for (const part of ["queue", "table", "schedule"]) {
            assert.ok(!rowOf(`functions.<name>.on[].${part}`).startsWith("no row"), part);
        }
        assert.match(rowOf("functions.<name>"), /text or map/);
    });

    it("says that a default is only that of one alternative", () => {
        assert.match(rowOf("databases.<name>.instanceClass"), /\| none, or `"db\.t4g\.small"`/);
    });

    it("tells of anchors", () => {
        assert.match(page, /`uses: &data \[/);
    });
});
