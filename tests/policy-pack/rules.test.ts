import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { rules } from "../../policy-pack/policies";
import { LEVELS } from "../../policy-pack/core/profiles";

const pack = path.join(__dirname, "..", "..", "policy-pack");

describe("the rule catalogue", () => {
    const names = rules.map(({ name }) => name).sort();

    it("has the rules of rules.txt: a removed or renamed rule breaks configurations and waivers", () => {
        const pinned = readFileSync(path.join(__dirname, "rules.txt"), "utf8").trim().split("\n");
        assert.deepEqual(names, [...pinned].sort());
    });

    it("has each name once", () => {
        assert.deepEqual(names, [...new Set(names)]);
    });

    it("has one file per rule, of at most 50 lines, each in its service's list", () => {
        const policies = path.join(pack, "policies");
        const sources = readdirSync(policies, { recursive: true, encoding: "utf8" })
            .filter((file) => file.endsWith(".ts"))
            .map((file) => [file, readFileSync(path.join(policies, file), "utf8")] as const);
        const made = /^export const (\w+) = (resourceRule|stackRule|remediationRule)\(/gm;
        const files = sources.filter(([, text]) => text.match(made));
        assert.deepEqual(
            files.filter(
                ([, text]) => text.match(made)?.length !== 1 || text.trimEnd().split("\n").length > 50,
            ),
            [],
        );
        assert.equal(files.length, rules.length);
        const listed = files.filter(([file, text]) => {
            const [service = ""] = file.split(path.sep);
            const [, name = ""] = new RegExp(made.source, "m").exec(text) ?? [];
            const [, list = ""] = readFileSync(path.join(policies, service, "index.ts"), "utf8").split(
                " = [",
            );
            return new RegExp(`\\b${name}\\b`).test(list);
        });
        assert.equal(listed.length, rules.length);
    });

    it("has rules with existing profiles", () => {
        assert.deepEqual(
            rules.filter(({ profile = "always" }) => !(profile in LEVELS)),
            [],
        );
    });

    for (const rule of rules) {
        it(`has description, reason and advice for ${rule.name}`, () => {
            assert.match(rule.name, /^[a-z0-9]+(-[a-z0-9]+)+$/);
            assert.ok(rule.title.length >= 10 && rule.title.length <= 90, "title");
            assert.ok(rule.description.length >= 30, "description");
            assert.ok(
                rule.remediation.length >= 20 && rule.remediation.endsWith("."),
                "remediation is a sentence",
            );
            assert.match(rule.url, /^https:\/\//);
            const { fsbp = [], checkov = [], cdkNag = [] } = rule.catalogues;
            for (const id of fsbp) assert.match(id, /^[A-Za-z0-9]+\.\d+$/);
            for (const id of checkov) assert.match(id, /^CKV2?_[A-Z]+_\d+$/);
            for (const id of cdkNag) assert.match(id, /^AwsSolutions-[A-Z0-9]+$/);
        });
    }

    it("imports only the pack, the prices and the base modules", () => {
        const allowed = [pack, path.join(pack, "..", "cost"), path.join(pack, "..", "model")];
        const sources = readdirSync(pack, { recursive: true, encoding: "utf8" }).filter(
            (file) => file.endsWith(".ts") && !file.includes("node_modules"),
        );
        for (const file of sources) {
            for (const [, target = ""] of readFileSync(path.join(pack, file), "utf8").matchAll(
                /from "(\.[^"]*)"/g,
            )) {
                const resolved = path.resolve(pack, path.dirname(file), target);
                assert.ok(
                    allowed.some((folder) => resolved.startsWith(folder + path.sep)),
                    `${file} imports ${target}`,
                );
            }
        }
    });
});
