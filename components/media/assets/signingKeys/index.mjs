// Makes the key pairs that sign URLs and cookies of CloudFront, and rotates them. A private key is made here, stored in
// Secrets Manager, and goes nowhere else. The SDK is part of the runtime.
//
// The secret holds the key that signs now, and the next one, whose public half CloudFront knows already:
//     {"keyPairId": "K…", "privateKey": "-----BEGIN…", "next": {…}, "retired": [{"keyPairId": "K…", "until": "…"}]}
// A rotation makes the next one the current one, so that no edge location meets a key that it does not know yet, and
// keeps the former one in the group for as long as what it has signed may be used.
import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";

import {
    CloudFrontClient,
    CreatePublicKeyCommand,
    DeleteKeyGroupCommand,
    DeletePublicKeyCommand,
    GetKeyGroupCommand,
    GetPublicKeyCommand,
    ListKeyGroupsCommand,
    ListPublicKeysCommand,
    ResourceInUse,
    UpdateKeyGroupCommand,
} from "@aws-sdk/client-cloudfront";
import {
    DescribeSecretCommand,
    GetSecretValueCommand,
    PutSecretValueCommand,
    ResourceNotFoundException,
    SecretsManagerClient,
    UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";

const cloudFront = new CloudFrontClient({});
const secrets = new SecretsManagerClient({});

const secretId = process.env.SIGNING_SECRET_ARN ?? "";
/** Name of the key group, and the beginning of the names of its keys. */
const group = process.env.SIGNING_GROUP ?? "";
/** Days for which a signature may be used at most. */
const urlDays = Number(process.env.SIGNING_URL_DAYS);

/** Of a key group: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const MOST_KEYS = 5;
const DAY = 86_400_000;

/**
 * @typedef {{ keyPairId: string, privateKey: string }} Pair
 * @typedef {{ keyPairId: string, until: string }} Retired
 * @typedef {Pair & { next: Pair, retired: Retired[] }} Value
 */

/**
 * What Secrets Manager asks for, step by step. Each may come twice.
 * @type {Record<string, (version: string) => Promise<void>>}
 */
const steps = {
    /** The next key becomes the pending one, and another is made to come after it. */
    async createSecret(version) {
        if (await valueOf({ VersionId: version, VersionStage: "AWSPENDING" })) return;
        const current = await valueOf({});
        if (current === undefined) throw new Error("the secret has no key yet: deploy the stack again");
        const now = Date.now();
        const former = { keyPairId: current.keyPairId, until: new Date(now + urlDays * DAY).toISOString() };
        const retired = [...current.retired.filter(({ until }) => Date.parse(until) > now), former];
        // Before it is made, so that none is left over.
        if (retired.length + 2 > MOST_KEYS) {
            throw new Error(
                `signatures of ${retired.length} former keys are still in use, and a key group holds ${MOST_KEYS} keys: ` +
                    `rotate after ${retired[0]?.until}`,
            );
        }
        await put({ ...current.next, next: await makePair(), retired }, version, "AWSPENDING");
    },
    /** CloudFront gets the key that comes after it, and forgets those whose time is over. */
    async setSecret(version) {
        const value = await needed(version);
        await setGroup([
            ...value.retired.map(({ keyPairId }) => keyPairId),
            value.keyPairId,
            value.next.keyPairId,
        ]);
    },
    /** What the private key signs must be what CloudFront can verify. */
    async testSecret(version) {
        const value = (await valueOf({ VersionId: version })) ?? (await valueOf({}));
        if (value === undefined) throw new Error("the secret has no key");
        if (!(await keysOfGroup()).includes(value.keyPairId)) {
            throw new Error(`the key group ${group} does not have the key ${value.keyPairId}`);
        }
        const { PublicKey } = await cloudFront.send(new GetPublicKeyCommand({ Id: value.keyPairId }));
        const text = Buffer.from("test");
        const encoded = PublicKey?.PublicKeyConfig?.EncodedKey ?? "";
        if (!verify("sha256", text, createPublicKey(encoded), sign("sha256", text, value.privateKey))) {
            throw new Error(`the private key is not that of ${value.keyPairId}`);
        }
    },
    /** The pending key signs from now on. */
    async finishSecret(version) {
        const { VersionIdsToStages: versions = {} } = await secrets.send(
            new DescribeSecretCommand({ SecretId: secretId }),
        );
        const [current] = Object.entries(versions).find(([, stages]) => stages.includes("AWSCURRENT")) ?? [];
        if (current !== version) {
            await secrets.send(
                new UpdateSecretVersionStageCommand({
                    SecretId: secretId,
                    VersionStage: "AWSCURRENT",
                    MoveToVersionId: version,
                    RemoveFromVersionId: current,
                }),
            );
        }
        await deleteKeys(await keysOfGroup());
    },
};

/** The first keys, before there is a group: what is there already stays. */
async function begin() {
    const there = await valueOf({});
    if (there)
        return { keys: [...there.retired.map((it) => it.keyPairId), there.keyPairId, there.next.keyPairId] };
    // Of a beginning that failed.
    await deleteKeys(await keysOfGroup());
    const value = { ...(await makePair()), next: await makePair(), retired: [] };
    await put(value, undefined, "AWSCURRENT");
    return { keys: [value.keyPairId, value.next.keyPairId] };
}

/** @returns {Promise<Pair>} */
async function makePair() {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", {
        modulusLength: 2048,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const name = `${group}-${randomBytes(4).toString("hex")}`;
    const { PublicKey } = await cloudFront.send(
        new CreatePublicKeyCommand({
            PublicKeyConfig: { CallerReference: name, Name: name, EncodedKey: publicKey },
        }),
    );
    return { keyPairId: PublicKey?.Id ?? "", privateKey };
}

/** @param {Value} value @param {string | undefined} version @param {string} stage */
async function put(value, version, stage) {
    await secrets.send(
        new PutSecretValueCommand({
            SecretId: secretId,
            ...(version === undefined ? {} : { ClientRequestToken: version }),
            SecretString: JSON.stringify(value),
            VersionStages: [stage],
        }),
    );
}

/** @param {{ VersionId?: string, VersionStage?: string }} which @returns {Promise<Value | undefined>} */
async function valueOf(which) {
    try {
        const { SecretString } = await secrets.send(
            new GetSecretValueCommand({ SecretId: secretId, ...which }),
        );
        return SecretString === undefined ? undefined : JSON.parse(SecretString);
    } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
    }
}

