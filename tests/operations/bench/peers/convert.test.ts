import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { convert, countOf, type ProviderSchema, typeNames } from "../../../../operations/bench/peers/convert";
import { Failure } from "../../../../operations/pulumi/failure";
import { ROOT } from "../../../support/program";

const string = { type: "string", optional: true } as const;
const schema: ProviderSchema = {
    provider: {
        block: {
            attributes: { region: string, allowed_account_ids: { type: ["set", "string"], optional: true } },
            block_types: {
                default_tags: {
                    block: { attributes: { tags: { type: ["map", "string"], optional: true } } },
                },
                endpoints: { block: { attributes: { ec2: string } } },
            },
        },
    },
    resource_schemas: {
        aws_one: {
            block: {
                attributes: {
                    id: { type: "string" },
                    display_name: { type: "string", required: true },
                    policy: string,
                    policies: string,
                    subnet_ids: { type: ["set", "string"], optional: true },
                    certificate_authority: { type: ["list", "string"], optional: true },
                    tags: { type: ["map", "string"], optional: true },
                    route: {
                        type: [
                            "set",
                            ["object", { cidr_block: "string", gateway_id: "string", prefix_list: "string" }],
                        ],
                        optional: true,
                    },
                },
                block_types: {
                    ingress_rule: {
                        block: { attributes: { from_port: { type: "number", required: true } } },
                    },
                    logging: { block: { attributes: { is_on: { type: "bool", optional: true } } } },
                },
            },
        },
        aws_lambda_function: {
            block: { attributes: { function_name: string, filename: string } },
        },
    },
};
const types = new Map([
    ["aws:a/one:One", "aws_one"],
    ["aws:lambda/function:Function", "aws_lambda_function"],
]);

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({
    [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270",
    plaintext: JSON.stringify(value),
});
const provider = {
    urn: "urn:pulumi:s::p::pulumi:providers:aws::aws",
    type: "pulumi:providers:aws",
    custom: true,
    inputs: {
        region: "us-east-1",
        version: "7.0.0",
        __internal: {},
        allowedAccountIds: '["123456789012"]',
        defaultTags: '{"tags":{"Owner":"platform"}}',
        endpoints: '[{"ec2":"http://127.0.0.1:4566"}]',
    },
};
const of = (type: string, name: string, inputs: Readonly<Record<string, unknown>>) => ({
    urn: `urn:pulumi:s::p::a:b:C$${type}::${name}`,
    type,
    custom: true,
    inputs,
});
const one = (inputs: Readonly<Record<string, unknown>>) => of("aws:a/one:One", "some-name", inputs);

function converted(...resources: readonly ReturnType<typeof of>[]) {
    return convert(
        { version: 3, deployment: { resources: [provider, ...resources] } },
        { types, schema, content: "empty.zip" },
    );
}

function inputsOf(inputs: Readonly<Record<string, unknown>>): unknown {
    return converted(one(inputs)).resource["aws_one"]?.["r_some_name"];
}

describe("a state converted to an OpenTofu configuration", () => {
    it("has the provider, with what Pulumi keeps as text", () => {
        assert.deepEqual(converted().provider, {
            aws: {
                region: "us-east-1",
                allowed_account_ids: ["123456789012"],
                default_tags: [{ tags: { Owner: "platform" } }],
                endpoints: [{ ec2: "http://127.0.0.1:4566" }],
            },
        });
        assert.deepEqual(converted().terraform, {
            required_providers: { aws: { source: "hashicorp/aws" } },
        });
    });

    it("has every AWS resource under a label of its own, and no others", () => {
        const random = of("random:index/randomId:RandomId", "id", { byteLength: 4 });
        const read = { ...one({ displayName: "read" }), external: true };
        const left = { ...one({ displayName: "left" }), delete: true };
        const component = { ...of("plumbline:index:Site", "site", {}), custom: false };
        const all = converted(
            one({ displayName: "a" }),
            one({ displayName: "b" }),
            random,
            read,
            left,
            component,
        );
        assert.deepEqual(all.resource, {
            aws_one: { r_some_name: { display_name: "a" }, r_some_name_2: { display_name: "b" } },
        });
        assert.equal(countOf(all), 2);
    });

    it("uses Terraform's property names, plurals included, and keeps the keys of maps", () => {
        assert.deepEqual(
            inputsOf({
                __defaults: ["policy"],
                displayName: "a",
                policy: "one",
                policies: "several",
                subnetIds: ["a", "b"],
                certificateAuthorities: ["x"],
                tags: { costCenter: "1", a_b: "2" },
            }),
            {
                display_name: "a",
                policy: "one",
                policies: "several",
                subnet_ids: ["a", "b"],
                certificate_authority: ["x"],
                tags: { costCenter: "1", a_b: "2" },
            },
        );
    });

    it("turns Pulumi's single values into lists, and keeps objects of attributes whole", () => {
        assert.deepEqual(
            inputsOf({
                subnetIds: "a",
                logging: { isOn: true, __defaults: [] },
                ingressRules: [{ fromPort: 80 }, { fromPort: 443 }],
                routes: [{ cidrBlock: "10.0.0.0/8", gatewayId: "igw-1", __defaults: [] }],
            }),
            {
                subnet_ids: ["a"],
                logging: [{ is_on: true }],
                ingress_rule: [{ from_port: 80 }, { from_port: 443 }],
                route: [{ cidr_block: "10.0.0.0/8", gateway_id: "igw-1", prefix_list: null }],
            },
        );
    });

    it("decrypts secrets, and reads files", () => {
        const archive = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", path: "dist" };
        const lambda = of("aws:lambda/function:Function", "f", { name: "f-1", code: archive });
        const all = converted(one({ policy: secret("hidden"), subnetIds: secret(["a"]) }), lambda);
        assert.deepEqual(all.resource, {
            aws_one: { r_some_name: { policy: "hidden", subnet_ids: ["a"] } },
            aws_lambda_function: { r_f: { function_name: "f-1", filename: "empty.zip" } },
        });
    });

    it("escapes text that OpenTofu would read as a template", () => {
        assert.deepEqual(inputsOf({ policy: "${aws:username} %{if} $5", tags: { a: "${b}" } }), {
            policy: "$${aws:username} %%{if} $5",
            tags: { a: "$${b}" },
        });
    });

    it("fails at every unsupported value, and shows no value", () => {
        const inputs = {
            id: "computed",
            colour: "red",
            routes: [{ shade: "dark" }],
            logging: { where: "here" },
        };
        assert.throws(
            () => converted(one(inputs), of("aws:b/two:Two", "two", {})),
            (error) =>
                error instanceof Failure &&
                error.message ===
                    "OpenTofu's configuration has no place for aws:b/two:Two, aws_one.colour, aws_one.id, " +
                        "aws_one.logging.where, aws_one.routes.shade.",
        );
    });

    it("is made for one provider only", () => {
        const state = (...resources: (typeof provider)[]) => ({ version: 3, deployment: { resources } });
        const options = { types, schema, content: "empty.zip" };
        for (const resources of [[], [provider, provider]]) {
            assert.throws(
                () => convert(state(...resources), options),
                new Failure(`The state has ${resources.length} AWS providers; only one can be compared.`),
            );
        }
    });

    it("knows the types that the provider serves", () => {
        const names = typeNames(readFileSync(path.join(ROOT, "toolchain/aws/tokens.go"), "utf8"));
        assert.ok(names.size > 300, `${names.size} types`);
        assert.equal(names.get("aws:ec2/vpc:Vpc"), "aws_vpc");
        assert.equal(names.get("aws:lb/loadBalancer:LoadBalancer"), "aws_lb");
    });
});
