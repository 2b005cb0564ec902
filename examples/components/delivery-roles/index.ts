/** Roles for GitHub Actions without stored keys, each for one repository and environment. */
import { DeliveryRoles } from "../../../components/deliveryRoles";
import { accountId, region } from "../account";

const roles = new DeliveryRoles("delivery", {
    awsName: "shop",
    repository: "example/shop",
    environments: { preview: "preview", deploy: "production", drift: "drift" },
    provider: "create",
    accountId,
    region,
});

export const { previewRoleArn, deployRoleArn, driftRoleArn } = roles;
