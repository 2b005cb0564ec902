/** Values of secrets and parameters, for the environment of one process. They are kept nowhere, and are in no message. */
import { chunks } from "../../model/lists";
import type { Ask } from "../aws/ask";
import { PLUMB } from "../../model/plumb";
import { Failure } from "../pulumi/failure";

/** `arn:aws:secretsmanager:…:secret:name-AbCdEf`, and behind it perhaps JSON key, stage and version. */
const SECRET = /^(arn:[^:]+:secretsmanager:[^:]+:[^:]+:secret:[^:]+)(?::([^:]*):([^:]*):([^:]*))?$/;
/** `arn:aws:ssm:…:parameter/name`, or the name alone. */
const PARAMETER = /^arn:[^:]+:ssm:[^:]+:[^:]+:parameter(\/.+)$/;

/** Parameters in one request. */
const MOST = 10;

/**
 * Reads what containers name as `valueFrom`, each secret once.
 * @param wanted by variable
 * @throws Failure that names the variables whose values are not there
 */
export async function resolved(
    wanted: Readonly<Record<string, string>>,
    ask: Ask,
): Promise<Record<string, string>> {
    const entries = Object.entries(wanted);
    const read = { secrets: new Map<string, Promise<string | undefined>>(), parameters: new Set<string>() };
    for (const [, from] of entries) {
        const secret = SECRET.exec(from);
        if (secret === null) read.parameters.add(parameterName(from));
        else {
            const key = placeOf(secret);
            if (!read.secrets.has(key)) read.secrets.set(key, secretAt(secret, ask));
        }
    }
    const parameters = await parametersNamed([...read.parameters], ask);
    const values = await Promise.all(
        entries.map(async ([variable, from]): Promise<readonly [string, string | undefined]> => {
            const secret = SECRET.exec(from);
            if (secret === null) return [variable, parameters.get(parameterName(from))];
            const text = await read.secrets.get(placeOf(secret));
            const key = secret[2] ?? "";
            return [variable, key === "" || text === undefined ? text : valueAt(text, key)];
        }),
    );
    const missing = values.filter(([, value]) => value === undefined).map(([variable]) => variable);
    if (missing.length > 0) {
        throw new Failure(
            `No value is there for ${missing.join(", ")}: \`${PLUMB} secret list\` shows what waits for one.`,
        );
    }
    return Object.fromEntries(values.map(([variable, value = ""]) => [variable, value]));
}

/** Secret, stage and version: what is read at once. */
function placeOf([, arn = "", , stage = "", version = ""]: RegExpExecArray): string {
    return [arn, stage, version].join(" ");
}

/** The text of a secret; undefined: it has none. */
async function secretAt(
    [, arn = "", , stage = "", version = ""]: RegExpExecArray,
    ask: Ask,
): Promise<string | undefined> {
    const text = await ask({
        service: "secretsmanager",
        method: "POST",
        target: "secretsmanager.GetSecretValue",
        body: JSON.stringify({
            SecretId: arn,
            ...(stage === "" ? {} : { VersionStage: stage }),
            ...(version === "" ? {} : { VersionId: version }),
        }),
    });
    return (JSON.parse(text) as { readonly SecretString?: string }).SecretString;
}

/** The whole of a secret, by its ARN; undefined: it has no value. */
export async function secretText(arn: string, ask: Ask): Promise<string | undefined> {
    const found = SECRET.exec(arn);
    return found === null ? undefined : secretAt(found, ask);
}

async function parametersNamed(names: readonly string[], ask: Ask): Promise<Map<string, string>> {
    const answers = await Promise.all(
        chunks(names, MOST).map(async (Names) => {
            const text = await ask({
                service: "ssm",
                method: "POST",
                target: "AmazonSSM.GetParameters",
                body: JSON.stringify({ Names, WithDecryption: true }),
            });
            return JSON.parse(text) as { readonly Parameters?: readonly { Name: string; Value: string }[] };
        }),
    );
    return new Map(
        answers.flatMap(({ Parameters: found = [] }) =>
            found.map(({ Name, Value }) => [Name, Value] as const),
        ),
    );
}

function parameterName(from: string): string {
    return PARAMETER.exec(from)?.[1] ?? from;
}

/** A value in a secret's JSON; undefined: it is not there. */
export function valueAt(text: string, key: string): string | undefined {
    try {
        const value = (JSON.parse(text) as Readonly<Record<string, unknown>> | null)?.[key];
        if (value === undefined || value === null) return undefined;
        return typeof value === "string" ? value : JSON.stringify(value);
    } catch {
        return undefined;
    }
}
