/** What a rehearsal makes in its empty account; tests/engine/existing.test.ts deploys a stack beside it. */
import assert from "node:assert/strict";
import * as path from "node:path";
import { existing } from "../../config/sections/existing/existing";
import { inventory } from "../../operations/emulator";
import { memberOf } from "../../operations/projects/graph";
import { makeStandIns, standInsOf } from "../../operations/rehearse/standIns";
import { folderOf } from "../support/fixtures";
import { json, python, Scratch } from "./support";

const settings = (existing: string): string => `config:
  plumbline:tier: local
  plumbline:region: eu-west-1
  plumbline:accountId: "111111111111"
  plumbline:owner: platform
  plumbline:costCenter: "1000"
  plumbline:emulator: http://127.0.0.1:4566
  plumbline:existing:
${existing}`;

const SECRET = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:shop/payment-Ab1Cd2";

const CERTIFICATE = "arn:aws:acm:us-east-1:111111111111:certificate/12345678-1234";
const LISTENER =
    "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/shared/0123456789abcdef/fedcba9876543210";

const PROJECTS = {
    core: `
    tables: { projects: "arn:aws:dynamodb:eu-west-1:111111111111:table/projects-prod" }
    secrets: { payment: ${SECRET} }
    databases: { crm: { instance: crm, securityGroupId: sg-0000000a, secret: shop/payment } }
`,
    shop: `
    network: { vpcId: vpc-0000000a, privateSubnetIds: [subnet-0000000a, subnet-0000000b], publicSubnetIds: [subnet-0000000c, subnet-0000000b] }
    tables: { same: projects-prod }
    queues: { jobs: jobs.fifo }
    topics: { news: "arn:aws:sns:eu-west-1:111111111111:news.fifo" }
    certificates: { shop: shop.example.com, far: { cloudFront: "${CERTIFICATE}" } }
    loadBalancers: { shared: { listenerArn: "${LISTENER}", securityGroupId: sg-0000000c } }
    parameters: { address: "arn:aws:ssm:eu-west-1:111111111111:parameter/shop/address", plain: plain }
    databases: { crm: { instance: crm, securityGroupId: sg-0000000b, secret: ${SECRET} } }
    directories:
      one: { userPoolId: eu-west-1_A, clientId: "1" }
      two: { userPoolId: eu-west-1_A, clientId: "2" }
`,
};

describe("the stand-ins of a rehearsal", () => {
    const scratch = new Scratch();
    after(async () => scratch.clear());

    it("are made for every kind of thing that a stack can name as existing", async () => {
        const kinds = await python<string[]>(["-m", "emulator.standins", "--url", "", "--list"]);
        assert.deepEqual(kinds.sort(), Object.keys(existing.parse({})).concat("network").sort());
    });

    it("are made once where several stacks name the same, by names and ARNs as they are given", async () => {
        const files = Object.entries(PROJECTS).flatMap(([name, text]) => [
            [`${name}/Pulumi.yaml`, `name: ${name}\nruntime: nodejs\n`],
            [`${name}/Pulumi.local.yaml`, settings(text)],
        ]);
        const { folder, remove } = folderOf(Object.fromEntries(files) as Record<string, string>);
        try {
            const members = Object.keys(PROJECTS).map((name) => memberOf(path.join(folder, name), "local"));
            const emulator = await scratch.start();
            const ids = await makeStandIns(emulator, members);
            const given =
                "vpc-0000000a subnet-0000000a subnet-0000000b subnet-0000000c sg-0000000a sg-0000000b";
            for (const id of given.split(" "))
                assert.match(ids[id] ?? "", new RegExp(`^${id.split("-")[0]}-[0-9a-f]{17}$`));
            assert.match(ids["eu-west-1_A"] ?? "", /^eu-west-1_/);
            assert.notEqual(ids["1"], ids["2"]);
            assert.match(ids["sg-0000000c"] ?? "", /^sg-[0-9a-f]{17}$/);
            assert.match(
                ids[LISTENER] ?? "",
                /^arn:aws:elasticloadbalancing:eu-west-1:.*:listener\/app\/stand-in-0\//,
            );
            assert.match(ids[CERTIFICATE] ?? "", /^arn:aws:acm:us-east-1:111111111111:certificate\//);
            const made = (await inventory(emulator)).map(({ service, type, id }) =>
                [service, type, id].join(" "),
            );
            const count = (type: string): number => made.filter((one) => one.startsWith(`${type} `)).length;
            assert.equal(count("dynamodb Table"), 1, made.join("\n"));
            assert.ok(made.includes("secretsmanager Secret shop/payment"), made.join("\n"));
            const place = { region: "eu-west-1", account: "111111111111" };
            const ask = async (service: string, target: string, body: object): Promise<unknown> =>
                (await json(emulator, service, target, body, place)).json();
            assert.partialDeepStrictEqual(
                await ask("secretsmanager", "secretsmanager.DescribeSecret", { SecretId: "shop/payment" }),
                { ARN: SECRET },
            );
            for (const Name of ["/shop/address", "plain"])
                assert.partialDeepStrictEqual(await ask("ssm", "AmazonSSM.GetParameter", { Name }), {
                    Parameter: { Name },
                });
            assert.partialDeepStrictEqual(
                await ask("cognito-idp", "AWSCognitoIdentityProviderService.DescribeUserPoolClient", {
                    UserPoolId: ids["eu-west-1_A"],
                    ClientId: ids["2"],
                }),
                { UserPoolClient: { UserPoolId: ids["eu-west-1_A"] } },
            );
            assert.deepEqual(standInsOf(memberOf(path.join(folder, "core"), "local")), [
                "tables.projects",
                "secrets.payment",
                "databases.crm",
            ]);
        } finally {
            remove();
        }
    });

    it("are none for stacks that name nothing, and need no emulator", async () => {
        const { folder, remove } = folderOf({
            "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
            "Pulumi.local.yaml": settings("    tables: {}\n"),
        });
        try {
            const nowhere = { url: "http://127.0.0.1:1", pid: 0, instance: "", directory: folder, log: "" };
            assert.deepEqual(await makeStandIns(nowhere, [memberOf(folder, "local")]), {});
        } finally {
            remove();
        }
    });
});
