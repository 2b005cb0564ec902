import assert from "node:assert/strict";

import { PLACEHOLDER } from "../../../model/placeholder";
import type { Ask, Question } from "../../../operations/aws/ask";
import { Failure } from "../../../operations/pulumi/failure";
import { type Entry, entriesOf, entryToFill } from "../../../operations/secret/entries";
import { fill, lookAtAll } from "../../../operations/secret/values";
import type { Resource } from "../../../operations/state/resource";
import { SecretValue } from "../../../config/values";
import { minimal, settingsOf } from "../../config/fixtures";

const ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:payment-AbCdEf";
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/data";

function deployed(component: string, type: string, name: string, outputs: Record<string, unknown>): Resource {
    return { urn: `urn:pulumi:dev::shop::plumbline:index:${component}$${type}::${name}`, type, outputs };
}

const settings = settingsOf({
    ...minimal,
    secrets: {
        payment: {},
        session: { generate: 48 },
        given: { value: new SecretValue("sesame") },
        new: {},
        rates: {},
    },
    parameters: { rates: {}, plain: { value: "1" } },
});
const entries = entriesOf(settings, [
    deployed("Secret", "aws:secretsmanager/secret:Secret", "payment", { arn: ARN }),
    deployed("Secret", "aws:secretsmanager/secret:Secret", "session", { arn: "session" }),
    deployed("Secret", "aws:secretsmanager/secret:Secret", "given", { arn: "given" }),
    // The password of a site is no secret of the stack file.
    deployed("StaticSite", "aws:secretsmanager/secret:Secret", "new", { arn: "site" }),
    deployed("Parameter", "aws:ssm/parameter:Parameter", "rates", {
        name: "/shop/rates",
        type: "SecureString",
        keyId: "the key of the stack when it was made",
    }),
    {
        urn: "urn:pulumi:dev::shop::plumbline:index:Parameter::rates",
        type: "plumbline:index:Parameter",
        outputs: { keyArn: KEY },
    },
]);
const entry = (id: string): Entry => entries.find((one) => one.id === id)!;

/** AWS: answers by action, and the questions that were asked. */
function aws(answers: Readonly<Record<string, (body: Record<string, unknown>) => object>>): {
    ask: Ask;
    asked: Question[];
} {
    const asked: Question[] = [];
    return {
        asked,
        ask: (question) => {
            asked.push(question);
            const answer = answers[question.target?.split(".")[1] ?? ""];
            if (answer === undefined) throw new Error(`${question.target} is not expected`);
            return new Promise((resolve) => {
                resolve(JSON.stringify(answer(JSON.parse(question.body ?? "{}") as Record<string, unknown>)));
            });
        },
    };
}

