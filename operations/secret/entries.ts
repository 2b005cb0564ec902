/** The secrets and parameters of a stack: where each value comes from, and where it is in AWS. */
import { PLURALS } from "../../config/order";
import type { Settings } from "../../config/validate";
import { suggestion } from "../../model/text";
import { exitCodes, Failure } from "../pulumi/failure";
import { deployedAs, type Resource } from "../state/resource";

/** Who gives a value. */
export type Giver = "by hand" | "generated" | "stack file";

/** A secret or parameter of a stack file. */
export interface Entry {
    /** `secret/payment`. */
    readonly id: string;
    readonly kind: "secret" | "parameter";
    readonly name: string;
    readonly giver: Giver;
    /** Type of a deployed parameter, and the key of one that is encrypted: AWS takes its own key where none is named. */
    readonly type?: string;
    readonly keyId?: string;
    /** ARN of the deployed secret, or path of the deployed parameter; undefined: it is not deployed. */
    readonly place: string | undefined;
}

const TYPES = {
    secret: ["plumbline:index:Secret$aws:secretsmanager/secret:Secret", "arn"],
    parameter: ["plumbline:index:Parameter$aws:ssm/parameter:Parameter", "name"],
} as const;

/** Every secret and parameter of a stack, with what the state knows of it. */
export function entriesOf(
    { secrets, parameters }: Pick<Settings, "secrets" | "parameters">,
    resources: readonly Resource[],
): Entry[] {
    const deployed = (kind: Entry["kind"], name: string): Pick<Entry, "place" | "type" | "keyId"> => {
        const [types, property] = TYPES[kind];
        const found = deployedAs(resources, types, name);
        const text = (key: string): string | undefined => {
            const value = found?.outputs?.[key];
            return typeof value === "string" && value !== "" ? value : undefined;
        };
        const [type, keyId] =
            kind === "parameter" ? [text("type"), keyOf(resources, name) ?? text("keyId")] : [];
        return {
            place: text(property),
            ...(type === undefined ? {} : { type }),
            ...(keyId === undefined ? {} : { keyId }),
        };
    };
    return [
        ...Object.entries(secrets).map(([name, { value, generate }]): Entry => {
            const giver = value ? "stack file" : generate === undefined ? "by hand" : "generated";
            return { id: `secret/${name}`, kind: "secret", name, giver, ...deployed("secret", name) };
        }),
        ...Object.entries(parameters).map(([name, { value }]): Entry => {
            const giver = value === undefined ? "by hand" : "stack file";
            return {
                id: `parameter/${name}`,
                kind: "parameter",
                name,
                giver,
                ...deployed("parameter", name),
            };
        }),
    ];
}

/** The key that the next value gets: the stack may have another one than when the parameter was made. */
function keyOf(resources: readonly Resource[], name: string): string | undefined {
    const key = deployedAs(resources, "plumbline:index:Parameter", name)?.outputs?.["keyArn"];
    return typeof key === "string" ? key : undefined;
}

/**
 * The entry that is meant by `payment` or `secret/payment`, which is filled by hand and deployed.
 *
 * @throws Failure that says what there is, or who gives the value
 */
export function entryToFill(entries: readonly Entry[], given: string, stack: string): Entry {
    const found = entries.filter(({ id, name }) => given === id || given === name);
    const [entry, other] = found;
    if (entry === undefined) {
        const known = entries.map(({ id }) => id);
        throw refusal(
            `stack "${stack}" has no secret or parameter "${given}"; there are ${known.join(", ") || "none"}${suggestion(given, known)}`,
        );
    }
    if (other !== undefined) {
        throw refusal(`"${given}" is ambiguous; use ${found.map(({ id }) => id).join(" or ")}`);
    }
    const key = `plumbline:${PLURALS[entry.kind]}.${entry.name}`;
    if (entry.giver === "generated") {
        throw refusal(`${entry.id} has a random value, by ${key}.generate; it is not filled by hand`);
    }
    if (entry.giver === "stack file") {
        throw refusal(`${entry.id} has its value from ${key}.value; change it there`);
    }
    if (entry.place === undefined) {
        throw refusal(`${entry.id} is not deployed yet; run up first, which makes it empty`);
    }
    return entry;
}

function refusal(message: string): Failure {
    return new Failure(message, exitCodes.usage);
}
