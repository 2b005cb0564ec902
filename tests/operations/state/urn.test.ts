import assert from "node:assert/strict";
import { nameOf, splitProvider, typeOf, typesOf } from "../../../operations/state/urn";

const stack = "urn:pulumi:dev::plumbline::pulumi:pulumi:Stack::plumbline-dev";
const bucket = "urn:pulumi:dev::plumbline::plumbline:index:Bucket$aws:s3/bucket:Bucket::uploads";

describe("a URN", () => {
    it("has a name, a type and its parents' types", () => {
        assert.deepEqual([nameOf(bucket), typeOf(bucket)], ["uploads", "aws:s3/bucket:Bucket"]);
        assert.equal(typesOf(bucket), "plumbline:index:Bucket$aws:s3/bucket:Bucket");
        assert.deepEqual([nameOf(stack), typeOf(stack)], ["plumbline-dev", "pulumi:pulumi:Stack"]);
    });

    it("may have :: in its name", () => {
        assert.equal(nameOf(`${bucket}::logs`), "uploads::logs");
        assert.equal(typeOf(`${bucket}::logs`), "aws:s3/bucket:Bucket");
    });

    it("has no name and no type if it is invalid", () => {
        assert.deepEqual(["", "x"].map(nameOf), ["", ""]);
        assert.deepEqual(["", "x"].map(typeOf), ["", ""]);
    });
});

describe("a provider reference", () => {
    it("has a URN and an id", () => {
        assert.deepEqual(splitProvider(`${stack}::1-2`), { urn: stack, id: "1-2" });
    });
});
