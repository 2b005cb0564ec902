import { Failure } from "../../pulumi/failure";
import type { ExportedState, Resource } from "../../state/resource";
import { nameOf } from "../../state/urn";

/** Terraform's names that the rule does not give, by its type and the path of Pulumi's names. */
const renames: Readonly<Record<string, string>> = {
    "aws_cloudwatch_metric_alarm.name": "alarm_name",
    "aws_lambda_function.code": "filename",
    "aws_lambda_function.name": "function_name",
    "aws_lambda_permission.function": "function_name",
    "aws_sns_topic_subscription.topic": "topic_arn",
};

/** A type as `tofu providers schema -json` prints it: "string", ["list", "string"], ["object", { port: "number" }]. */
type Type =
    | string
    | readonly ["list" | "set" | "map", Type]
    | readonly ["object", Readonly<Record<string, Type>>, ...unknown[]];

/** The parts of a schema that are read here. */
export interface Block {
    readonly attributes?: Readonly<Record<string, Attribute>>;
    readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

interface Attribute {
    readonly type: Type;
    readonly optional?: boolean;
    readonly required?: boolean;
}

/** The schema of one provider, as `tofu providers schema -json` prints it. */
export interface ProviderSchema {
    readonly provider: { readonly block: Block };
    readonly resource_schemas: Readonly<Record<string, { readonly block: Block }>>;
}

type Values = Readonly<Record<string, unknown>>;

/** A configuration of OpenTofu's, in its JSON form. */
export interface Configuration {
    readonly terraform: unknown;
    readonly provider: Readonly<Record<string, Values>>;
    readonly resource: Readonly<Record<string, Readonly<Record<string, Values>>>>;
}

export interface ConversionOptions {
    /** Terraform's names of types, by Pulumi's. */
    readonly types: ReadonlyMap<string, string>;
    readonly schema: ProviderSchema;
    /** A file that stands for all contents: an archive, so that it can be a function's code. */
    readonly content: string;
}

const PROVIDER = "pulumi:providers:aws";

/** Terraform's names of Pulumi's types, from the table of the provider: toolchain/aws/tokens.go. */
export function typeNames(table: string): Map<string, string> {
    const entries = [...table.matchAll(/^\s*"(aws_\w+)":\s*"(aws:[^"]+)",/gm)];
    return new Map(entries.map(([, name = "", token = ""]) => [token, name]));
}

/**
 * The AWS resources of a state as a configuration of OpenTofu's that means the same. Values are literals, secrets in plain
 * text included: for planning only, in a private folder.
 * @throws Failure if a value has no place there: a plan of fewer resources would be quicker
 */
export function convert({ deployment }: ExportedState, options: ConversionOptions): Configuration {
    const resources = (deployment.resources ?? []).filter(
        ({ custom, external, delete: left }) => custom && external !== true && left !== true,
    );
    const configured = resources.filter(({ type }) => type === PROVIDER);
    const [provider] = configured;
    if (provider === undefined || configured.length > 1) {
        throw new Failure(`The state has ${configured.length} AWS providers; only one can be compared.`);
    }
    const lost: string[] = [];
    const converter = new Converter(options.content, lost);
    const resource: Record<string, Record<string, Values>> = {};
    for (const one of resources.filter(({ type }) => type.startsWith("aws:"))) {
        const type = options.types.get(one.type);
        const block = type === undefined ? undefined : options.schema.resource_schemas[type]?.block;
        if (type === undefined || block === undefined) {
            lost.push(one.type);
            continue;
        }
        const others = (resource[type] ??= {});
        others[labelOf(one, others)] = converter.block(block, one.inputs ?? {}, type);
    }
    const own = converter.block(options.schema.provider.block, parsed(provider.inputs ?? {}), "aws");
    if (lost.length > 0) {
        throw new Failure(
            `OpenTofu's configuration has no place for ${[...new Set(lost)].sort().join(", ")}.`,
        );
    }
    return {
        terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
        provider: { aws: own },
        resource,
    };
}

/** How many resources a configuration has. */
export function countOf({ resource }: Configuration): number {
    return Object.values(resource).reduce((sum, ones) => sum + Object.keys(ones).length, 0);
}

/** A label for a resource that no other of its type has. */
function labelOf({ urn }: Resource, taken: object): string {
    const name = `r_${nameOf(urn).replace(/\W/g, "_")}`;
    let label = name;
    for (let copy = 2; label in taken; copy += 1) label = `${name}_${copy}`;
    return label;
}

/** A provider's configuration: nested values are JSON in strings, because configuration once was text only. */
function parsed(inputs: Values): Values {
    const settings = Object.entries(inputs).filter(([key]) => key !== "version");
    return Object.fromEntries(
        settings.map(([key, value]) => [
            key,
            typeof value === "string" && /^[[{]|^(true|false)$/.test(value) ? JSON.parse(value) : value,
        ]),
    );
}

/** Signatures of values that JSON has no form for: sdk/go/common/resource/sig of Pulumi. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

function isObject(value: unknown): value is Values {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listed(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [value];
}

class Converter {
    constructor(
        private readonly content: string,
        /** Paths of values without a place. */
        private readonly lost: string[],
    ) {}

    /** @param path of Terraform's type and Pulumi's properties, as in `renames` */
    block(block: Block, inputs: Values, path: string): Values {
        const attributes = block.attributes ?? {};
        const blocks = block.block_types ?? {};
        const find = nameFinder([...Object.keys(attributes), ...Object.keys(blocks)]);
        const result: Record<string, unknown> = {};
        for (const [key, input] of Object.entries(inputs)) {
            const value = this.plain(input);
            if (key.startsWith("__") || value === undefined || value === null) continue;
            const place = `${path}.${key}`;
            const name = renames[place] ?? find(key) ?? "";
            const [attribute, nested] = [attributes[name], blocks[name]?.block];
            if (nested !== undefined) {
                result[name] = listed(value).map((one) =>
                    this.block(nested, isObject(one) ? one : {}, place),
                );
            } else if (attribute !== undefined && (attribute.optional ?? attribute.required) === true) {
                result[name] = this.typed(attribute.type, value, place);
            } else {
                this.lost.push(place);
            }
        }
        return result;
    }

    private typed(type: Type, value: unknown, path: string): unknown {
        if (typeof type === "string" || value === null) return escaped(value);
        const [kind, inner] = type;
        switch (kind) {
            case "list":
            case "set":
                return listed(value).map((one) => this.typed(inner, one, path));
            case "map":
                return Object.fromEntries(
                    Object.entries(value as Values).map(([key, one]) => [key, this.typed(inner, one, path)]),
                );
            case "object":
                return this.object(inner, value as Values, path);
        }
    }

    /** An attribute's object has all of its attributes, null if they are not set. */
    private object(types: Readonly<Record<string, Type>>, inputs: Values, path: string): Values {
        const find = nameFinder(Object.keys(types));
        const result: Record<string, unknown> = Object.fromEntries(
            Object.keys(types).map((name) => [name, null]),
        );
        for (const [key, value] of Object.entries(inputs)) {
            if (key.startsWith("__")) continue;
            const place = `${path}.${key}`;
            const name = renames[place] ?? find(key);
            const type = name === undefined ? undefined : types[name];
            if (name === undefined || type === undefined) this.lost.push(place);
            else result[name] = this.typed(type, value, place);
        }
        return result;
    }

    /** A value without Pulumi's signatures. */
    private plain(value: unknown): unknown {
        if (Array.isArray(value)) return value.map((one) => this.plain(one));
        if (!isObject(value)) return value;
        const { [SIGNATURE]: signature, plaintext } = value;
        if (signature === SECRET) return this.plain(JSON.parse(String(plaintext)));
        if (signature !== undefined) return this.content;
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.plain(one)]));
    }
}

/** Finds Terraform's name for Pulumi's: the same in camel case, or, of lists, the plural of it. */
function nameFinder(names: readonly string[]): (key: string) => string | undefined {
    const found = new Map<string, string>();
    for (const name of names) {
        const plurals = [`${name}s`, `${name}es`, name.replace(/y$/, "ies")];
        for (const plural of plurals) found.set(camelCase(plural), name);
    }
    // A name that is the plural of another is its own.
    for (const name of names) found.set(camelCase(name), name);
    return (key) => found.get(key);
}

function camelCase(name: string): string {
    return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Text that OpenTofu takes literally. */
function escaped(value: unknown): unknown {
    return typeof value === "string" ? value.replaceAll(/([$%])\{/g, "$1$1{") : value;
}
