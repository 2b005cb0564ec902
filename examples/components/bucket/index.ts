/** A private, encrypted, versioned bucket whose old objects move to cheaper storage. */
import { Bucket } from "../../../components/storage";
import { EncryptionKey } from "../../../components/secret";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Uploads", region, accountId });
const bucket = new Bucket("uploads", {
    keyArn: key.keyArn,
    transitions: [{ afterDays: 30, to: "INTELLIGENT_TIERING" }],
});

export const { bucketName } = bucket;
