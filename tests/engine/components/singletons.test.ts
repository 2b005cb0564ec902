import assert from "node:assert/strict";
import { inventory, signedFetch } from "../../../operations/emulator";
import type { Resource } from "../../../operations/emulator/inventory";
import { type Done, type Program, Programs } from "../support/programs";

/** Resources that must stay in the account, by their names in the inventory. */
const KEPT = ["accessanalyzer analyzer", "guardduty Detector", "securityhub Hub"];

/** One stack's life: each step starts where the one before has ended. */
describe("singletons of an account", () => {
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
        const answer = await signedFetch(programs.emulator, "/", {
            service: "ec2",
            region: "eu-west-1",
            account: "111122223333",
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: "Action=GetEbsEncryptionByDefault&Version=2016-11-15",
        });
        const text = await answer.text();
        assert.equal(answer.status, 200, text);
        return /<ebsEncryptionByDefault>true</i.test(text);
    }

    async function kept(): Promise<string[]> {
        const all = await inventory(programs.emulator);
        return all.map(({ service, type }) => `${service} ${type}`).filter((one) => KEPT.includes(one));
    }

    it("is created", async () => {
        assert.equal(await volumesAreEncrypted(), false);
        await up("first");
        assert.equal(await volumesAreEncrypted(), true);
        assert.deepEqual(await kept(), KEPT);
    });

    it("stay when the stack adopts them instead", async () => {
        await up("second");
        assert.equal(await volumesAreEncrypted(), true);
        assert.deepEqual(await kept(), KEPT);
    });

    it("stay when an adopting stack is destroyed", async () => {
        const done = await program.run("destroy", "--yes", "--skip-preview");
        assert.equal(done.exitCode, 0, done.stdout + done.stderr);
        assert.equal(await volumesAreEncrypted(), true);
        assert.deepEqual(await kept(), KEPT);
    });
});

/** The account's owner, and a guest that adopts the owner's resources. */
describe("singletons of an account that belong to another stack", () => {
    let programs: Programs;
    let owner: Program;
    let guest: Program;
    let found: Resource[];

    before(async () => {
        programs = await Programs.create("clone with an owner and a guest");
        owner = await programs.program("tests/engine/components/programs/account");
        guest = await programs.program("tests/engine/components/programs/guest");
        await owner.configure({ "components-account:variant": "second" });
    });

    after(async () => {
        await programs.remove();
    });

    async function done(program: Program, ...args: string[]): Promise<Done> {
        const ended = await program.run(...args);
        assert.equal(ended.exitCode, 0, ended.stdout + ended.stderr);
        return ended;
    }

    it("cannot be adopted before they exist: the preview fails, and creates nothing", async () => {
        await guest.configure({
            "components-guest:variant": "first",
            "components-guest:trailArn": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/shop",
            "components-guest:anomalyMonitorArn": "arn:aws:ce::111122223333:anomalymonitor/none",
        });
        const { exitCode, stdout } = await guest.run("preview");
        assert.notEqual(exitCode, 0);
        assert.match(stdout, /does not exist/);
        assert.deepEqual(await inventory(programs.emulator), []);
    });

    it("is adopted: read, but neither created nor changed", async () => {
        await done(owner, "up", "--yes", "--skip-preview");
        found = await inventory(programs.emulator);
        const { trailArn, anomalyMonitorArn } = await owner.outputs();
        await guest.configure({
            "components-guest:variant": "first",
            "components-guest:trailArn": trailArn,
            "components-guest:anomalyMonitorArn": anomalyMonitorArn,
        });
        const { changes } = await done(guest, "up", "--yes", "--skip-preview");
        assert.deepEqual(changes["SecurityBaseline"], ["create plumbline:index:SecurityBaseline security"]);
        assert.deepEqual(changes["CostGuard"], [
            "create budgets/budget:Budget costs",
            "create costexplorer/anomalySubscription:AnomalySubscription costs",
            "create plumbline:index:CostGuard costs",
        ]);
        assert.ok(!changes["DeliveryRoles"]?.some((change) => change.includes("openIdConnectProvider")));
        const { providerArn, detectorId } = await guest.outputs();
        assert.match(String(providerArn), /:oidc-provider\/token\.actions\.githubusercontent\.com$/);
        assert.ok(found.some(({ service, id }) => service === "guardduty" && id === detectorId));
    });

    it("change nothing in a stack that adopted them", async () => {
        await done(guest, "preview", "--refresh", "--expect-no-changes");
    });

    it("stay unchanged when the adopting stack is destroyed", async () => {
        await done(guest, "destroy", "--yes", "--skip-preview");
        assert.deepEqual(await inventory(programs.emulator), found);
        await done(owner, "preview", "--refresh", "--expect-no-changes");
    });
});
