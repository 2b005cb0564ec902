import assert from "node:assert/strict";

import type { Node } from "../../model/uses";
import { compose } from "../../platform/compose";
import { mapValues, once, pick, valueOf } from "../../components/support/values";

interface Catalogue {
    bucket: { size: number };
    service: { port: number };
}

interface Components {
    bucket: { name: string };
    service: { name: string };
}

const node = <Kind extends keyof Catalogue>(
    kind: Kind,
    name: string,
    uses: string[],
    settings: Catalogue[Kind],
    linked = uses,
) => ({ kind, name, id: `${kind}/${name}`, uses, linked, settings }) as Node<Catalogue>;

const linkable = (name: string) => ({ name, link: () => ({ environment: { NAME: name } }) });

describe("compose", () => {
    it("gives every component its name, its settings and its links", () => {
        const seen: unknown[] = [];
        const made = compose<Catalogue, Components>(
            [
                node("bucket", "a", [], { size: 1 }),
                node("bucket", "b", [], { size: 2 }),
                node("service", "web", ["bucket/b", "bucket/a"], { port: 80 }),
            ],
            {
                bucket: (name) => linkable(name),
                service: (name, settings, { links, made: before }) => {
                    seen.push(name, settings, links);
                    assert.deepEqual(Object.keys(before.bucket), ["a", "b"]);
                    return { name };
                },
            },
        );
        assert.deepEqual(seen, [
            "web",
            { port: 80 },
            [
                { name: "bucket/b", link: { environment: { NAME: "b" } } },
                { name: "bucket/a", link: { environment: { NAME: "a" } } },
            ],
        ]);
        assert.deepEqual(Object.keys(made.bucket), ["a", "b"]);
        assert.deepEqual(made.service, { web: { name: "web" } });
    });

    it("links to what this stack does not make, by its id with the source, and nothing to what nobody provides", () => {
        const seen: unknown[] = [];
        const composed = (uses: string[]) =>
            compose<Catalogue, Components>(
                [node("bucket", "a", [], { size: 1 }), node("service", "web", uses, { port: 80 })],
                {
                    bucket: (name) => linkable(name),
                    service: (name, _, { links }) => {
                        seen.push(...links);
                        return { name };
                    },
                },
                new Map([
                    ["core:bucket/a", { link: (access) => ({ environment: { ACCESS: access ?? "" } }) }],
                ]),
            );
        composed(["bucket/a", "core:bucket/a:read"]);
        assert.deepEqual(seen, [
            { name: "bucket/a", link: { environment: { NAME: "a" } } },
            { name: "core:bucket/a:read", link: { environment: { ACCESS: "read" } } },
        ]);
        assert.throws(() => composed(["core:bucket/b"]), /nothing provides "core:bucket\/b"/);
    });

    it("links to nothing that only has to be there before", () => {
        const seen: unknown[] = [];
        compose<Catalogue, Components>(
            [node("bucket", "a", [], { size: 1 }), node("service", "web", ["bucket/a"], { port: 80 }, [])],
            {
                bucket: (name) => linkable(name),
                service: (name, _, { links }) => {
                    seen.push(...links);
                    return { name };
                },
            },
        );
        assert.deepEqual(seen, []);
    });

    it("gives every kind a map, even an empty one", () => {
        const made = compose<Catalogue, Components>([], {
            bucket: (name) => ({ name }),
            service: (name) => ({ name }),
        });
        assert.deepEqual(made, { bucket: {}, service: {} });
    });
});

describe("values", () => {
    it("are mapped by key", () => {
        assert.deepEqual(
            mapValues({ a: 1, b: 2 }, (value) => value * 10),
            { a: 10, b: 20 },
        );
    });

    it("are created once, at first use, even if they are empty", () => {
        let calls = 0;
        const nothing = once(() => {
            calls += 1;
            return undefined;
        });
        assert.equal(calls, 0);
        assert.deepEqual([nothing(), nothing()], [undefined, undefined]);
        assert.equal(calls, 1);
    });

    it("exist if required, or an error lists the existing ones", () => {
        assert.equal(valueOf({ a: 0 }, "a"), 0);
        assert.deepEqual(pick({ a: 0, b: 1 }, ["b"]), { b: 1 });
        assert.throws(() => pick({ a: 0 }, ["c"]), /there is no "c" among a/);
        assert.throws(() => valueOf({ a: 0, b: 1 }, "c"), /there is no "c" among a, b/);
    });
});
