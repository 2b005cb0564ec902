import assert from "node:assert/strict";

import { mailRows } from "../../../operations/limits/mail";
import type { StackResource } from "../../../operations/state/resources";

const resources = [{ type: "aws:sesv2/emailIdentity:EmailIdentity" } as StackResource];
const rowsWith = async (account: object) =>
    mailRows(resources, "eu-west-1", async () => Promise.resolve(JSON.stringify(account)));

describe("the limit of e-mail", () => {
    it("is tight in the sandbox, and near the quota of the account", async () => {
        const quota = { Max24HourSend: 50_000, SentLast24Hours: 10 };
        const [sandbox] = await rowsWith({ ProductionAccessEnabled: false });
        assert.partialDeepStrictEqual(sandbox, { verdict: "tight", quota: 200, others: 0 });
        assert.match(sandbox?.notes[0] ?? "", /^the account is in the sandbox of SES in eu-west-1/);
        const open = async (SendQuota: object) =>
            (await rowsWith({ ProductionAccessEnabled: true, SendQuota }))[0];
        assert.partialDeepStrictEqual(await open(quota), { verdict: "ok", notes: [], quota: 50_000 });
        assert.equal((await open({ ...quota, SentLast24Hours: 45_000 }))?.verdict, "tight");
        assert.equal((await open({ Max24HourSend: -1, SentLast24Hours: 9_000_000 }))?.verdict, "ok");
    });

    it("is unknown where SES does not answer, and concerns only stacks that send", async () => {
        const refused = async () => Promise.reject(Object.assign(new Error("no"), { name: "AccessDenied" }));
        const [row] = await mailRows(resources, "eu-west-1", refused);
        assert.deepEqual([row?.verdict, row?.notes], ["unknown", ["ses:GetAccount is not allowed"]]);
        assert.deepEqual(await mailRows([], "eu-west-1", refused), []);
    });
});
