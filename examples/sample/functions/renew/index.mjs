// Renews the key of a third party, here of a courier that is made up, in the four steps of Secrets Manager:
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
import { randomUUID } from "node:crypto";
import {
    DescribeSecretCommand,
    PutSecretValueCommand,
    SecretsManagerClient,
    UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";

const client = new SecretsManagerClient({});

/** What the courier's API would answer. */
const askForKey = async () => Promise.resolve(`courier-${randomUUID()}`);

const versionsOf = async (SecretId) =>
    (await client.send(new DescribeSecretCommand({ SecretId }))).VersionIdsToStages ?? {};

const steps = {
    async createSecret(SecretId, ClientRequestToken) {
        await client.send(
            new PutSecretValueCommand({
                SecretId,
                ClientRequestToken,
                SecretString: await askForKey(),
                VersionStages: ["AWSPENDING"],
            }),
        );
    },
    async setSecret() {
        // Nobody else has to be told of the new key.
    },
    async testSecret() {
        // A real function calls the courier with the pending key; a deployment tries this step alone.
    },
    async finishSecret(SecretId, MoveToVersionId) {
        const versions = Object.entries(await versionsOf(SecretId));
        const [RemoveFromVersionId] = versions.find(([, stages]) => stages.includes("AWSCURRENT")) ?? [];
        if (RemoveFromVersionId === MoveToVersionId) return;
        await client.send(
            new UpdateSecretVersionStageCommand({
                SecretId,
                VersionStage: "AWSCURRENT",
                MoveToVersionId,
                RemoveFromVersionId,
            }),
        );
    },
};

export async function handler({ Step, SecretId, ClientRequestToken }) {
    await steps[Step](SecretId, ClientRequestToken);
}