/** @param {string} version */
async function needed(version) {
    const value = await valueOf({ VersionId: version, VersionStage: "AWSPENDING" });
    if (value === undefined) throw new Error(`the secret has no pending version ${version}`);
    return value;
}

/** The group by its name: it is made after the first keys, so that its id is not known here. */
async function findGroup() {
    /** @type {string | undefined} */
    let Marker;
    do {
        /** @type {import("@aws-sdk/client-cloudfront").ListKeyGroupsCommandOutput} */
        const { KeyGroupList } = await cloudFront.send(new ListKeyGroupsCommand({ Marker }));
        const found = KeyGroupList?.Items?.find(({ KeyGroup }) => KeyGroup?.KeyGroupConfig?.Name === group);
        if (found?.KeyGroup) return found.KeyGroup;
        Marker = KeyGroupList?.NextMarker;
    } while (Marker);
    return undefined;
}

/** None before there is a group, and after. */
async function keysOfGroup() {
    return (await findGroup())?.KeyGroupConfig?.Items ?? [];
}

/** @param {string[]} Items */
async function setGroup(Items) {
    const { Id } = (await findGroup()) ?? {};
    if (Id === undefined) throw new Error(`there is no key group ${group}`);
    const { ETag, KeyGroup } = await cloudFront.send(new GetKeyGroupCommand({ Id }));
    const { Name, Comment } = KeyGroup?.KeyGroupConfig ?? {};
    await cloudFront.send(
        new UpdateKeyGroupCommand({ Id, IfMatch: ETag, KeyGroupConfig: { Name, Comment, Items } }),
    );
}

/**
 * Whether the group is gone. Pulumi leaves it to this function: what a rotation has changed, it could not delete.
 * While a distribution trusts it, another call only takes the place of this one.
 */
async function deleteGroup() {
    const { Id } = (await findGroup()) ?? {};
    if (Id === undefined) return true;
    const { ETag } = await cloudFront.send(new GetKeyGroupCommand({ Id }));
    try {
        await cloudFront.send(new DeleteKeyGroupCommand({ Id, IfMatch: ETag }));
        return true;
    } catch (error) {
        if (error instanceof ResourceInUse) return false;
        throw error;
    }
}

/** Deletes the group's public keys but some. @param {string[]} kept */
async function deleteKeys(kept) {
    const own = new RegExp(`^${group}-[0-9a-f]{8}$`);
    /** @type {string | undefined} */
    let Marker;
    do {
        /** @type {import("@aws-sdk/client-cloudfront").ListPublicKeysCommandOutput} */
        const { PublicKeyList } = await cloudFront.send(new ListPublicKeysCommand({ Marker }));
        for (const { Id = "", Name = "" } of PublicKeyList?.Items ?? []) {
            if (!own.test(Name) || kept.includes(Id)) continue;
            const { ETag } = await cloudFront.send(new GetPublicKeyCommand({ Id }));
            await cloudFront.send(new DeletePublicKeyCommand({ Id, IfMatch: ETag }));
        }
        Marker = PublicKeyList?.NextMarker;
    } while (Marker);
}

/**
 * Called by Secrets Manager, once for each step of a rotation, and by the deployment: at the beginning for the first
 * keys, and at the end to remove what CloudFront has of them.
 *
 * @param {{ Step?: string, ClientRequestToken?: string, tf?: { action: string } }} event
 */
export async function handler({ Step, ClientRequestToken = "", tf }) {
    if (Step === undefined) {
        if (tf?.action !== "delete") return begin();
        if (await deleteGroup()) await deleteKeys([]);
        return { keys: [] };
    }
    const step = steps[Step];
    if (step === undefined) throw new Error(`there is no step ${Step}`);
    await step(ClientRequestToken);
}
