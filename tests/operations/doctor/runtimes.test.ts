import assert from "node:assert/strict";

import {
    CACHE_VERSIONS,
    endOf,
    OWN_RUNTIMES,
    READ_ON,
    runtimeOn,
    SOURCES,
    type RuntimeKind,
} from "../../../model/runtimes";
import { examineRuntimes } from "../../../operations/doctor/runtimes";
import { complete, settingsOf } from "../../config/fixtures";
import { LAMBDA_RUNTIMES } from "../../../model/lambdaRuntimes";

const settings = settingsOf({
    ...complete,
    databases: {
        app: { engine: "aurora-postgresql", version: "14" },
        legacy: { engine: "mysql", version: "8.4" },
    },
    caches: { sessions: {}, old: { engine: "redis", version: "6.2" } },
});
const on = (day: string) => examineRuntimes(settings, new Date(`${day}T12:00:00Z`));

describe("plumb doctor: runtimes", () => {
    it("warns 180 days before the support of an engine ends, and names the key that chooses it", () => {
        const names = (day: string) => on(day).flatMap(({ name, state }) => (state === "ok" ? [] : [name]));
        assert.deepEqual(names("2026-07-01"), []);
        assert.deepEqual(names("2026-09-15"), ["aurora-postgresql 14", "redis 6.2"]);
        const [, postgres] = on("2026-09-15");
        assert.deepEqual([postgres?.state, postgres?.optional], ["ends soon", true]);
        assert.match(
            postgres?.advice ?? "",
            /ends on 2027-02-28, in 166 days: set plumbline:databases\.app\.version \(https:\/\/docs\.aws/,
        );
    });

    it("says what has ended, and is an error only where AWS refuses it", () => {
        const ended = on("2027-05-15").find(({ name }) => name === "lambda nodejs22.x");
        assert.deepEqual([ended?.state, ended?.optional], ["ended", true]);
        const refused = on("2027-06-01").find(({ name }) => name === "lambda nodejs22.x");
        assert.deepEqual([refused?.state, refused?.optional], ["ended", false]);
        assert.match(refused?.advice ?? "", /AWS creates none since 2027-06-01/);
        // RDS goes on with an ended version, for a surcharge.
        assert.equal(runtimeOn("mysql", "8.0", "2030-01-01").state, "ended");
    });

    it("counts the supported ones, and says of an unknown version that it is unknown", () => {
        const [all] = on("2026-07-01");
        assert.deepEqual([all?.name, all?.state], ["runtimes", "ok"]);
        assert.match(all?.version ?? "", /^[6-9] supported$/);
        assert.equal(runtimeOn("postgres", "99", READ_ON).state, "unknown");
    });
});

describe("the table of ends", () => {
    it("knows every runtime and version that a stack file or a component can choose by default", () => {
        const chosen: [RuntimeKind, string][] = [
            ...LAMBDA_RUNTIMES.map((runtime): [RuntimeKind, string] => ["lambda", runtime]),
            ["lambda", OWN_RUNTIMES.rotation],
            ["synthetics", OWN_RUNTIMES.canary],
            ["valkey", CACHE_VERSIONS.valkey],
            ["redis", CACHE_VERSIONS.redis],
            ...["14", "15", "16", "17"].flatMap((version): [RuntimeKind, string][] => [
                ["aurora-postgresql", `${version}.4`],
                ["postgres", version],
            ]),
        ];
        for (const [kind, version] of chosen)
            assert.notEqual(endOf(kind, version), undefined, `${kind} ${version}`);
    });

    it("is of today: nothing that the components choose themselves has ended when it was read", () => {
        assert.equal(runtimeOn("synthetics", OWN_RUNTIMES.canary, READ_ON).state, "supported");
        assert.equal(runtimeOn("synthetics", "syn-nodejs-3.1", READ_ON).state, "refused");
        assert.notEqual(runtimeOn("lambda", OWN_RUNTIMES.rotation, READ_ON).state, "ended");
        for (const source of Object.values(SOURCES))
            assert.match(source, /^https:\/\/docs\.aws\.amazon\.com\//);
    });
});