describe("secrets and parameters of a stack", () => {
    it("say who gives each value, and where it is", () => {
        assert.deepEqual(
            entries.map(({ id, giver, place = "-" }) => `${id} ${giver} ${place}`),
            [
                `secret/payment by hand ${ARN}`,
                "secret/session generated session",
                "secret/given stack file given",
                "secret/new by hand -",
                "secret/rates by hand -",
                "parameter/rates by hand /shop/rates",
                "parameter/plain stack file -",
            ],
        );
    });

    it("are filled by name, if nothing else gives the value", () => {
        assert.equal(entryToFill(entries, "payment", "dev").id, "secret/payment");
        assert.equal(entryToFill(entries, "parameter/rates", "dev").id, "parameter/rates");
        const said = (name: string): RegExp => {
            try {
                entryToFill(entries, name, "dev");
            } catch (error) {
                assert.ok(error instanceof Failure);
                assert.equal(error.exitCode, 2);
                return new RegExp(`^${error.message.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
            }
            return /nothing/;
        };
        for (const [name, words] of [
            ["paymnet", 'stack "dev" has no secret or parameter "paymnet"; there are secret/payment'],
            ["rates", '"rates" is ambiguous; use secret/rates or parameter/rates'],
            ["session", "secret/session has a random value, by plumbline:secrets.session.generate"],
            ["given", "secret/given has its value from plumbline:secrets.given.value"],
            ["new", "secret/new is not deployed yet"],
        ] as const) {
            assert.ok(
                said(name).source.replaceAll("\\", "").includes(words),
                `${name}: ${said(name).source}`,
            );
        }
    });
});

describe("values that are filled by hand", () => {
    it("wait while a secret has no current version, and a parameter its placeholder", async () => {
        const status = async (versions: object, value: string): Promise<string[]> => {
            const { ask } = aws({
                DescribeSecret: () => ({ ARN, VersionIdsToStages: versions }),
                GetParameter: () => ({ Parameter: { Value: value } }),
            });
            return (await lookAtAll(entries, ask)).map((one) => `${one.id} ${one.status}`);
        };
        const others = ["secret/session there", "secret/given there"];
        const absent = ["secret/new not deployed", "secret/rates not deployed"];
        assert.deepEqual(await status({}, PLACEHOLDER), [
            ...["secret/payment waits", ...others, ...absent],
            ...["parameter/rates waits", "parameter/plain not deployed"],
        ]);
        assert.deepEqual(await status({ a: ["AWSCURRENT"] }, "0.19"), [
            ...["secret/payment there", ...others, ...absent],
            ...["parameter/rates there", "parameter/plain not deployed"],
        ]);
    });

    it("of parameters are told by their version where nobody may decrypt them", async () => {
        const of = async (Version: number): Promise<string | undefined> => {
            const { ask } = aws({
                GetParameter: ({ WithDecryption }) => {
                    if (WithDecryption) throw new Error("400 AccessDeniedException");
                    return { Parameter: { Value: "AQICAHg", Version } };
                },
            });
            return (await lookAtAll([entry("parameter/rates")], ask))[0]?.status;
        };
        assert.deepEqual([await of(1), await of(2)], ["waits", "there"]);
    });

    it("are written to the deployed place, a parameter with its own key", async () => {
        const { ask, asked } = aws({
            PutSecretValue: () => ({ VersionId: "1" }),
            PutParameter: () => ({ Version: 2 }),
        });
        await fill(entry("secret/payment"), "sesame", ask);
        await fill(entry("parameter/rates"), "0.19", ask);
        assert.deepEqual(
            asked.map(({ service, target, body }) => [service, target, JSON.parse(body ?? "")]),
            [
                [
                    "secretsmanager",
                    "secretsmanager.PutSecretValue",
                    { SecretId: ARN, SecretString: "sesame" },
                ],
                [
                    "ssm",
                    "AmazonSSM.PutParameter",
                    { Name: "/shop/rates", Value: "0.19", Type: "SecureString", KeyId: KEY, Overwrite: true },
                ],
            ],
        );
    });

    for (const [what, id, value, words] of [
        ["nothing", "secret/payment", "", /needs a value/],
        ["too much for a secret", "secret/payment", "x".repeat(65_537), /at most 65536 bytes/],
        ["too much for a parameter", "parameter/rates", "x".repeat(4097), /at most 4096 bytes/],
        ["the placeholder itself", "parameter/rates", PLACEHOLDER, /is the placeholder/],
    ] as const) {
        it(`are not ${what}`, async () => {
            const { ask, asked } = aws({});
            await assert.rejects(fill(entry(id), value, ask), words);
            assert.deepEqual(asked, []);
        });
    }

    it("are not shown, even where AWS quotes what it refuses", async () => {
        const { ask } = aws({
            PutSecretValue: () => {
                throw new Error("400 Value 'hunter2' at 'secretString' failed to satisfy constraint");
            },
        });
        await assert.rejects(fill(entry("secret/payment"), "hunter2", ask), (error: Error) => {
            assert.doesNotMatch(error.message, /hunter2/);
            return /AWS has not taken the value of secret\/payment: 400 Value '…'/.test(error.message);
        });
        // It is gone.
        const gone = aws({ PutSecretValue: () => ({}) });
        await assert.rejects(fill(entry("secret/payment"), "hunter2", gone.ask), /ResourceNotFoundException/);
    });
});
