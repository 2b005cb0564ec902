import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";

import { isFile, isFolder, linkOut, textOf } from "../../config/checks/paths";
import { foldersExist } from "../../config/checks/folders";
import { folderOf } from "../support/fixtures";

describe("symbolic links in published files", () => {
    const outside = folderOf({ "keys/id": "of somebody" });
    const project = folderOf({
        "site/index.html": "",
        "site/assets/a.css": "",
        "code/index.mjs": "",
        "setup.sh": "",
    });
    const root = project.folder;
    before(() => {
        symlinkSync(join(outside.folder, "keys/id"), join(root, "script"));
        symlinkSync(outside.folder, join(root, "elsewhere"));
        symlinkSync("../../setup.sh", join(root, "site/assets/within"));
    });
    after(() => {
        project.remove();
        outside.remove();
    });

    const complaints = () =>
        foldersExist.run(
            {
                sites: { shop: { content: "site" } },
                functions: { orders: { code: "code" } },
                tasks: {},
                servers: {},
                layers: {},
            } as never,
            { root } as never,
        );

    it("may lead to another place in the project", () => {
        assert.equal(linkOut(root, "site"), undefined);
        assert.deepEqual(complaints(), []);
    });

    it("are not project files if they lead out of the project", () => {
        assert.deepEqual([isFile(root, "script"), textOf(root, "script")], [false, undefined]);
        assert.deepEqual([isFolder(root, "elsewhere"), isFolder(root, "elsewhere/keys")], [false, false]);
        assert.deepEqual([isFile(root, "setup.sh"), isFolder(root, "site")], [true, true]);
    });

    it("are refused in a site and in a function's code if they lead out of the project", () => {
        symlinkSync(join(outside.folder, "keys/id"), join(root, "site/assets/out"));
        symlinkSync(outside.folder, join(root, "code/out"));
        assert.deepEqual(complaints(), [
            {
                key: "plumbline:sites.shop.content",
                message:
                    '"site" is not allowed; "site/assets/out" in it is a link that must lead to something below the project',
            },
            {
                key: "plumbline:functions.orders.code",
                message:
                    '"code" is not allowed; "code/out" in it is a link that must lead to something below the project',
            },
        ]);
    });
});
