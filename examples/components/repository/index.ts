/** A registry for container images whose tags never move. */
import { EncryptionKey } from "../../../components/secret";
import { Repository } from "../../../components/image";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Images", region, accountId });
const repository = new Repository("shop", { keyArn: key.keyArn });

export const { repositoryUrl } = repository;
