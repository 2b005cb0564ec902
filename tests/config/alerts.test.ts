import assert from "node:assert/strict";

import { complaints, minimal } from "./fixtures";
import { SecretValue } from "../../config/values";

describe("channels of alerts", () => {
    const said = (channels: unknown, secrets: unknown = {}) =>
        complaints({ ...minimal, secrets, alerts: { channels } });

    it("have recipients", () => {
        assert.deepEqual(said({ oncall: { emails: ["a@example.com"] } }), []);
        assert.deepEqual(said({ oncall: {} }), [
            "plumbline:alerts.channels.oncall: has no recipient; it must have emails, slack or a webhook",
        ]);
    });

    it("call the address that a secret has, over TLS, and show no wrong one", () => {
        const called = (value?: string) =>
            said(
                { oncall: { webhook: "secret/pager" } },
                { pager: value === undefined ? {} : { value: new SecretValue(value) } },
            );
        assert.deepEqual(called("https://events.example.com/integration/key"), []);
        // As commands read a stack file: there is a value, and they do not know it.
        assert.deepEqual(called(""), []);
        assert.deepEqual(called("http://events.example.com/key"), [
            "plumbline:alerts.channels.oncall.webhook: secret/pager has another value than an address such as https://events.example.com/key",
        ]);
        assert.deepEqual(called(), [
            "plumbline:alerts.channels.oncall.webhook: secret/pager has no value in plumbline:secrets; the address must be known when the stack is deployed",
        ]);
        assert.deepEqual(said({ oncall: { webhook: "secret/other" } }), [
            "plumbline:alerts.channels.oncall.webhook: secret/other does not exist in plumbline:secrets",
        ]);
    });

    it("leave room for ten addresses in the notifications of budgets", () => {
        const emails = Array.from({ length: 11 }, (_, at) => `a${at}@example.com`);
        assert.deepEqual(said({ oncall: { severities: ["high"], emails } }), []);
        const [message = ""] = said({ team: { severities: ["medium"], emails } });
        assert.match(message, /^plumbline:budget.emails: 11 addresses are not allowed, .* AWS takes 10/);
    });

    it("are four at most", () => {
        const names = ["a", "b", "c", "d", "e"];
        const all = Object.fromEntries(names.map((name) => [name, { emails: ["a@example.com"] }]));
        const [message = ""] = said(all);
        assert.match(message, /^plumbline:alerts.channels: .*at most 4 channels/);
    });
});
