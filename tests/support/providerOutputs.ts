/** A provider's outputs for a resource: ids, ARNs, names and addresses that look like AWS's. */
import * as pulumi from "@pulumi/pulumi";

export const REGION = "eu-west-1";
export const ACCOUNT = "111122223333";

type Properties = Readonly<Record<string, unknown>>;

/** A resource that a provider is asked to make. */
export interface Requested {
    /** Short type, such as `ec2.Subnet`. */
    readonly kind: string;
    readonly name: string;
    readonly inputs: Properties;
}

/** The id that the provider gives: the type and the logical name, so that an assertion reads well. */
export function idOf({ kind, name }: Requested): string {
    return `${kind.split(".").at(-1)?.toLowerCase()}-${name}`;
}

/** The ARN that the provider gives. */
export function arnOf({ kind, name }: Requested): string {
    const [service, type = ""] = kind.split(".");
    return `arn:aws:${service}:${REGION}:${ACCOUNT}:${type.toLowerCase()}/${name}`;
}

/** Outputs besides the inputs. */
export function outputsOf(requested: Requested): Properties {
    const { name, inputs } = requested;
    const physical = typeof inputs["name"] === "string" ? inputs["name"] : `${name}-0a1b2c3`;
    return { arn: arnOf(requested), name: physical, ...SPECIAL[requested.kind]?.(requested) };
}

const SPECIAL: Readonly<Record<string, (requested: Requested) => Properties>> = {
    "s3.Bucket": ({ name }) => ({
        bucket: `${name}-0a1b2c3`,
        arn: `arn:aws:s3:::${name}-0a1b2c3`,
        bucketRegionalDomainName: `${name}-0a1b2c3.s3.${REGION}.amazonaws.com`,
    }),
    "s3.BucketObjectv2": () => ({ versionId: "version-1" }),
    "kms.Key": ({ name }) => ({ keyId: `key-${name}` }),
    "ec2.Vpc": ({ name }) => ({
        defaultRouteTableId: `rtb-default-${name}`,
        defaultNetworkAclId: `acl-default-${name}`,
    }),
    "rds.Cluster": ({ name }) => ({
        endpoint: `${name}.cluster-abc.${REGION}.rds.amazonaws.com`,
        readerEndpoint: `${name}.cluster-ro-abc.${REGION}.rds.amazonaws.com`,
        clusterResourceId: `cluster-${name.toUpperCase()}`,
        masterUserSecrets: [{ secretArn: masterSecret(name) }],
    }),
    "rds.Instance": ({ name }) => ({
        address: `${name}.abc.${REGION}.rds.amazonaws.com`,
        resourceId: `db-${name.toUpperCase()}`,
        masterUserSecrets: [{ secretArn: masterSecret(name) }],
    }),
    "rds.Proxy": ({ name }) => ({
        arn: `arn:aws:rds:${REGION}:${ACCOUNT}:db-proxy:prx-${name}`,
        endpoint: `${name}.proxy-abc.${REGION}.rds.amazonaws.com`,
    }),
    "rds.ProxyEndpoint": ({ name }) => ({
        endpoint: `${name}.endpoint.proxy-abc.${REGION}.rds.amazonaws.com`,
    }),
    "elasticache.ReplicationGroup": ({ name }) => ({
        primaryEndpointAddress: `master.${name}.cache.amazonaws.com`,
        readerEndpointAddress: `replica.${name}.cache.amazonaws.com`,
    }),
    "dynamodb.Table": ({ name, inputs }) =>
        inputs["streamEnabled"] === true
            ? { streamArn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}/stream/1` }
            : {},
    "sesv2.EmailIdentity": () => ({
        dkimSigningAttributes: {
            tokens: ["token1", "token2", "token3"],
            nextSigningKeyLength: "RSA_2048_BIT",
        },
    }),
    "lambda.Invocation": () => ({ result: JSON.stringify({ keys: ["K1", "K2"] }) }),
    "sqs.Queue": ({ name }) => ({ url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}` }),
    "synthetics.Canary": ({ name }) => ({
        engineArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:cwsyn-${name}-0a1b2c3:1`,
    }),
    "lambda.Function": () => ({ version: "7" }),
    "lambda.Alias": (requested) => ({ invokeArn: `${arnOf(requested)}/invocations` }),
    "apigatewayv2.Api": ({ name }) => ({
        apiEndpoint: `https://${name}.execute-api.${REGION}.amazonaws.com`,
        executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${name}`,
    }),
    "apigatewayv2.DomainName": ({ name, inputs }) => ({
        domainNameConfiguration: {
            ...(inputs["domainNameConfiguration"] as Properties),
            targetDomainName: `d-${name}.execute-api.${REGION}.amazonaws.com`,
            hostedZoneId: "ZAPIGATEWAY",
        },
    }),
    "lb.LoadBalancer": ({ name }) => ({
        dnsName: `${name}.elb.amazonaws.com`,
        zoneId: "ZELB",
        arnSuffix: `app/${name}`,
    }),
    "lb.TargetGroup": ({ name }) => ({ arnSuffix: `targetgroup/${name}` }),
    "ecr.Repository": ({ inputs }) => ({
        repositoryUrl: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${String(inputs["name"])}`,
    }),
    // The component of @pulumi/awsx that builds an image.
    "ecr.Image": ({ inputs }) => ({ imageUri: `${String(inputs["repositoryUrl"])}@sha256:built` }),
    "ec2.Eip": () => ({ publicIp: "198.51.100.10" }),
    "ec2.LaunchTemplate": () => ({ latestVersion: 3 }),
    "cognito.UserPoolDomain": ({ name }) => ({
        cloudfrontDistribution: `d-${name}.cloudfront.net`,
        cloudfrontDistributionZoneId: "ZCLOUDFRONT",
    }),
    "cloudfront.Distribution": ({ name }) => ({
        domainName: `${name}.cloudfront.net`,
        hostedZoneId: "ZCLOUDFRONT",
    }),
    "route53.Zone": ({ name }) => ({
        zoneId: `ZONE-${name}`,
        nameServers: ["ns-1.example.net", "ns-2.example.net"],
    }),
    "route53.KeySigningKey": () => ({ dsRecord: "12345 13 2 0123ABCD" }),
    "route53.Record": ({ inputs }) => ({ fqdn: inputs["name"] }),
    "acm.Certificate": ({ name, inputs }) => ({
        domainValidationOptions: [
            {
                domainName: inputs["domainName"],
                resourceRecordName: `_${name}.${String(inputs["domainName"])}`,
                resourceRecordType: "CNAME",
                resourceRecordValue: "_proof.acm-validations.aws",
            },
        ],
    }),
    "secretsmanager.Secret": ({ name }) => ({
        arn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-AbCdEf`,
    }),
    // A version has the ARN of its secret.
    "secretsmanager.SecretVersion": ({ name }) => ({
        arn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-AbCdEf`,
    }),
    "random.RandomPassword": () => ({ result: pulumi.secret(GENERATED_SECRET) }),
};

/** The value of every random password. */
export const GENERATED_SECRET = "generated-and-never-to-be-seen";

function masterSecret(name: string): string {
    return `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:rds!${name}-AbCdEf`;
}
