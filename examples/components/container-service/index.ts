/** A container on Fargate behind a load balancer. */
import { Cluster, ContainerService } from "../../../components/service";
import { EncryptionKey } from "../../../components/secret";
import { LoadBalancer } from "../../../components/loadBalancer";
import { createLogBucket } from "../../../components/storage";
import { Network } from "../../../components/network";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Services of the shop", region, accountId });
const logs = { retentionDays: 30, keyArn: key.keyArn };
const vpc = new Network("network", {
    cidr: "10.0.0.0/16",
    zones: ["a", "b"],
    nat: "single",
    region,
    accountId,
    logs,
});
const logBucket = createLogBucket("logs", { accountId, retentionDays: 30 }, {});
const loadBalancer = new LoadBalancer("public", { vpc, logBucket: logBucket.openedName });
const service = new ContainerService("web", {
    image: "public.ecr.aws/nginx/nginx-unprivileged:1.29.3-alpine",
    cluster: new Cluster("services", { keyArn: key.keyArn, logs }),
    exposure: { loadBalancer, priority: 1, healthCheckPath: "/" },
    vpc,
    region,
    accountId,
    logs,
});

export const { url } = service;
