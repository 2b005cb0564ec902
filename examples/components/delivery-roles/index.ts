/** Roles for GitHub Actions without stored keys, each for one repository and environment. */
import { DeliveryRoles } from "../../../components/pipeline";
import { EncryptionKey } from "../../../components/secret";
import { accountId, region } from "../account";

const { keyArn } = new EncryptionKey("data", { description: "Secrets", region, accountId });
const roles = new DeliveryRoles("delivery", {
    awsName: "shop",
    repository: "example/shop",
    environments: { preview: "preview", deploy: "production", drift: "drift" },
    provider: "create",
    accountId,
    region,
    keyArn,
});

export const { previewRoleArn, deployRoleArn, driftRoleArn } = roles;
