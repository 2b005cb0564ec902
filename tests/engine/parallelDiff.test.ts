import assert from "node:assert/strict";
import { type PolicyFinding, readEvents } from "../../operations/policy/analyze";
import { type Done, type Program, Programs } from "./support/programs";

const FOLDER = "tests/engine/fixtures/previewed";
const SETTING = "PULUMI_PARALLEL_DIFF";

interface Preview {
    readonly steps: readonly { readonly op: string; readonly urn: string }[];
    readonly diagnostics?: readonly object[];
}

/** Parallel comparisons give the same report as sequential ones. */
describe("a preview that compares several resources at once", () => {
    let programs: Programs;
    /** By their value of {@link SETTING}. */
    let previews: Readonly<Record<"false" | "true", Program>>;

    before(async () => {
        programs = await Programs.create("clone with parallel diffs");
        const own = process.env;
        try {
            process.env = { ...own, [SETTING]: "false" };
            const oneByOne = await programs.program(FOLDER);
            process.env = { ...own, [SETTING]: undefined };
            previews = { false: oneByOne, true: await programs.program(FOLDER) };
        } finally {
            process.env = own;
        }
        await previews.true.configure({ "previewed:variant": "first" });
        const done = await previews.true.run("up", "--yes", "--skip-preview");
        assert.equal(done.exitCode, 0, done.stdout + done.stderr);
    });

    after(async () => {
        await programs.remove();
    });

    /** The same preview with and without parallel comparison: the output of both. */
    async function bothWays<T>(variant: string, read: (done: Done) => T, ...args: string[]): Promise<T> {
        await previews.true.configure({ "previewed:variant": variant });
        const oneByOne = read(await previews.false.run("preview", ...args));
        const atOnce = read(await previews.true.run("preview", ...args));
        assert.deepEqual(atOnce, oneByOne);
        return atOnce;
    }

    it("has the same steps, reasons and details", async () => {
        const { steps } = await bothWays("second", readPreview, "--json");
        const changes = steps
            .filter(({ op }) => op !== "same")
            .map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`);
        assert.deepEqual(changes, [
            "create added",
            "delete removed",
            "replace emptied",
            "replace of-emptied",
            "replace renamed",
            "update updated",
        ]);
    });

    it("has the same steps with a target", async () => {
        const target = "urn:pulumi:test::previewed::aws:sqs/queue:Queue::updated";
        const { steps } = await bothWays("second", readPreview, "--json", "--target", target);
        const changed = steps.filter(({ op }) => op !== "same").map(({ urn }) => urn);
        assert.deepEqual(changed, [target]);
    });

    it("has the same findings of policies", async () => {
        const pack = ["--policy-pack", "../../../../policy-pack"];
        const { findings, exitCode } = await bothWays("second", readFindings, ...pack);
        assert.notEqual(exitCode, 0);
        assert.ok(
            findings.some(({ urn }) => urn.endsWith("::compared")),
            JSON.stringify(findings),
        );
    });

    it("fails with the same message where a comparison fails", async () => {
        const read = ({ exitCode, stdout, stderr }: Done) => ({
            exitCode,
            complaint: /all attributes must be indexed[^\n]*/.exec(stdout + stderr)?.[0],
        });
        const { exitCode, complaint } = await bothWays("mistaken", read);
        assert.notEqual(exitCode, 0);
        assert.match(complaint ?? "", /of-no-index/);
    });
});

/** The order of steps is that in which they were done, which differs from preview to preview anyhow. */
function readPreview({ exitCode, stdout, stderr }: Done): Preview {
    assert.equal(exitCode, 0, stdout + stderr);
    const { steps, diagnostics = [] } = JSON.parse(stdout) as Preview;
    return {
        steps: [...steps].sort(byText(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`)),
        diagnostics,
    };
}

function readFindings({ exitCode, events }: Done): { exitCode: number; findings: PolicyFinding[] } {
    return {
        exitCode,
        findings: readEvents(events).findings.sort(byText((finding) => JSON.stringify(finding))),
    };
}

function byText<T>(text: (value: T) => string): (a: T, b: T) => number {
    return (a, b) => (text(a) < text(b) ? -1 : 1);
}
