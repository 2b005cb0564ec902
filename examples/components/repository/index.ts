/** A registry for container images whose tags never move. */
import { EncryptionKey } from "../../../components/encryptionKey";
import { Repository } from "../../../components/repository";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Images", region, accountId });
const repository = new Repository("shop", { keyArn: key.keyArn });

export const { repositoryUrl } = repository;
