/** The drift role must decrypt every compared value: an unreadable value looks like drift. */
import assert from "node:assert/strict";

import type { Graph, PolicyStatement } from "../support/graph";
import { recordStack, STACKS } from "../support/program";

/** Types with a value that the provider reads: the decrypting service, and the property with the key. */
const VALUES = [
    { kind: "secretsmanager.Secret", service: "secretsmanager", key: "kmsKeyId" },
    { kind: "ssm.Parameter", service: "ssm", key: "keyId" },
    { kind: "lambda.Function", service: "lambda", key: "kmsKeyArn" },
] as const;

interface Value {
    readonly id: string;
    /** As `kms:ViaService` names it. */
    readonly service: string;
    readonly key: string;
}

/** Everything with a value, and the key that it is encrypted with. */
function encrypted(graph: Graph): Value[] {
    const region = String(graph.inputs("providers.aws")["region"]);
    return VALUES.flatMap(({ kind, service, key }) =>
        graph.all(kind).flatMap(({ name, inputs }) => {
            const keyArn = inputs[key];
            return typeof keyArn === "string"
                ? [{ id: `${kind} ${name}`, service: `${service}.${region}.amazonaws.com`, key: keyArn }]
                : [];
        }),
    );
}

/** Whether a statement lets the service decrypt with the value's key. */
function opens({ Effect, Action, Resource = [], Condition }: PolicyStatement, { service, key }: Value) {
    const { StringEquals = {} } = (Condition ?? {}) as {
        StringEquals?: Readonly<Record<string, readonly string[]>>;
    };
    return (
        Effect === "Allow" &&
        Action.includes("kms:Decrypt") &&
        Resource.includes(key) &&
        (StringEquals["kms:ViaService"] ?? []).includes(service)
    );
}

for (const stack of STACKS) {
    describe(`the drift role of stack ${stack}`, () => {
        let graph: Graph;

        before(async () => {
            ({ graph } = await recordStack(stack));
        });

        it("can read the value of every secret, parameter and function's environment", () => {
            const values = encrypted(graph);
            assert.ok(values.some(({ id }) => id.startsWith("secretsmanager.Secret ")));
            assert.ok(values.some(({ id }) => id.startsWith("lambda.Function ")));
            const statements = graph.statements("iam.RolePolicy", "delivery-drift");
            const closed = values.filter((value) => !statements.some((statement) => opens(statement, value)));
            assert.deepEqual(closed, []);
        });

        it("is the only read-only role with that access", () => {
            const preview = graph.statements("iam.RolePolicy", "delivery-preview");
            assert.deepEqual(
                preview.filter(({ Action = [] }) => Action.some((action) => action.startsWith("kms:"))),
                [],
            );
        });
    });
}
