import assert from "node:assert/strict";
import { inventory } from "../../../operations/emulator";
import { signed } from "../../emulator/support";
import { type Program, Programs } from "../support/programs";

/** What the account must not lose, as the inventory calls it. */
const KEPT = ["accessanalyzer analyzer", "guardduty Detector", "securityhub Hub"];

/** One stack's life: each step starts where the one before has ended. */
describe("what an account has once", () => {
    let programs: Programs;
    let program: Program;

    before(async () => {
        programs = await Programs.create("clone with singletons");
        program = await programs.program("tests/engine/components/programs/singletons");
    });

    after(async () => {
        await programs.remove();
    });

    async function up(variant: "first" | "second"): Promise<void> {
        await program.configure({ "components-singletons:variant": variant });
        const done = await program.run("up", "--yes", "--skip-preview");
        assert.equal(done.exitCode, 0, done.stdout + done.stderr);
    }

    /** Whether new volumes are encrypted, asked of EC2 itself. */
    async function volumesAreEncrypted(): Promise<boolean> {
        const answer = await fetch(programs.emulator.url, {
            method: "POST",
            headers: {
                ...signed("ec2", "eu-west-1", "111122223333"),
                "content-type": "application/x-www-form-urlencoded",
            },
            body: "Action=GetEbsEncryptionByDefault&Version=2016-11-15",
        });
        const text = await answer.text();
        assert.equal(answer.status, 200, text);
        return /<ebsEncryptionByDefault>true</i.test(text);
    }

    async function kept(): Promise<string[]> {
        const all = await inventory(programs.emulator.url);
        return all.map(({ service, type }) => `${service} ${type}`).filter((one) => KEPT.includes(one));
    }

    it("is created", async () => {
        assert.equal(await volumesAreEncrypted(), false);
        await up("first");
        assert.equal(await volumesAreEncrypted(), true);
        assert.deepEqual(await kept(), KEPT);
    });

    it("stays when the stack adopts it instead", async () => {
        await up("second");
        assert.equal(await volumesAreEncrypted(), true);
        assert.deepEqual(await kept(), KEPT);
    });

    it("stays when it was adopted and the stack is destroyed", async () => {
        const done = await program.run("destroy", "--yes", "--skip-preview");
        assert.equal(done.exitCode, 0, done.stdout + done.stderr);
        assert.equal(await volumesAreEncrypted(), true);
        assert.deepEqual(await kept(), KEPT);
    });
});
