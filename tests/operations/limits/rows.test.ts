import assert from "node:assert/strict";
import { allowed } from "../../../operations/limits/applied";
import type { Clients } from "../../../operations/limits/clients";
import type { Need } from "../../../operations/limits/need";
import { countOthers } from "../../../operations/limits/own";
import { refusal } from "../../../operations/limits/problem";
import { quotas } from "../../../operations/limits/quotas";
import { quotaRow, quotaRows, subnetRow, subnetRows } from "../../../operations/limits/rows";
import { showLimits } from "../../../operations/limits/show";

const REGION = "eu-west-1";

const need = (amount: number, more: Partial<Need> = {}): Need => ({
    quota: "addresses",
    amount,
    unclear: [],
    ...more,
});
const limit = (value: number) => ({ value, source: "account" }) as const;

/** An error as AWS's SDK throws it. */
const refused = (name: string, message = "no"): Error => Object.assign(new Error(message), { name });

/** A client that answers by the name of the command. */
function client(answers: Readonly<Record<string, unknown>>): { send: (command: object) => Promise<unknown> } {
    return {
        send: async (command) => {
            const answer = answers[command.constructor.name];
            if (answer instanceof Error) throw answer;
            return Promise.resolve(answer);
        },
    };
}

const quotasClient = (answers: Readonly<Record<string, unknown>>) =>
    ({ quotas: () => client(answers) }) as unknown as Pick<Clients, "quotas">;

describe("a quota", () => {
    it("is kept, tight from four fifths on, or exceeded, with the use by others", () => {
        const verdict = (amount: number, others = 0) =>
            quotaRow(need(amount), limit(10), others, REGION).verdict;
        assert.deepEqual(
            [verdict(8), verdict(9), verdict(10), verdict(11), verdict(4, 5), verdict(4, 7)],
            ["ok", "tight", "tight", "exceeded", "tight", "exceeded"],
        );
    });

    it("comes with a request command if it is tight or exceeded", () => {
        assert.deepEqual(quotaRow(need(8), limit(10), 0, REGION).notes, []);
        assert.deepEqual(quotaRow(need(8), limit(10), 4, REGION).notes, [
            "aws service-quotas request-service-quota-increase --region eu-west-1 --service-code ec2 " +
                "--quota-code L-0263D0A3 --desired-value 16",
        ]);
    });

    it("is requested in its home region if it is global", () => {
        const row = quotaRow(need(600, { quota: "distributions" }), limit(500), 0, REGION);
        assert.match(row.notes.join(), /--region us-east-1 --service-code cloudfront/);
    });

    it("is unknown if AWS does not return the use, but exceeded if the stack alone exceeds it", () => {
        const silent = refusal(refused("UnauthorizedOperation"), "ec2:DescribeAddresses");
        const row = quotaRow(need(2), limit(5), silent, REGION);
        assert.deepEqual([row.verdict, row.others], ["unknown", undefined]);
        assert.deepEqual(row.notes, ["usage not counted: ec2:DescribeAddresses is not allowed"]);
        assert.equal(quotaRow(need(6), limit(5), silent, REGION).verdict, "exceeded");
    });

    it("is unknown if a resource does not state its use", () => {
        const row = quotaRow(need(1, { unclear: ["web: why"] }), limit(5), 0, REGION);
        assert.deepEqual([row.verdict, row.notes], ["unknown", ["web: why"]]);
    });

    it("is compared with the use in the same zone", () => {
        const row = quotaRow(
            need(2, { quota: "natGateways", where: "eu-west-1b" }),
            limit(5),
            { "eu-west-1a": 5, "eu-west-1b": 1 },
            REGION,
        );
        assert.deepEqual([row.limit, row.others], ["NAT gateways in a zone (eu-west-1b)", 1]);
    });
});

