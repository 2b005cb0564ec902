"use strict";

/**
 * Asks one address for a page, as a visitor would. The run fails if there is no answer in time, or if it is an error;
 * what it returns or throws stands in the report of the run.
 */
exports.handler = async () => {
    const { ADDRESS, TIMEOUT_SECONDS, SECRET_ARN } = process.env;
    const headers = { "user-agent": "plumbline-canary" };
    if (SECRET_ARN) headers.authorization = await authorization(SECRET_ARN);
    const started = Date.now();
    const { status } = await ask(ADDRESS, headers, 1000 * Number(TIMEOUT_SECONDS));
    const result = `${ADDRESS} answered ${status} after ${Date.now() - started} ms`;
    // Sending visitors elsewhere is an answer, too.
    if (status >= 400) throw new Error(result);
    return result;
};

async function ask(address, headers, milliseconds) {
    try {
        const signal = AbortSignal.timeout(milliseconds);
        const response = await fetch(address, { headers, redirect: "manual", signal });
        // An answer that breaks off is none.
        await response.arrayBuffer();
        return response;
    } catch (error) {
        const reason = error.cause?.code ?? error.cause?.message ?? error.message;
        throw new Error(`${address} did not answer within ${milliseconds} ms: ${reason}`, { cause: error });
    }
}

/** The header that browsers make of a name and a password; the secret is `{"user", "password"}`. */
async function authorization(secretArn) {
    const { GetSecretValueCommand, SecretsManagerClient } = require("@aws-sdk/client-secrets-manager");
    const { SecretString } = await new SecretsManagerClient().send(
        new GetSecretValueCommand({ SecretId: secretArn }),
    );
    const { user, password } = JSON.parse(SecretString);
    return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
