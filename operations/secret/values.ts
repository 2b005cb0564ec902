/** Values that people fill in: whether they are there, and how they get there. No value is ever shown. */
import { PLACEHOLDER } from "../../model/placeholder";
import type { Ask } from "../aws/ask";
import { exitCodes, Failure } from "../pulumi/failure";
import type { Entry } from "./entries";

/** Whether a workload can read a value. */
export type Status = "there" | "waits" | "not deployed";

/** An entry and its status. */
export interface Looked extends Omit<Entry, "place"> {
    readonly place: string | undefined;
    readonly status: Status;
}

/** Asks AWS about those that are filled by hand; the program has filled the others. */
export async function lookAtAll(entries: readonly Entry[], ask: Ask): Promise<Looked[]> {
    return Promise.all(entries.map(async (entry) => ({ ...entry, status: await statusOf(entry, ask) })));
}

async function statusOf({ kind, giver, place }: Entry, ask: Ask): Promise<Status> {
    if (place === undefined) return "not deployed";
    if (giver !== "by hand") return "there";
    return kind === "secret" ? statusOfSecret(place, ask) : statusOfParameter(place, ask);
}

/** A secret that has never been filled has no current version. */
async function statusOfSecret(SecretId: string, ask: Ask): Promise<Status> {
    const { ARN, VersionIdsToStages: versions = {} } = (await call(ask, "secretsmanager", "DescribeSecret", {
        SecretId,
    })) as { readonly ARN?: string; readonly VersionIdsToStages?: Record<string, readonly string[]> };
    if (ARN === undefined) return "not deployed";
    return Object.values(versions).some((stages) => stages.includes("AWSCURRENT")) ? "there" : "waits";
}

/** A parameter cannot be empty: it has a placeholder, which only who may decrypt it can tell from a value. */
async function statusOfParameter(Name: string, ask: Ask): Promise<Status> {
    const read = async (WithDecryption: boolean) =>
        (
            (await call(ask, "ssm", "GetParameter", { Name, WithDecryption })) as {
                readonly Parameter?: { readonly Value?: string; readonly Version?: number };
            }
        ).Parameter;
    try {
        const parameter = await read(true);
        if (parameter === undefined) return "not deployed";
        return parameter.Value === PLACEHOLDER ? "waits" : "there";
    } catch (error) {
        if (/ParameterNotFound/.test(String(error))) return "not deployed";
        if (!/AccessDenied/.test(String(error))) throw error;
        // The program writes it once.
        return (await read(false))?.Version === 1 ? "waits" : "there";
    }
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html; of a parameter it is that of standard ones. */
const MOST = { secret: 65_536, parameter: 4096 };

/**
 * Writes a value.
 *
 * @throws Failure if AWS takes no such value, or does not take it; the message has no part of it
 */
export async function fill(
    { id, kind, place = "", type, keyId }: Entry,
    value: string,
    ask: Ask,
): Promise<void> {
    const bytes = Buffer.byteLength(value);
    if (bytes === 0) throw new Failure(`${id} needs a value, and none was given.`, exitCodes.usage);
    if (bytes > MOST[kind]) {
        throw new Failure(
            `${id} can have at most ${MOST[kind]} bytes, and ${bytes} were given.`,
            exitCodes.usage,
        );
    }
    if (kind === "parameter" && (value === PLACEHOLDER || value.includes("{{"))) {
        throw new Failure(
            `${id} cannot have that value: it is the placeholder, or has {{ in it, which stands for another parameter.`,
            exitCodes.usage,
        );
    }
    try {
        const answer = await (kind === "secret"
            ? call(ask, "secretsmanager", "PutSecretValue", { SecretId: place, SecretString: value })
            : call(ask, "ssm", "PutParameter", {
                  Name: place,
                  Value: value,
                  Type: type,
                  KeyId: keyId,
                  Overwrite: true,
              }));
        // An answer without them says that there is nothing to fill.
        if (!("VersionId" in answer || "Version" in answer)) throw new Error("ResourceNotFoundException");
    } catch (error) {
        // AWS may quote what it refuses.
        const reason = (error instanceof Error ? error.message : String(error)).replaceAll(value, "…");
        throw new Failure(`AWS has not taken the value of ${id}: ${reason}`, exitCodes.failed);
    }
}

const TARGETS = { secretsmanager: "secretsmanager", ssm: "AmazonSSM" };

async function call(ask: Ask, service: keyof typeof TARGETS, action: string, body: object): Promise<object> {
    const target = `${TARGETS[service]}.${action}`;
    return JSON.parse(await ask({ service, method: "POST", target, body: JSON.stringify(body) })) as object;
}
