/** An encrypted queue with another one for what could not be handled. */
import { EncryptionKey } from "../../../components/secret";
import { Queue } from "../../../components/storage";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Jobs", region, accountId });
const queue = new Queue("jobs", { accountId, keyArn: key.keyArn });

export const { queueUrl, deadLetterQueueUrl } = queue;
