/** Arguments of components in tests: resources of other components, with descriptive ids. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { Link } from "../../components/support/link";
import { ACCOUNT, REGION } from "./providerOutputs";

export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/given`;
export const ALERTS = `arn:aws:sns:${REGION}:${ACCOUNT}:alerts`;
export const base = { region: REGION, accountId: ACCOUNT } as const;
export const logs = { retentionDays: 30, keyArn: KEY } as const;

export const vpc = {
    vpcId: "vpc-given",
    publicSubnetIds: ["subnet-public-a", "subnet-public-b"],
    privateSubnetIds: ["subnet-private-a", "subnet-private-b"],
    isolatedSubnetIds: ["subnet-isolated-a", "subnet-isolated-b"],
};

export const zone = {
    domainName: "example.com",
    zoneId: "ZGIVEN",
    certificateArn: `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/given`,
    cloudFrontCertificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/given`,
};

/** Answers of AWS about the zones that it knows: their names by id. */
export const zones = (names: Readonly<Record<string, string>>, privateZone = false) => ({
    "aws:route53/getZone:getZone": ({ zoneId }: Readonly<Record<string, unknown>>) => ({
        zoneId,
        name: names[String(zoneId)],
        privateZone,
    }),
});

export const DATABASE_SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:database`;
export const API_KEY_SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:api-key`;

/** Links to a database, a bucket and a secret, as their components would give them. */
export const links: { readonly name: string; readonly link: Link }[] = [
    {
        name: "database/app",
        link: {
            environment: { DATABASE_APP_HOST: "db.internal", DATABASE_APP_PORT: "5432" },
            secrets: {
                DATABASE_APP_USERNAME: { arn: DATABASE_SECRET, keyArn: KEY, jsonKey: "username" },
                DATABASE_APP_PASSWORD: { arn: DATABASE_SECRET, keyArn: KEY, jsonKey: "password" },
            },
            endpoints: [{ securityGroupId: "sg-database", port: 5432, description: "database/app" }],
        },
    },
    {
        name: "bucket/uploads",
        link: {
            environment: { BUCKET_UPLOADS_NAME: "uploads" },
            statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::uploads/*"] }],
        },
    },
    {
        name: "secret/api-key",
        link: { secrets: { SECRET_API_KEY: { arn: API_KEY_SECRET, keyArn: KEY } } },
    },
];

/** A folder with the given files, and a function that removes it. */
export function folderOf(files: Readonly<Record<string, string>>): { folder: string; remove: () => void } {
    const folder = mkdtempSync(join(tmpdir(), "plumbline-unit-"));
    for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
    }
    return {
        folder,
        remove: () => {
            rmSync(folder, { recursive: true });
        },
    };
}

/** The public load balancer, as services and servers get it. */
export const LOAD_BALANCER = {
    listenerArn: "arn:listener",
    securityGroupId: "sg-balancer",
    arnSuffix: "app/balancer",
    target: { name: "balancer.elb.amazonaws.com", zoneId: "ZELB" },
};

/** Statements that let a role read the secrets of {@link links}. */
export const READ_SECRETS = [
    {
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: [DATABASE_SECRET, API_KEY_SECRET],
    },
    {
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [KEY],
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
    },
];
