import { ContainerService, type ContainerServiceArgs } from "../../../components/service/containerService";
import { base, LOAD_BALANCER, logs, vpc, zone } from "../../support/fixtures";
import { record } from "../../support/recorder";

export const IMAGE = "public.ecr.aws/shop/web:1.2.3";
export const args: ContainerServiceArgs = {
    ...base,
    cluster: {
        clusterArn: "arn:cluster",
        clusterName: "main",
        infrastructureRoleArn: "arn:infrastructure",
    },
    vpc,
    logs,
    image: IMAGE,
};
/** Behind the public load balancer. */
export const exposure: NonNullable<ContainerServiceArgs["exposure"]> = {
    loadBalancer: LOAD_BALANCER,
    host: "web.shop.example.com",
    zone,
    priority: 1234,
};
export const service = async (more: Partial<ContainerServiceArgs> = {}) =>
    await record(() => new ContainerService("web", { ...args, ...more }));
