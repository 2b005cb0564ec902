/** What AWS answers about an account in which somebody has made something of each kind. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { RecordingOptions } from "../../support/recorder";

export const REGION = "eu-west-1";
export const ACCOUNT = "123456789012";

const arn = (service: string, rest: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
export const KEY = arn("kms", "key/theirs");
export const GROUP = "sg-0a1b2c3d4e5f60718";
export const SUBNETS = { a: "subnet-0aaaaaaaaaaaaaaaa", b: "subnet-0bbbbbbbbbbbbbbbb" };
export const VPC = "vpc-0123456789abcdef0";

/** Without a network. */
export const EXISTING = {
    tables: { projects: "projects-prod", plain: arn("dynamodb", "table/plain-prod") },
    buckets: { uploads: { name: "acme-uploads", keyArn: KEY } },
    queues: { jobs: arn("sqs", "jobs.fifo") },
    secrets: { payment: { name: "shop/payment", rotates: true } },
    directories: { customers: { userPoolId: `${REGION}_Ab12Cd34E`, clientId: "1a2b3c" } },
    parameters: { address: arn("ssm", "parameter/shop/address"), plain: "plain" },
    topics: { news: { name: "news", keyArn: KEY } },
};

/** What stands in a VPC. */
export const IN_VPC = {
    network: { vpcId: VPC, privateSubnetIds: Object.values(SUBNETS) },
    databases: { app: { cluster: "shop", securityGroupId: GROUP } },
    caches: { sessions: { replicationGroup: "sessions", securityGroupId: GROUP, token: "sessions-token" } },
};

/** An error as the provider gives it. */
export function refused(token: string, reason: string): never {
    const details = `invoking ${token}: 1 error occurred:\n\t* ${reason}\n\n`;
    throw Object.assign(new Error(details), { details });
}

type Args = Readonly<Record<string, unknown>>;

export const CALLS: NonNullable<RecordingOptions["calls"]> = {
    "aws:dynamodb/getTable:getTable": ({ name }: Args) => ({
        name,
        arn: arn("dynamodb", `table/${String(name)}`),
        globalSecondaryIndexes: name === "projects-prod" ? [{ name: "by-owner" }] : [],
        streamEnabled: name === "projects-prod",
        streamArn: name === "projects-prod" ? arn("dynamodb", `table/${String(name)}/stream/1`) : "",
        serverSideEncryption: name === "projects-prod" ? { enabled: true, kmsKeyArn: KEY } : null,
    }),
    "aws:kms/getKey:getKey": ({ keyId }: Args) => ({ arn: keyId, keyManager: "CUSTOMER" }),
    "aws:s3/getBucket:getBucket": ({ bucket }: Args) => ({
        bucket,
        arn: `arn:aws:s3:::${String(bucket)}`,
        bucketRegion: bucket === "acme-far" ? "us-east-1" : REGION,
    }),
    "aws:sqs/getQueue:getQueue": ({ name }: Args) => ({
        url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${String(name)}`,
        arn: arn("sqs", String(name)),
    }),
    "aws:secretsmanager/getSecret:getSecret": ({ name, arn: given }: Args) => ({
        arn: given ?? arn("secretsmanager", `secret:${String(name)}-AbCdEf`),
        kmsKeyId: name === "shop/payment" ? KEY : "",
    }),
    "aws:cognito/getUserPool:getUserPool": () => ({}),
    "aws:cognito/getUserPoolClient:getUserPoolClient": () => ({}),
    "aws:ssm/getParameter:getParameter": ({ name, withDecryption }: Args) => ({
        arn: arn("ssm", `parameter/${String(name).replace(/^\//, "")}`),
        value: withDecryption === false ? "encrypted" : "the value itself",
    }),
    "aws:sns/getTopic:getTopic": ({ name }: Args) => ({ arn: arn("sns", String(name)) }),
    "aws:acm/getCertificate:getCertificate": ({ domain, region }: Args) => ({
        arn: `arn:aws:acm:${String(region)}:${ACCOUNT}:certificate/${String(domain)}`,
        status: "ISSUED",
        certificate: readFileSync(
            join(__dirname, domain === "old.example.com" ? "expired.pem" : "shop.pem"),
            "utf8",
        ),
    }),
    "aws:lb/getListener:getListener": ({ arn: listener }: Args) => ({
        loadBalancerArn: String(listener)
            .replace(":listener/", ":loadbalancer/")
            .replace(/\/[^/]+$/, ""),
        protocol: String(listener).endsWith("/80") ? "HTTP" : "HTTPS",
        port: String(listener).endsWith("/80") ? 80 : String(listener).endsWith("/8443") ? 8443 : 443,
    }),
    "aws:lb/getLoadBalancer:getLoadBalancer": ({ arn: balancer }: Args) => ({
        name: "shared",
        dnsName: "shared-1.eu-west-1.elb.amazonaws.com",
        zoneId: "Z32O12XQLNTSW2",
        arnSuffix: String(balancer).replace(/^.*:loadbalancer\//, ""),
        vpcId: VPC,
        securityGroups: [GROUP],
        internal: false,
        ipAddressType: "ipv4",
    }),
    "aws:ec2/getVpc:getVpc": ({ id }: Args) => ({ id }),
    "aws:ec2/getSubnet:getSubnet": ({ id }: Args) => ({
        vpcId: id === "subnet-0cccccccccccccccc" ? "vpc-0fedcba9876543210" : VPC,
        availabilityZone: `${REGION}${id === SUBNETS.a ? "a" : "b"}`,
    }),
    "aws:rds/getCluster:getCluster": () => ({
        endpoint: "shop.cluster-x.rds.amazonaws.com",
        readerEndpoint: "shop.cluster-ro-x.rds.amazonaws.com",
        clusterMembers: ["shop-1", "shop-2"],
        port: 5432,
        databaseName: "shop",
        vpcSecurityGroupIds: [GROUP],
        clusterResourceId: "cluster-ABC",
        masterUserSecrets: [
            { secretArn: arn("secretsmanager", "secret:rds!cluster-1-AbCdEf"), kmsKeyId: KEY },
        ],
    }),
    "aws:rds/getInstance:getInstance": () => ({
        address: "legacy.x.rds.amazonaws.com",
        port: 3306,
        dbName: "",
        vpcSecurityGroups: [GROUP],
        resourceId: "db-ABC",
        masterUserSecrets: [],
    }),
    "aws:elasticache/getReplicationGroup:getReplicationGroup": ({ replicationGroupId }: Args) => ({
        primaryEndpointAddress: replicationGroupId === "sharded" ? "" : "master.sessions.cache.amazonaws.com",
        readerEndpointAddress: "replica.sessions.cache.amazonaws.com",
        numCacheClusters: 2,
        port: 6379,
        authTokenEnabled: true,
    }),
};
