import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { allBuilt, built, endProjects, faults, projectWith } from "./project";

const LIST = "--no-index\n--find-links wheels\nsmall==1.0\n";
const CODE = {
    "functions/a/index.py": "import small\n\ndef handler(event, context):\n    return small.VALUE\n",
    "functions/a/requirements.txt": LIST,
};
const A = { a: { code: "functions/a", handler: "index.handler", runtime: "python3.13" } };

/** Makes a wheel with a command, as an index would have it. */
function wheel(file: string, value: number): void {
    mkdirSync(dirname(file), { recursive: true });
    const script = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr(zipfile.ZipInfo("small/__init__.py"), "VALUE = " + sys.argv[2] + "\\n")
    info = "small-1.0.dist-info/"
    wheel.writestr(zipfile.ZipInfo(info + "METADATA"), "Metadata-Version: 2.1\\nName: small\\nVersion: 1.0\\n")
    wheel.writestr(zipfile.ZipInfo(info + "WHEEL"), "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(zipfile.ZipInfo(info + "entry_points.txt"), "[console_scripts]\\nsmall = small:run\\n")
    wheel.writestr(zipfile.ZipInfo(info + "RECORD"), "")`;
    execFileSync("python3", ["-c", script, file, String(value)]);
}

function project(): string {
    const folder = projectWith(CODE);
    wheel(join(folder, "functions/a/wheels/small-1.0-py3-none-any.whl"), 7);
    // Only for Lambda on ARM: this machine would take the other one.
    wheel(join(folder, "functions/a/wheels/small-1.0-cp313-cp313-manylinux_2_28_aarch64.whl"), 8);
    return folder;
}

describe("packages in Python", () => {
    after(endProjects);

    it("are installed for the function's platform, without anything of this machine", () => {
        const [one, other] = [project(), project()];
        const { a } = built(one, A);
        assert.deepEqual(built(other, A), { a });
        assert.ok(readdirSync(join(one, a!.code)).includes("index.py"));
        assert.equal(readFileSync(join(one, a!.code, "small/__init__.py"), "utf8"), "VALUE = 8\n");
        assert.ok(!existsSync(join(one, a!.code, "bin")));
        assert.doesNotMatch(readFileSync(join(one, a!.code, "small-1.0.dist-info/RECORD"), "utf8"), /bin\//);
        const intel = built(one, { a: { ...A.a, architecture: "x86_64" } });
        assert.equal(readFileSync(join(one, intel["a"]!.code, "small/__init__.py"), "utf8"), "VALUE = 7\n");
        assert.deepEqual(
            readdirSync(join(one, "functions/a")).filter((name) => name.startsWith(".")),
            [],
        );
    });

    it("of a layer are in python", () => {
        const folder = project();
        const layers = { shared: { code: "functions/a", runtimes: ["python3.13"] } };
        const archive = join(folder, allBuilt(folder, {}, { layers }).layers["shared"]!.code);
        const script = "import sys, zipfile; print(' '.join(zipfile.ZipFile(sys.argv[1]).namelist()))";
        const names = execFileSync("python3", ["-c", script, archive], { encoding: "utf8" });
        assert.match(names, /python\/small\/__init__\.py/);
    });

    it("that are not there are named, of all functions at once", () => {
        const folder = projectWith({
            ...CODE,
            "functions/b/index.py": "def handler(event, context): pass\n",
            "functions/b/uv.lock": "version = 1\n",
        });
        mkdirSync(join(folder, "functions/a/wheels"));
        const path = process.env["PATH"];
        // Where uv may be, its own words would follow.
        process.env["PATH"] = dirname(
            execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }),
        );
        try {
            const [a, b, ...others] = faults(folder, { ...A, b: { ...A.a, code: "functions/b" } });
            assert.match(
                a ?? "",
                /^plumbline:functions\.a\.code: requirements\.txt cannot be installed: .*No matching distribution found for small==1\.0/,
            );
            assert.match(
                b ?? "",
                /^plumbline:functions\.b\.code: uv\.lock cannot be installed: needs uv \(https:\/\/docs\.astral\.sh\/uv\) on the PATH, or a requirements\.txt: /,
            );
            assert.deepEqual(others, []);
        } finally {
            process.env["PATH"] = path;
        }
    });
});
