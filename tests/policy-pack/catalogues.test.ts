import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { notCovered } from "../../operations/generate/notCovered";
import { rules } from "../../policy-pack/policies";

interface Catalogue {
    /** What the list was read from. */
    readonly source: string;
    /** When that was current. */
    readonly asOf: string;
    readonly ids: readonly string[];
}

const { checkov, cdkNag, securityHub } = JSON.parse(
    readFileSync(path.join(__dirname, "catalogues.json"), "utf8"),
) as {
    readonly checkov: Catalogue & {
        /** Checks of types that rules of this pack judge as well. */
        readonly ofJudgedTypes: readonly string[];
    };
    readonly cdkNag: Catalogue;
    readonly securityHub: Catalogue;
};

const claimed = (kind: "checkov" | "cdkNag" | "fsbp") =>
    rules.flatMap(({ name, catalogues }) => (catalogues[kind] ?? []).map((id) => ({ name, id })));

describe("ids of other catalogues", () => {
    for (const [kind, { source, asOf, ids }] of [
        ["checkov", checkov],
        ["cdkNag", cdkNag],
        ["fsbp", securityHub],
    ] as const) {
        it(`that rules name exist in ${source}, of ${asOf}`, () => {
            const known = new Set(ids);
            assert.deepEqual(
                claimed(kind).filter(({ id }) => !known.has(id)),
                [],
            );
        });
    }

    it("are not named by rules that check something else", () => {
        const wrong = [
            // Port 80 from everywhere, which a redirect to HTTPS needs.
            ["CKV_AWS_260", "vpc-authorised-ports"],
            // A check of CloudFormation; of the provider's types, CKV_AWS_76 checks both.
            ["CKV_AWS_95", "apigateway-access-logs"],
            // A web ACL of a REST API.
            ["AwsSolutions-APIG3", "apigateway-throttling"],
            // Listeners of classic load balancers.
            ["AwsSolutions-ELB5", "alb-http-redirects"],
            // Listeners of application load balancers: it lets TCP pass.
            ["CKV_AWS_2", "alb-listener-encrypted"],
        ];
        const all = [...claimed("checkov"), ...claimed("cdkNag")].map(({ id, name }) => `${id} ${name}`);
        assert.deepEqual(
            wrong.filter(([id = "", name = ""]) => all.includes(`${id} ${name}`)),
            [],
        );
    });

    it("of Checkov about judged types are named by a rule, or listed with a reason", () => {
        const listed = notCovered.flatMap(({ ids }) => ids);
        const named = new Set([...claimed("checkov").map(({ id }) => id), ...listed]);
        assert.deepEqual(
            checkov.ofJudgedTypes.filter((id) => !named.has(id)),
            [],
        );
    });

    it("are not both named by a rule and listed as omitted", () => {
        const listed = new Set(notCovered.flatMap(({ ids }) => ids));
        const both = [...claimed("checkov"), ...claimed("cdkNag")].filter(({ id }) => listed.has(id));
        // Of this one, only the very latest runtime is omitted.
        assert.deepEqual(
            both.filter(({ id }) => id !== "AwsSolutions-L1"),
            [],
        );
    });
});
