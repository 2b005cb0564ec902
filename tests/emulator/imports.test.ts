import * as assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { root } from "../../operations/emulator/packages";
import { python, Scratch } from "./support";

const circle = async (folder: string): Promise<string[] | null> =>
    python(["tests/emulator/imports.py", folder]);

describe("the modules of the emulator", function () {
    this.timeout(60_000);
    const scratch = new Scratch();
    after(async () => scratch.clear());

    it("have no circle of imports", async () => {
        assert.equal(await circle(path.join(root, "emulator")), null);
    });

    it("would fail the check with a circle through a type-only or a late import", async () => {
        const folder = path.join(await scratch.directory(), "circle");
        await mkdir(path.join(folder, "inner"), { recursive: true });
        const files = {
            "__init__.py": "",
            "one.py": "from .inner import two\n",
            "inner/__init__.py": "",
            "inner/two.py": "if TYPE_CHECKING:\n    from circle.three import Three\n",
            "three.py": "def three():\n    from . import one\n",
        };
        for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
        assert.deepEqual(
            new Set(await circle(folder)),
            new Set(["circle.one", "circle.inner.two", "circle.three"]),
        );
        await writeFile(path.join(folder, "three.py"), "");
        assert.equal(await circle(folder), null);
    });
});
