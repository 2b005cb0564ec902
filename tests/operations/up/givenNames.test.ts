import assert from "node:assert/strict";

import { replacements } from "../../../operations/up/givenNames";
import type { Resource } from "../../../operations/state/resource";
import { minimal, settingsOf } from "../../config/fixtures";

/** A component's one resource, as in a state. */
function deployed(
    component: string,
    type: string,
    outputs: Record<string, unknown>,
    defaults: readonly string[] = [],
): Resource {
    const urn = `urn:pulumi:dev::plumbline::plumbline:index:${component}$${type}::x`;
    return { urn, type, outputs, inputs: { __defaults: defaults } };
}

const table = (outputs: Record<string, unknown>, defaults?: readonly string[]): Resource =>
    deployed("Table", "aws:dynamodb/table:Table", { hashKey: "id", ...outputs }, defaults);
const bucket = (outputs: Record<string, unknown>, defaults?: readonly string[]): Resource =>
    deployed("Bucket", "aws:s3/bucket:Bucket", { objectLockEnabled: false, ...outputs }, defaults);
const secret = (outputs: Record<string, unknown>, defaults?: readonly string[]): Resource =>
    deployed("Secret", "aws:secretsmanager/secret:Secret", outputs, defaults);
const find = (resources: readonly Resource[], more: Readonly<Record<string, unknown>>) =>
    replacements(resources, settingsOf({ ...minimal, ...more }));
const tables = (settings: object) => ({ tables: { x: { partitionKey: "id", ...settings } } });
const buckets = (settings: object) => ({ buckets: { x: settings } });

const NOTHING = { refused: [], told: [] };

describe("names of what is deployed", () => {
    it("stay as they are, given or made by Pulumi, and are free in a new stack", () => {
        assert.deepEqual(find([], tables({ name: "designs" })), NOTHING);
        assert.deepEqual(find([table({ name: "designs" })], tables({ name: "designs" })), NOTHING);
        assert.deepEqual(find([table({ name: "x-0a1b2c3" }, ["name"])], tables({})), NOTHING);
        assert.deepEqual(find([bucket({ bucket: "x-0a1b2c3" }, ["bucket"])], buckets({})), NOTHING);
        // Somebody may adopt the name that Pulumi made.
        assert.deepEqual(
            find([table({ name: "x-0a1b2c3" }, ["name"])], tables({ name: "x-0a1b2c3" })),
            NOTHING,
        );
    });

    it("cannot change where data would be lost, in any tier", () => {
        assert.deepEqual(
            find([table({ name: "x-0a1b2c3" }, ["name"])], tables({ name: "designs" })).refused,
            [
                'plumbline:tables.x.name: "designs" is not allowed, because the deployed table is called "x-0a1b2c3", and another name would be a new table, without its items. It must be "x-0a1b2c3", or be left out. To move, add another entry with the new name, copy its items, change what uses it, and take this one out last.',
            ],
        );
        const [said = ""] = find([bucket({ bucket: "designs" })], buckets({})).refused;
        assert.match(
            said,
            /^plumbline:buckets\.x\.name: none is not allowed, .* It must be "designs"\. To move/,
        );
    });

    it("cannot stay where the resource is made anew", () => {
        const named = { name: "designs" };
        const said = (resources: Resource[], more: Readonly<Record<string, unknown>>): string[] =>
            find(resources, more).refused.map((text) => text.slice(0, text.indexOf(":", 24)));
        assert.deepEqual(said([table(named)], tables({ ...named, partitionKey: "key", sortKey: "at" })), [
            "plumbline:tables.x.partitionKey",
            "plumbline:tables.x.sortKey",
        ]);
        assert.match(
            find([bucket({ bucket: "designs" })], buckets({ ...named, lock: { days: 1 } })).refused[0]!,
            /^plumbline:buckets\.x\.lock is not allowed for "designs", because objects are locked from the bucket's first day/,
        );
        // A name that Pulumi makes is another one the next time.
        assert.deepEqual(find([table({ name: "x-1" }, ["name"])], tables({ partitionKey: "key" })), NOTHING);
    });

    it("of secrets and parameters change where the program has the value, and it is told", () => {
        const named = (settings: object) => ({ secrets: { x: { name: "/shop/key", ...settings } } });
        const current = [secret({ name: "x-0a1b2c3" }, ["name"])];
        assert.deepEqual(find(current, named({ generate: 32 })), {
            refused: [],
            told: [
                'plumbline:secrets.x: the secret "x-0a1b2c3" goes, and "/shop/key" takes its place. What relies on the old name must change.',
            ],
        });
        assert.equal(find(current, named({})).refused.length, 1);
        const parameter = deployed("Parameter", "aws:ssm/parameter:Parameter", { name: "/shop/old" });
        const parameters = (settings: object) => ({ parameters: { x: { name: "/shop/new", ...settings } } });
        assert.equal(find([parameter], parameters({ value: "1" })).told.length, 1);
        assert.equal(find([parameter], parameters({})).refused.length, 1);
    });

    it("of queues change, and it is told that messages go", () => {
        const queue = deployed("Queue", "aws:sqs/queue:Queue", { name: "x-0a1b2c3" }, ["name"]);
        assert.deepEqual(find([queue], { queues: { x: { name: "jobs" } } }), {
            refused: [],
            told: [
                'plumbline:queues.x: the queue "x-0a1b2c3" goes, with the messages that wait in it, and "jobs" takes its place. What relies on the old name must change. Let them be handled first.',
            ],
        });
    });
});
