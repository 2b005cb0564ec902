import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { copyConfiguration } from "../../../operations/rehearse/copy";

const original = `config:
  plumbline:tier: prod
  plumbline:emulator: none
  plumbline:secrets:
    payment:
      value:
        secure: v1:abc
    plain:
      generate: 20
encryptionsalt: v1:salt
secretsprovider: awskms://alias/pulumi
encryptedkey: AQ==
`;

describe("a rehearsal's copy of the stack configuration", () => {
    let root: string;
    let scratch: string;

    beforeEach(async () => {
        root = await mkdtemp(path.join(tmpdir(), "plumb-unit-"));
        scratch = await mkdtemp(path.join(tmpdir(), "plumb-unit-"));
        await writeFile(path.join(root, "Pulumi.yaml"), "name: plumbline\n");
        await writeFile(path.join(root, "Pulumi.prod.yaml"), original);
    });

    afterEach(async () => {
        await rm(root, { recursive: true });
        await rm(scratch, { recursive: true });
    });

    it("differs in the emulator and in values that only the stack's key decrypts, and lists them", async () => {
        const copy = await copyConfiguration(root, scratch, "prod", "http://127.0.0.1:1234");
        assert.deepEqual(parse(await readFile(copy.file, "utf8")), {
            config: {
                "plumbline:tier": "prod",
                "plumbline:emulator": "http://127.0.0.1:1234",
                "plumbline:secrets": { payment: { value: "" }, plain: { generate: 20 } },
            },
        });
        const secret = 'plumbline:secrets["payment"]["value"]';
        assert.deepEqual(copy.secrets, [secret]);
        assert.deepEqual(
            copy.replaced.map(({ key }) => key),
            ["plumbline:emulator", secret],
        );
    });

    it("makes databases empty that the stack makes from data, which the scratch account has not got", async () => {
        const restored = original.replace(
            "encryptionsalt",
            "  plumbline:databases: { app: { engine: postgres, from: { snapshot: before } } }\nencryptionsalt",
        );
        await writeFile(path.join(root, "Pulumi.prod.yaml"), restored);
        const copy = await copyConfiguration(root, scratch, "prod", "http://127.0.0.1:1234");
        const { config } = parse(await readFile(copy.file, "utf8")) as { config: Record<string, unknown> };
        assert.deepEqual(config["plumbline:databases"], { app: { engine: "postgres" } });
        assert.ok(copy.replaced.some(({ key }) => key === 'plumbline:databases["app"]["from"]'));
        await writeFile(
            path.join(root, "Pulumi.yaml"),
            "name: plumbline\nconfig:\n  plumbline:databases: { value: { app: { from: { snapshot: before } } } }\n",
        );
        const shared = await copyConfiguration(root, scratch, "prod", "http://127.0.0.1:1234");
        const said = parse(await readFile(shared.file, "utf8")) as { config: Record<string, unknown> };
        assert.deepEqual(said.config["plumbline:databases"], { app: { engine: "postgres", from: null } });
    });

    it("creates resources that the stack adopts, because the scratch account is empty", async () => {
        const adopting = original.replace(
            "encryptionsalt",
            "  plumbline:delivery: { repository: a/b }\nencryptionsalt",
        );
        await writeFile(path.join(root, "Pulumi.prod.yaml"), adopting);
        const copy = await copyConfiguration(root, scratch, "prod", "http://127.0.0.1:1234");
        const { config } = parse(await readFile(copy.file, "utf8")) as { config: Record<string, unknown> };
        assert.deepEqual(config["plumbline:delivery"], { repository: "a/b", provider: "create" });
        assert.ok(copy.replaced.some(({ key }) => key === 'plumbline:delivery["provider"]'));
    });

    it("holds what the stack says itself, and looks at what the project shares, too", async () => {
        const shared =
            "config:\n  plumbline:accountId: '333333333333'\n  plumbline:delivery: { value: { repository: a/b } }\n";
        await writeFile(path.join(root, "Pulumi.yaml"), `name: plumbline\n${shared}`);
        const copy = await copyConfiguration(root, scratch, "prod", "http://127.0.0.1:1234");
        const { config } = parse(await readFile(copy.file, "utf8")) as { config: Record<string, unknown> };
        assert.deepEqual(config["plumbline:delivery"], { provider: "create" });
        assert.equal(config["plumbline:accountId"], undefined);
        assert.equal(copy.account, "333333333333");
        assert.equal(await readFile(path.join(scratch, "Pulumi.yaml"), "utf8"), `name: plumbline\n${shared}`);
    });

    it("has the ids of stand-ins in place of its own, wherever they are named, and lists them", async () => {
        const shared =
            "config:\n  plumbline:existing:\n    value:\n      network: { vpcId: vpc-0123456789abcdef0, privateSubnetIds: [subnet-0000000a, subnet-0000000b] }\n";
        await writeFile(path.join(root, "Pulumi.yaml"), `name: plumbline\n${shared}`);
        const using = original.replace(
            "encryptionsalt",
            "  plumbline:existing:\n    tables: { projects: projects-prod }\n    databases: { crm: { cluster: crm, securityGroupId: sg-00000000 } }\nencryptionsalt",
        );
        await writeFile(path.join(root, "Pulumi.prod.yaml"), using);
        const copy = await copyConfiguration(root, scratch, "prod", "http://127.0.0.1:1234", {
            "vpc-0123456789abcdef0": "vpc-1",
            "subnet-0000000b": "subnet-2",
            "sg-00000000": "sg-3",
            "projects-staging": "another",
        });
        const { config } = parse(await readFile(copy.file, "utf8")) as { config: Record<string, unknown> };
        // A list is replaced as a whole; all else is merged into what the project shares.
        assert.deepEqual(config["plumbline:existing"], {
            tables: { projects: "projects-prod" },
            databases: { crm: { cluster: "crm", securityGroupId: "sg-3" } },
            network: { vpcId: "vpc-1", privateSubnetIds: ["subnet-0000000a", "subnet-2"] },
        });
        assert.deepEqual(
            copy.replaced.map(({ key }) => key).filter((key) => /existing/.test(key)),
            [
                'plumbline:existing["network"]["vpcId"]',
                'plumbline:existing["network"]["privateSubnetIds"]',
                'plumbline:existing["databases"]["crm"]["securityGroupId"]',
            ],
        );
    });

    it("leaves the original unchanged", async () => {
        await copyConfiguration(root, scratch, "prod", "http://127.0.0.1:1234");
        assert.equal(await readFile(path.join(root, "Pulumi.prod.yaml"), "utf8"), original);
    });

    it("has placeholders of the images that the stack builds, and says so", async () => {
        const building = original.replace(
            "encryptionsalt",
            "  plumbline:services: { web: { build: { context: web } } }\nencryptionsalt",
        );
        await writeFile(path.join(root, "Pulumi.prod.yaml"), building);
        const copy = await copyConfiguration(root, scratch, "prod", "http://127.0.0.1:1234");
        const { config } = parse(await readFile(copy.file, "utf8")) as { config: Record<string, unknown> };
        assert.equal(config["plumbline:images"], "placeholder");
        assert.match(
            copy.replaced.find(({ key }) => key === "plumbline:images")?.reason ?? "",
            /no Docker and no registry/,
        );
    });
});
