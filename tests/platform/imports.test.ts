import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { ROOT } from "../support/program";

/** Rooms that the modules of each folder may import, besides their own. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
    model: [],
    config: ["model", "config"],
    components: ["model", "components"],
    platform: ["model", "components", "config"],
};

interface Import {
    readonly from: string;
    readonly to: string;
}

/** `components/<room>` for a component, the first folder for all others. */
function roomOf(module: string): string {
    const [folder = "", room = ""] = module.split("/");
    return folder === "components" ? `${folder}/${room}` : folder;
}

/** Relative imports below a folder, those of types included; paths without extension. */
function importsBelow(folder: string): Import[] {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .flatMap((name) => {
            const file = join(ROOT, folder, name);
            const found = readFileSync(file, "utf8").matchAll(/\bfrom "(\.[^"]+)";/g);
            return [...found].map(([, path = ""]) => ({
                from: relative(ROOT, file).replace(/\.ts$/, ""),
                to: relative(ROOT, join(dirname(file), path)),
            }));
        });
}

/** The first circle of rooms, as a path that ends where it begins. */
function findCircle(edges: readonly Import[]): string[] | undefined {
    const visit = (room: string, trail: readonly string[]): string[] | undefined => {
        const start = trail.indexOf(room);
        if (start >= 0) return [...trail.slice(start), room];
        for (const { from, to } of edges) {
            const circle = from === room ? visit(to, [...trail, room]) : undefined;
            if (circle) return circle;
        }
        return undefined;
    };
    for (const { from } of edges) {
        const circle = visit(from, []);
        if (circle) return circle;
    }
    return undefined;
}

describe("imports", () => {
    const all = Object.keys(ALLOWED).flatMap(importsBelow);
    const between = all.filter(({ from, to }) => roomOf(from) !== roomOf(to));

    it("of model, config, components and platform follow the order of the rooms", () => {
        const wrong = between.filter(({ from, to }) => {
            const [folder = ""] = from.split("/");
            return !ALLOWED[folder]?.includes(to.split("/")[0] ?? "");
        });
        assert.deepEqual(wrong, []);
    });

    it("have no circle among the rooms of components", () => {
        const rooms = between.map(({ from, to }) => ({ from: roomOf(from), to: roomOf(to) }));
        const unique = new Map(rooms.map((edge) => [`${edge.from} ${edge.to}`, edge]));
        assert.equal(findCircle([...unique.values()]), undefined);
    });

    it("have no circle among the files of config", () => {
        const files = all
            .filter(({ from, to }) => [from, to].every((file) => roomOf(file) === "config"))
            .map(({ from, to }) => ({ from, to: existsSync(join(ROOT, `${to}.ts`)) ? to : `${to}/index` }));
        assert.ok(files.some(({ to }) => to === "config/checks/index"));
        assert.equal(findCircle(files), undefined);
    });

    it("of a room of components go through its index.ts, except for components/support", () => {
        const deep = between.filter(({ to }) => /^components\/(?!support\/)[^/]+\//.test(to));
        assert.deepEqual(deep, []);
    });
});
