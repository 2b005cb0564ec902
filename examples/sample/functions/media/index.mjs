// Signs addresses of private objects, for people who may see them: the URL of one object, or cookies for all below a path.
// `uses: [media/invoices:sign]` gives it MEDIA_INVOICES_URL and MEDIA_INVOICES_KEY_ARN. It needs no package: a signature of
// CloudFront is RSA over SHA-1 of a policy.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
import { createSign } from "node:crypto";

import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

const secrets = new SecretsManagerClient({});
const KEY_ARN = process.env.MEDIA_INVOICES_KEY_ARN;
const MEDIA_URL = process.env.MEDIA_INVOICES_URL;

/** Milliseconds that a key is kept: a former one is accepted for days, so that it need not be read for each request. */
const KEPT = 300_000;
/** @type {{ keyPairId: string, privateKey: string, until: number } | undefined} */
let known;

async function currentKey() {
    if (known === undefined || known.until < Date.now()) {
        const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: KEY_ARN }));
        const { keyPairId, privateKey } = JSON.parse(SecretString);
        known = { keyPairId, privateKey, until: Date.now() + KEPT };
    }
    return known;
}

/** Base64 in characters that URLs and cookies take. @param {Buffer} data */
const text = (data) => data.toString("base64").replaceAll("+", "-").replaceAll("=", "_").replaceAll("/", "~");

/** @param {string} policy @param {string} privateKey */
const signature = (policy, privateKey) => text(createSign("RSA-SHA1").update(policy).sign(privateKey));

/** What may be read until when. @param {string} resource @param {number} end in seconds since 1970 */
const policyOf = (resource, end) =>
    JSON.stringify({
        Statement: [{ Resource: resource, Condition: { DateLessThan: { "AWS:EpochTime": end } } }],
    });

/** The address of one object, for some seconds. @param {string} path @param {number} seconds */
export async function signedUrl(path, seconds) {
    const { keyPairId, privateKey } = await currentKey();
    const end = Math.floor(Date.now() / 1000) + seconds;
    const url = `${MEDIA_URL}${path}`;
    const signed = signature(policyOf(url, end), privateKey);
    return `${url}?Expires=${end}&Signature=${signed}&Key-Pair-Id=${keyPairId}`;
}

/** Cookies for all that a pattern such as `/films/7/*` stands for. @param {string} pattern @param {number} seconds */
export async function signedCookies(pattern, seconds) {
    const { keyPairId, privateKey } = await currentKey();
    const policy = policyOf(`${MEDIA_URL}${pattern}`, Math.floor(Date.now() / 1000) + seconds);
    const values = {
        "CloudFront-Policy": text(Buffer.from(policy)),
        "CloudFront-Signature": signature(policy, privateKey),
        "CloudFront-Key-Pair-Id": keyPairId,
    };
    // Of the domain that the application and its media have in common, so that browsers send them to both.
    const domain = new URL(MEDIA_URL ?? "").hostname.split(".").slice(1).join(".");
    return Object.entries(values).map(
        ([name, value]) => `${name}=${value}; Domain=${domain}; Path=/; Secure; HttpOnly; SameSite=Lax`,
    );
}

/** An hour for the object that is asked for: its authorizer has let the caller through. @param {{ path: string }} event */
export async function handler({ path }) {
    return { url: await signedUrl(path, 3600), cookies: await signedCookies("/*", 3600) };
}