describe("the quotas of an account", () => {
    const answer = (Value: number) => ({ Quota: { Value } });
    const none = refused("NoSuchResourceException");

    for (const [what, answers, expected] of [
        ["its own quota", { GetServiceQuotaCommand: answer(20) }, { value: 20, source: "account" }],
        [
            "AWS's default",
            { GetServiceQuotaCommand: none, GetAWSDefaultServiceQuotaCommand: answer(5) },
            { value: 5, source: "AWS default" },
        ],
        [
            "the documented value",
            { GetServiceQuotaCommand: none, GetAWSDefaultServiceQuotaCommand: none },
            { value: 5, source: "documentation" },
        ],
        [
            "the documented value, with the missing permission",
            {
                GetServiceQuotaCommand: refused("AccessDeniedException"),
                GetAWSDefaultServiceQuotaCommand: refused("AccessDeniedException"),
            },
            {
                value: 5,
                source: "documentation",
                refusal: { reason: "servicequotas:GetServiceQuota is not allowed" },
            },
        ],
    ] as const) {
        it(`is ${what}`, async () => {
            assert.deepEqual(await allowed(quotas.addresses, quotasClient(answers)), expected);
        });
    }

    it("is read once for each quota, and a failed request does not affect the others", async () => {
        const clients = {
            region: REGION,
            ...quotasClient({ GetServiceQuotaCommand: answer(5) }),
            ec2: client({ DescribeAddressesCommand: refused("RequestLimitExceeded", "slowly") }),
            lambda: client({
                GetAccountSettingsCommand: {
                    AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 880 },
                },
            }),
        } as unknown as Clients;
        const needs = [need(1), need(10, { quota: "concurrency", spare: 100 })];
        const rows = await quotaRows(needs, { clients, own: new Set(), ownConcurrency: 20 });
        assert.deepEqual(
            rows.map(({ limit: name, others, verdict }) => [name, others, verdict]),
            [
                ["Elastic IP addresses", undefined, "unknown"],
                ["Lambda concurrent executions", 100, "exceeded"],
            ],
        );
        assert.deepEqual(rows[0]?.notes, [
            "usage not counted: ec2:DescribeAddresses failed: RequestLimitExceeded, slowly",
        ]);
    });
});

describe("use by others", () => {
    it("excludes the stack's resources, by any of their names", () => {
        const own = new Set(["eipalloc-1", "203.0.113.7"]);
        assert.equal(countOthers([["eipalloc-1"], ["x", "203.0.113.7"], ["eipalloc-2", undefined]], own), 1);
    });
});

describe("a subnet", () => {
    const planned = { urn: "u", name: "private-a", usable: 251, needed: 30, unclear: [] };

    it("has all its addresses before it exists", () => {
        const { others, verdict, source } = subnetRow(planned, "new");
        assert.deepEqual([others, verdict, source], [0, "ok", "plan"]);
        assert.equal(subnetRow({ ...planned, usable: 27 }, "new").verdict, "exceeded");
    });

    it("counts addresses beyond the stack's maximum as used by others", () => {
        assert.equal(subnetRow(planned, 240).others, 0);
        const { others, verdict, source } = subnetRow(planned, 20);
        assert.deepEqual([others, verdict, source], [201, "tight", "subnet"]);
    });

    it("stands in the order of names, whatever the order of a preview", async () => {
        const subnets = ["private-b", "private-a"].map((name) => ({ ...planned, name }));
        const rows = await subnetRows(subnets, new Map(), {} as Pick<Clients, "ec2">);
        assert.deepEqual(
            rows.map(({ limit }) => limit),
            ["addresses of private-a", "addresses of private-b"],
        );
    });

    it("is unknown if AWS does not return the free addresses", async () => {
        const ec2 = client({ DescribeSubnetsCommand: refused("UnauthorizedOperation") });
        const ids = new Map([["u", "subnet-1"]]);
        const [row] = await subnetRows([planned], ids, { ec2 } as unknown as Pick<Clients, "ec2">);
        assert.deepEqual(
            [row?.verdict, row?.notes],
            ["unknown", ["usage not counted: ec2:DescribeSubnets is not allowed"]],
        );
    });
});

describe("the result", () => {
    it("lists exceeded quotas, with all numbers", () => {
        const row = quotaRow(need(8), limit(10), 4, REGION);
        const text = showLimits({
            stack: "prod",
            account: "333333333333",
            region: REGION,
            fits: false,
            limits: [row],
        });
        assert.match(
            text,
            /Stack "prod" does not fit into account 333333333333, eu-west-1: Elastic IP addresses \(8 needed, 4 in use by others, 10 there\)\.$/,
        );
    });
});
