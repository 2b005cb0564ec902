/** A container that changes a database before a deployment. */
import { Cluster } from "../../../components/service";
import { EncryptionKey } from "../../../components/secret";
import { Network } from "../../../components/network";
import { Task } from "../../../components/task";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Tasks of the shop", region, accountId });
const logs = { retentionDays: 30, keyArn: key.keyArn };
const vpc = new Network("network", {
    cidr: "10.0.0.0/16",
    zones: ["a", "b"],
    nat: "single",
    region,
    accountId,
    logs,
});
const task = new Task("migrate", {
    image: "public.ecr.aws/docker/library/node:22.21.1-alpine3.22",
    command: ["node", "migrate.mjs"],
    cluster: new Cluster("services", { keyArn: key.keyArn, logs }),
    beforeDeployment: true,
    vpc,
    region,
    accountId,
    logs,
});

/** What has to wait for it gets this as dependsOn. */
export const { run } = task;
