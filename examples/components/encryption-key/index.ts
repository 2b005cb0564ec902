/** A customer-managed key that rotates, for data and logs of one region. */
import { EncryptionKey } from "../../../components/secret";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Data of the shop", region, accountId });

export const keyArn = key.keyArn;
