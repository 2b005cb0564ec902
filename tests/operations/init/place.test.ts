import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { projectFiles } from "../../../operations/init/files";
import { type Place, placeOf } from "../../../operations/init/place";
import { ROOT } from "../../support/program";
import { answersWith } from "./support";

describe("the place of a new project", () => {
    let top = "";
    beforeEach(() => {
        top = realpathSync(mkdtempSync(path.join(tmpdir(), "plumb-place-")));
    });
    afterEach(() => {
        rmSync(top, { recursive: true });
    });

    /** As npm installs a tarball that lies beside. */
    function install(): string {
        const installation = path.join(top, "node_modules/plumbline");
        mkdirSync(installation, { recursive: true });
        writeFileSync(path.join(installation, "package.json"), JSON.stringify({ version: "9.8.7" }));
        const dependencies = { plumbline: "file:plumbline-9.8.7.tgz" };
        writeFileSync(path.join(top, "package.json"), JSON.stringify({ dependencies }));
        return installation;
    }

    const filesAt = (place: Place) => projectFiles(answersWith(["api"]), place);

    it("in the repository of plumbline leaves packages and workflows to that", () => {
        const files = filesAt(placeOf(path.join(ROOT, "examples/other"), ROOT));
        assert.match(files["Pulumi.yaml"] ?? "", /tsconfig: \.\.\/\.\.\/tsconfig\.run\.json/);
        assert.match(files["Pulumi.dev.yaml"] ?? "", /\$schema=\.\.\/\.\.\/config\/schema\.json/);
        assert.match(files["Pulumi.yaml"] ?? "", /\$schema=\.\.\/\.\.\/config\/projectSchema\.json/);
        assert.deepEqual(
            Object.keys(files).filter((file) => /package|tsconfig|gitignore|github/.test(file)),
            [],
        );
    });

    it("below an installation asks for the same package, and is a repository of its own", () => {
        const files = filesAt(placeOf(path.join(top, "shop"), install()));
        const { dependencies } = JSON.parse(files["package.json"] ?? "") as { dependencies: object };
        assert.deepEqual(dependencies, { plumbline: "file:../plumbline-9.8.7.tgz" });
        assert.match(files["Pulumi.dev.yaml"] ?? "", /\$schema=\.\.\/node_modules\/plumbline\/config/);
        assert.match(files["Pulumi.yaml"] ?? "", /\$schema=\.\.\/node_modules\/plumbline\/config/);
        assert.match(files[".github/workflows/preview.yml"] ?? "", /run: npm ci --ignore-scripts\n/);
        assert.match(files[".github/workflows/preview.yml"] ?? "", /--policy-pack node_modules\/plumbline\//);
    });

    it("below a repository puts its workflows where GitHub looks for them", () => {
        mkdirSync(path.join(top, ".git"));
        const files = filesAt(placeOf(path.join(top, "shop"), install()));
        const preview = files["../.github/workflows/shop-preview.yml"] ?? "";
        assert.match(preview, /^name: preview shop\n/);
        assert.match(preview, /paths: \["shop\/\*\*"\]/);
        assert.match(preview, /working-directory: shop\n/);
        assert.match(preview, /run: npm ci --ignore-scripts --prefix \.\.\n/);
        assert.match(preview, /--policy-pack \.\.\/node_modules\/plumbline\/policy-pack/);
        assert.match(files["../.github/workflows/shop-drift.yml"] ?? "", /path: shop\/drift-report\n/);
    });

    it("is where npm and Git have been already, if it is the current folder", () => {
        const place = placeOf(top, install());
        assert.equal(place.dependency, undefined);
        assert.equal(place.isModule, false);
        const files = filesAt(place);
        assert.equal(files["package.json"], undefined);
        assert.match(files["Pulumi.dev.yaml"] ?? "", /\$schema=node_modules\/plumbline\/config/);
    });

    it("asks for this version where plumb comes from a repository", () => {
        const files = filesAt(placeOf(path.join(top, "shop"), ROOT));
        assert.match(files["package.json"] ?? "", /"plumbline": "\d+\.\d+\.\d+"/);
        assert.match(files["Pulumi.dev.yaml"] ?? "", /\$schema=node_modules\/plumbline\/config/);
    });
});
