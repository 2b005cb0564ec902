import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";

import { built, endProjects, faults, projectWith, writeIn } from "./project";

const PRICES =
    "export const total = (prices: readonly number[]): number => prices.reduce((a, b) => a + b, 0);\n";
const CODE = {
    "functions/shop/orders.ts": `import { total } from "./lib/prices";
import { left } from "left";
export const handler = async (event: { readonly prices: number[] }) => left(String(total(event.prices)));
`,
    "functions/shop/carts.ts": 'export const handler = async () => "carts";\n',
    "functions/shop/lib/prices.ts": PRICES,
    "functions/shop/node_modules/left/package.json":
        '{ "name": "left", "version": "1.0.0", "main": "index.js" }',
    "functions/shop/node_modules/left/index.js":
        'exports.left = (text) => require("node:path").join("left", text);\n',
};
const FUNCTIONS = {
    orders: { code: "functions/shop", handler: "orders.handler" },
    carts: { code: "functions/shop", handler: "carts.handler" },
};

/** What a handler answers in a process of its own. */
function call(file: string, event: unknown): string {
    const script = `import(process.argv[1]).then(async (m) => console.log(await (m.handler ?? m.default.handler)(JSON.parse(process.argv[2]))))`;
    return execFileSync(process.execPath, ["-e", script, file, JSON.stringify(event)], {
        encoding: "utf8",
    }).trim();
}

describe("bundles of functions", () => {
    after(endProjects);

    it("hold a handler with all that it imports, and run", () => {
        const folder = projectWith(CODE);
        const { orders } = built(folder, FUNCTIONS);
        assert.deepEqual(readdirSync(join(folder, orders!.code)).sort(), ["orders.cjs", "orders.cjs.map"]);
        assert.equal(call(join(folder, orders!.code, "orders.cjs"), { prices: [1, 2] }), "left/3");
        assert.deepEqual(orders!.environment, { NODE_OPTIONS: "--enable-source-maps" });
    });

    it("are the same in another folder at another time, and say nothing of either", () => {
        const one = projectWith(CODE);
        const other = projectWith(CODE);
        for (const path of Object.keys(CODE)) utimesSync(join(other, path), 1, 1);
        const [first, second] = [one, other].map((folder) => ({ folder, code: built(folder, FUNCTIONS) }));
        assert.deepEqual(first!.code, second!.code);
        for (const { folder, code } of [first!, second!]) {
            const place = join(folder, code["orders"]!.code);
            for (const file of readdirSync(place)) {
                assert.ok(!readFileSync(join(place, file), "utf8").includes(folder), file);
            }
        }
        const map = readFileSync(join(one, first!.code["orders"]!.code, "orders.cjs.map"), "utf8");
        const { sources } = JSON.parse(map) as { sources: string[] };
        assert.deepEqual(sources, ["node_modules/left/index.js", "orders.ts", "lib/prices.ts"]);
    });

    it("change only if something in them does", () => {
        const folder = projectWith(CODE);
        const before = built(folder, FUNCTIONS);
        writeIn(folder, { "functions/shop/lib/prices.ts": PRICES.replace("0)", "1)") });
        const after = built(folder, FUNCTIONS);
        assert.notEqual(after["orders"]!.code, before["orders"]!.code);
        assert.equal(after["carts"]!.code, before["carts"]!.code);
    });

    it("are built again if another file would be imported", () => {
        const folder = projectWith(CODE);
        const before = built(folder, FUNCTIONS);
        // esbuild prefers .tsx to .ts.
        writeIn(folder, { "functions/shop/lib/prices.tsx": "export const total = () => 42;\n" });
        const { orders } = built(folder, FUNCTIONS);
        assert.notEqual(orders!.code, before["orders"]!.code);
        assert.equal(call(join(folder, orders!.code, "orders.cjs"), { prices: [] }), "left/42");
    });

    it("are built again if they have been deleted", () => {
        const folder = projectWith(CODE);
        const { carts } = built(folder, FUNCTIONS);
        execFileSync("rm", ["-r", join(folder, ".plumb/code", carts!.code.split("/").at(-1)!)]);
        assert.ok(!existsSync(join(folder, carts!.code)));
        assert.equal(built(folder, FUNCTIONS)["carts"]!.code, carts!.code);
        assert.ok(existsSync(join(folder, carts!.code, "carts.cjs")));
    });

    it("are modules where the source is one, and find require", () => {
        const folder = projectWith({
            ...CODE,
            "functions/shop/package.json": '{ "type": "module" }',
            "functions/shop/plain.mts": "export const handler = async () => import.meta.url.slice(0, 8);\n",
        });
        const { orders, plain } = built(folder, {
            ...FUNCTIONS,
            plain: { code: "functions/shop", handler: "plain.handler" },
        });
        assert.equal(call(join(folder, orders!.code, "orders.mjs"), { prices: [3] }), "left/3");
        assert.equal(call(join(folder, plain!.code, "plain.mjs"), {}), "file:///");
    });

    it("are made of JavaScript only where that is asked for", () => {
        const folder = projectWith({
            "functions/a/index.js": 'exports.handler = () => require("./other").value;\n',
            "functions/a/other.js": "exports.value = 1;\n",
        });
        const { plain, bundled } = built(folder, {
            plain: "functions/a",
            bundled: { code: "functions/a", bundle: { sourceMaps: false, minify: true } },
        });
        assert.deepEqual(plain, { code: "functions/a", environment: {}, isLarge: false });
        assert.deepEqual(readdirSync(join(folder, bundled!.code)), ["index.cjs"]);
        assert.deepEqual(bundled!.environment, {});
        assert.equal(call(join(folder, bundled!.code, "index.cjs"), {}), "1");
    });

    it("leave out what is external", () => {
        const folder = projectWith(CODE);
        const { orders } = built(folder, {
            orders: { ...FUNCTIONS.orders, bundle: { external: ["left"] } },
        });
        assert.match(readFileSync(join(folder, orders!.code, "orders.cjs"), "utf8"), /require\("left"\)/);
    });

    it("take settings of all functions, but for Python and images", () => {
        const folder = projectWith({
            ...CODE,
            "functions/shop/index.py": "def handler(event, context): pass\n",
        });
        const packages = built(
            folder,
            {
                orders: { handler: "orders.handler" },
                python: { runtime: "python3.13" },
                image: { image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:1` },
            },
            { functionDefaults: { code: "functions/shop", bundle: { sourceMaps: false } } },
        );
        assert.deepEqual(Object.keys(packages), ["orders", "python"]);
        assert.deepEqual(packages["orders"]!.environment, {});
        assert.equal(packages["python"]!.code, "functions/shop");
    });

    it("name file, line and column of all that is wrong, once for all functions", () => {
        const folder = projectWith({
            ...CODE,
            "functions/shop/lib/prices.ts": `import "nowhere";\n${PRICES}`,
            "functions/shop/carts.ts": 'import "./lib/prices";\nexport const handler = ;\n',
        });
        assert.deepEqual(faults(folder, FUNCTIONS), [
            'plumbline:functions.carts.code: cannot be bundled: functions/shop/carts.ts:2:24: Unexpected ";"',
            'plumbline:functions.orders.code: cannot be bundled: functions/shop/lib/prices.ts:1:8: Could not resolve "nowhere"',
        ]);
    });
});
