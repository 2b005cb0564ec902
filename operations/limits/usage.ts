/** Use by others than the stack, by quota. */
import {
    ListKeyGroupsCommand,
    ListPublicKeysCommand,
    paginateListDistributions,
} from "@aws-sdk/client-cloudfront";
import * as ec2 from "@aws-sdk/client-ec2";
import { paginateDescribeLoadBalancers } from "@aws-sdk/client-elastic-load-balancing-v2";
import { paginateDescribeCacheClusters } from "@aws-sdk/client-elasticache";
import { GetAccountSettingsCommand } from "@aws-sdk/client-lambda";
import { paginateDescribeDBClusters, paginateDescribeDBInstances } from "@aws-sdk/client-rds";
import { paginateListBuckets } from "@aws-sdk/client-s3";
import { fargateInUse } from "./fargateInUse";
import { countOthers } from "./own";
import { all, type Question } from "./question";
import type { OwnQuota, QuotaName } from "./quotas";

/** An amount, or amounts by zone. */
export type InUse = number | Readonly<Record<string, number>>;

interface Usage {
    /** The permission that the question requires. */
    readonly permission: string;
    readonly ask: (question: Question) => Promise<InUse>;
}

/** The use of each quota; a resource of the stack is used by the stack alone. */
export const usages: Readonly<Record<Exclude<QuotaName, OwnQuota>, Usage>> = {
    vpcs: {
        permission: "ec2:DescribeVpcs",
        ask: async ({ clients: { ec2: client }, own }) => {
            const vpcs = await all(ec2.paginateDescribeVpcs({ client }, {}), (page) => page.Vpcs);
            return countOthers(
                vpcs.map((it) => [it.VpcId]),
                own,
            );
        },
    },
    addresses: {
        permission: "ec2:DescribeAddresses",
        ask: async ({ clients, own }) => {
            const { Addresses = [] } = await clients.ec2.send(new ec2.DescribeAddressesCommand({}));
            return countOthers(
                Addresses.map((it) => [it.AllocationId, it.PublicIp]),
                own,
            );
        },
    },
    natGateways: { permission: "ec2:DescribeNatGateways and ec2:DescribeSubnets", ask: natGatewaysByZone },
    internetGateways: {
        permission: "ec2:DescribeInternetGateways",
        ask: async ({ clients: { ec2: client }, own }) => {
            const pages = ec2.paginateDescribeInternetGateways({ client }, {});
            const gateways = await all(pages, (page) => page.InternetGateways);
            return countOthers(
                gateways.map((it) => [it.InternetGatewayId]),
                own,
            );
        },
    },
    securityGroups: {
        permission: "ec2:DescribeSecurityGroups",
        ask: async ({ clients: { ec2: client }, own }) => {
            const pages = ec2.paginateDescribeSecurityGroups({ client }, {});
            const groups = await all(pages, (page) => page.SecurityGroups);
            // The default group of the stack's own VPC counts with that.
            return countOthers(
                groups.map((it) => [it.GroupId, it.GroupName === "default" ? it.VpcId : undefined]),
                own,
            );
        },
    },
    loadBalancers: {
        permission: "elasticloadbalancing:DescribeLoadBalancers",
        ask: async ({ clients: { loadBalancing: client }, own }) => {
            const balancers = await all(
                paginateDescribeLoadBalancers({ client }, {}),
                (page) => page.LoadBalancers,
            );
            const applications = balancers.filter(({ Type }) => Type === "application");
            return countOthers(
                applications.map((it) => [it.LoadBalancerArn]),
                own,
            );
        },
    },
    fargateOnDemand: {
        ...fargateInUse,
        ask: async (question) => (await fargateInUse.ask(question)).onDemand,
    },
    fargateSpot: { ...fargateInUse, ask: async (question) => (await fargateInUse.ask(question)).spot },
    concurrency: {
        permission: "lambda:GetAccountSettings",
        ask: async ({ clients, ownConcurrency }) => {
            const { AccountLimit } = await clients.lambda.send(new GetAccountSettingsCommand({}));
            const { ConcurrentExecutions = 0, UnreservedConcurrentExecutions = 0 } = AccountLimit ?? {};
            return Math.max(0, ConcurrentExecutions - UnreservedConcurrentExecutions - ownConcurrency);
        },
    },
    databaseClusters: {
        permission: "rds:DescribeDBClusters",
        ask: async ({ clients: { rds: client }, own }) => {
            const clusters = await all(paginateDescribeDBClusters({ client }, {}), (page) => page.DBClusters);
            return countOthers(
                clusters.map((it) => [it.DBClusterIdentifier, it.DBClusterArn]),
                own,
            );
        },
    },
    databaseInstances: {
        permission: "rds:DescribeDBInstances",
        ask: async ({ clients: { rds: client }, own }) => {
            const pages = paginateDescribeDBInstances({ client }, {});
            const instances = await all(pages, (page) => page.DBInstances);
            // Readers that a cluster of the stack has added itself are not in the state; the cluster is.
            return countOthers(
                instances.map((it) => [it.DBInstanceIdentifier, it.DBInstanceArn, it.DBClusterIdentifier]),
                own,
            );
        },
    },
    cacheNodes: {
        permission: "elasticache:DescribeCacheClusters",
        ask: async ({ clients: { elastiCache: client }, own }) => {
            const pages = paginateDescribeCacheClusters({ client }, {});
            const clusters = await all(pages, (page) => page.CacheClusters);
            return clusters
                .filter((it) => countOthers([[it.CacheClusterId, it.ReplicationGroupId]], own) > 0)
                .reduce((sum, { NumCacheNodes = 1 }) => sum + NumCacheNodes, 0);
        },
    },
    distributions: {
        permission: "cloudfront:ListDistributions",
        ask: async ({ clients: { cloudFront: client }, own }) => {
            const pages = paginateListDistributions({ client }, {});
            const distributions = await all(pages, (page) => page.DistributionList?.Items);
            return countOthers(
                distributions.map((it) => [it.Id]),
                own,
            );
        },
    },
    keyGroups: {
        permission: "cloudfront:ListKeyGroups",
        ask: async ({ clients: { cloudFront: client }, own }) => {
            const { KeyGroupList } = await client.send(new ListKeyGroupsCommand({}));
            return countOthers(
                (KeyGroupList?.Items ?? []).map(({ KeyGroup }) => [KeyGroup?.Id]),
                own,
            );
        },
    },
    publicKeys: {
        permission: "cloudfront:ListPublicKeys and cloudfront:ListKeyGroups",
        ask: async ({ clients: { cloudFront: client }, own }) => {
            const { KeyGroupList } = await client.send(new ListKeyGroupsCommand({}));
            const { PublicKeyList } = await client.send(new ListPublicKeysCommand({}));
            // No resource of the stack is a key: its group has them.
            const groupOf = (key: string | undefined) =>
                KeyGroupList?.Items?.find(({ KeyGroup }) =>
                    KeyGroup?.KeyGroupConfig?.Items?.includes(key ?? ""),
                )?.KeyGroup?.Id;
            return countOthers(
                (PublicKeyList?.Items ?? []).map(({ Id }) => [Id, groupOf(Id)]),
                own,
            );
        },
    },
    buckets: {
        permission: "s3:ListAllMyBuckets",
        ask: async ({ clients: { s3: client }, own }) => {
            const buckets = await all(paginateListBuckets({ client }, {}), (page) => page.Buckets);
            return countOthers(
                buckets.map((it) => [it.Name]),
                own,
            );
        },
    },
};

async function natGatewaysByZone({ clients: { ec2: client }, own }: Question): Promise<InUse> {
    const gateways = await all(ec2.paginateDescribeNatGateways({ client }, {}), (page) => page.NatGateways);
    // Those that have failed or are deleted don't count.
    const others = gateways.filter(
        ({ NatGatewayId, State }) =>
            ["pending", "available", "deleting"].includes(State ?? "") &&
            countOthers([[NatGatewayId]], own) > 0,
    );
    if (others.length === 0) return {};
    const subnets = await all(ec2.paginateDescribeSubnets({ client }, {}), (page) => page.Subnets);
    const zones = new Map(subnets.map((it) => [it.SubnetId, it.AvailabilityZone]));
    const counts: Record<string, number> = {};
    for (const { SubnetId } of others) {
        const zone = zones.get(SubnetId) ?? "";
        counts[zone] = (counts[zone] ?? 0) + 1;
    }
    return counts;
}
