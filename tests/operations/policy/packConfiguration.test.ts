import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { configurationsOf, isOwnPack, withPackFlags } from "../../../operations/policy/packConfiguration";
import { plumb } from "../../support/plumb";
import { ROOT } from "../../support/program";

const OWN = path.join(ROOT, "policy-pack");
const NO_APIS = { apis: {} };

let folder = "";
const config = (content: unknown) => {
    const file = path.join(folder, "config.json");
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
};
const read = (content: unknown, settings = NO_APIS, folders = [OWN]) =>
    configurationsOf({ folders, files: [config(content)], root: ROOT, settings });

describe("the configuration of policy packs", () => {
    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "plumb-unit-"));
    });

    after(() => {
        rmSync(folder, { recursive: true });
    });

    it("is handed on, with what the stack makes public", () => {
        const settings = {
            apis: {
                shop: { routes: { "GET /catalog": { public: true }, "GET /orders": { public: false } } },
                admin: { routes: { "GET /": {} } },
            },
        };
        const [own] = read({ "logs-retention": { minDays: 30 }, "ecr-scan": "disabled" }, settings);
        assert.deepEqual(own, {
            "logs-retention": { minDays: 30 },
            "ecr-scan": "disabled",
            "apigateway-authorizer": { publicRoutes: ["GET /health", "GET /catalog"] },
        });
    });

    it("keeps what the file says about the same policy", () => {
        const settings = { apis: { shop: { routes: { "GET /catalog": { public: true } } } } };
        const given = { enforcementLevel: "advisory", publicRoutes: ["GET /status"] };
        assert.deepEqual(read({ "apigateway-authorizer": given }, settings), [
            { "apigateway-authorizer": { ...given, publicRoutes: ["GET /status", "GET /catalog"] } },
        ]);
        assert.deepEqual(read({ "apigateway-authorizer": "advisory" }, settings), [
            {
                "apigateway-authorizer": {
                    enforcementLevel: "advisory",
                    publicRoutes: ["GET /health", "GET /catalog"],
                },
            },
        ]);
    });

    it("names every mistake, and what was meant", () => {
        assert.throws(
            () =>
                read({
                    "log-retention": { minDays: 30 },
                    "logs-retention": { minDay: 30 },
                    "s3-logs": "mandatroy",
                    "kms-deletion-window": { days: 3 },
                    "lambda-runtime": { runtimes: "nodejs24.x" },
                    "policy-pack": { levels: { "vpc-flow-log": "advisory" } },
                }),
            (error: Error) => {
                assert.match(error.message, /^--policy-pack-config .*config\.json: The policy pack's/);
                for (const said of [
                    '"log-retention" is not a policy of this pack; did you mean "logs-retention"?',
                    '"logs-retention" has no setting "minDay"; it has minDays; did you mean "minDays"?',
                    '"s3-logs": the level is "mandatroy"; allowed are advisory, mandatory, disabled, remediate',
                    '"kms-deletion-window.days" is 3; it must be a whole number, at least 7, at most 30',
                    '"lambda-runtime.runtimes" is "nodejs24.x"; it must be a list of strings',
                    '"vpc-flow-log" is not a policy of this pack; did you mean "vpc-flow-logs"?',
                ])
                    assert.ok(error.message.includes(said), `${said} is not in ${error.message}`);
                return true;
            },
        );
        assert.throws(
            () => read([]),
            /the file: must be an object of policies, each a level or its settings/,
        );
        assert.throws(() => read({ "s3-logs": 7 }), /"s3-logs": must be an object of policies/);
        assert.throws(() => read("{"), /--policy-pack-config .*config\.json: /);
    });

    it("of another pack is not looked at", () => {
        const other = path.join(ROOT, "other");
        assert.ok(!isOwnPack(other, ROOT) && isOwnPack(OWN, ROOT));
        assert.deepEqual(read({ anything: { goes: 1 } }, NO_APIS, [other]), [{ anything: { goes: 1 } }]);
        assert.throws(() => read({}, NO_APIS, []), /There are 1 --policy-pack-config and 0 --policy-pack;/);
    });

    it("reaches Pulumi as a file for each pack", async () => {
        const packs = { folders: [OWN], files: [], root: ROOT, settings: NO_APIS };
        const seen = await withPackFlags(packs.folders, configurationsOf(packs), (flags) => {
            const [pack, folder, option, file = ""] = flags;
            return Promise.resolve([pack, folder, option, JSON.parse(readFileSync(file, "utf8")) as unknown]);
        });
        assert.deepEqual(seen, [
            "--policy-pack",
            OWN,
            "--policy-pack-config",
            { "apigateway-authorizer": { publicRoutes: ["GET /health"] } },
        ]);
        await withPackFlags([], configurationsOf({ ...packs, folders: [] }), (flags) => {
            assert.deepEqual(flags, []);
            return Promise.resolve();
        });
    });

    for (const command of [["preview"], ["rehearse", "prod"], ["policy"]]) {
        it(`is checked by plumb ${command.join(" ")} before anything starts`, async () => {
            const pack = command[0] === "policy" ? [] : ["--policy-pack", OWN];
            const file = config({ "log-retention": { minDays: 30 } });
            const { code, stderr } = await plumb([...command, ...pack, "--policy-pack-config", file]);
            assert.equal(code, 2, stderr);
            assert.match(
                stderr,
                /"log-retention" is not a policy of this pack; did you mean "logs-retention"\?/,
            );
            assert.doesNotMatch(stderr, /\n\s+at /);
        });
    }
});
