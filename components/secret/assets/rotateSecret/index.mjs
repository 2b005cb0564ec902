// Gives a secret a new random value of the same length, in the four steps of Secrets Manager:
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
// The value is made by AWS, and never leaves it. The SDK is part of the runtime.
import {
    DescribeSecretCommand,
    GetRandomPasswordCommand,
    GetSecretValueCommand,
    PutSecretValueCommand,
    ResourceNotFoundException,
    SecretsManagerClient,
    UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";

const client = new SecretsManagerClient({});

/** @type {Record<string, (id: string, version: string) => Promise<void>>} */
const steps = {
    /** A new value, pending. The step may come twice: it must not make a second one. */
    async createSecret(id, version) {
        const current = await client.send(new GetSecretValueCommand({ SecretId: id }));
        if (await exists(id, version)) return;
        const { RandomPassword: value } = await client.send(
            new GetRandomPasswordCommand({
                PasswordLength: current.SecretString?.length ?? 32,
                ExcludePunctuation: true,
            }),
        );
        await client.send(
            new PutSecretValueCommand({
                SecretId: id,
                ClientRequestToken: version,
                SecretString: value,
                VersionStages: ["AWSPENDING"],
            }),
        );
    },
    // Nobody else has to be told of the new value, and there is nothing to try it on.
    setSecret: () => Promise.resolve(),
    testSecret: () => Promise.resolve(),
    /** The new value becomes the current one; the one before stays readable as AWSPREVIOUS. */
    async finishSecret(id, version) {
        const { VersionIdsToStages: versions = {} } = await client.send(
            new DescribeSecretCommand({ SecretId: id }),
        );
        const [current] = Object.entries(versions).find(([, stages]) => stages.includes("AWSCURRENT")) ?? [];
        if (current === version) return;
        await client.send(
            new UpdateSecretVersionStageCommand({
                SecretId: id,
                VersionStage: "AWSCURRENT",
                MoveToVersionId: version,
                RemoveFromVersionId: current,
            }),
        );
    },
};

/** @param {string} id @param {string} version */
async function exists(id, version) {
    try {
        await client.send(
            new GetSecretValueCommand({ SecretId: id, VersionId: version, VersionStage: "AWSPENDING" }),
        );
        return true;
    } catch (error) {
        if (error instanceof ResourceNotFoundException) return false;
        throw error;
    }
}

/**
 * Called by Secrets Manager, once for each step.
 *
 * @param {{ Step: string, SecretId: string, ClientRequestToken: string }} event
 */
export async function handler({ Step, SecretId, ClientRequestToken }) {
    const step = steps[Step];
    if (step === undefined) throw new Error(`there is no step ${Step}`);
    await step(SecretId, ClientRequestToken);
}
