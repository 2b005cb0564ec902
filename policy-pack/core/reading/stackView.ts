/** All resources of a stack, and which of them refer to which. */
import type { PolicyResource, StackValidationArgs } from "@pulumi/policy";

import { canonicalType } from "./types";
import { SILENT, type Sink, View } from "./view";

/** Outputs by which other resources may name one. */
const IDENTITIES = ["id", "arn", "name", "bucket", "url", "keyId", "configurationSetName"];

/** One resource of a stack, with its outputs. */
export class StackResource extends View {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly protect: boolean;

    constructor(
        readonly raw: PolicyResource,
        sink: (urn: string) => Sink,
        private readonly inputs?: Readonly<Record<string, unknown>>,
    ) {
        super(raw.props, sink(raw.urn));
        this.urn = raw.urn;
        this.type = canonicalType(raw.type);
        this.name = raw.name;
        this.protect = raw.opts.protect;
    }

    /**
     * Whether a property names another resource: in a preview, where ids are unknown, because the engine knows what
     * a value was made of; on deployed state by the value as well.
     */
    refersTo(property: string, target: StackResource): boolean {
        const [top = property] = property.split(".");
        if (this.raw.propertyDependencies[top]?.some(({ urn }) => urn === target.urn)) return true;
        const value = quietly(this, property);
        return typeof value === "string" && target.identities().includes(value);
    }

    /** Whether any property of either is made of the other. */
    dependsOn(target: StackResource): boolean {
        return this.raw.dependencies.some(({ urn }) => urn === target.urn);
    }

    /**
     * Whether the program sets a property. A state contains all values of AWS, such as group rules that are resources
     * of their own: there, only the inputs of the group count.
     */
    isInput(path: string): boolean {
        return this.inputs ? new View(this.inputs, SILENT).isSet(path) : this.isSet(path);
    }

    /** Its ARN, if that is known; reports nothing if it is not. */
    arn(): string | undefined {
        return this.identities().find((value) => value.startsWith("arn:"));
    }

    identities(): string[] {
        return IDENTITIES.flatMap((key) => {
            const value = quietly(this, key);
            return typeof value === "string" && value !== "" ? [value] : [];
        });
    }
}

/** A stack, as a rule sees it. */
export class StackView {
    readonly resources: readonly StackResource[];

    /** @param inputs what single resources asked for, by URN, as far as it was seen */
    constructor(
        { resources }: StackValidationArgs,
        sink: (urn: string) => Sink,
        inputs: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map(),
    ) {
        this.resources = resources.map(
            (resource) => new StackResource(resource, sink, inputs.get(resource.urn)),
        );
    }

    /** Resources of a canonical type. */
    all(...types: readonly string[]): StackResource[] {
        return this.resources.filter(({ type }) => types.includes(type));
    }

    /** Resources of a type, or of one of several, whose property names the target. */
    referring(types: string | readonly string[], property: string, target: StackResource): StackResource[] {
        return this.all(...[types].flat()).filter((resource) => resource.refersTo(property, target));
    }
}

/** A value as it is, without anything being reported; undefined if it is not known. */
function quietly(resource: StackResource, path: string): unknown {
    if (resource.isUnknown(path)) return undefined;
    return new View(resource.raw.props, SILENT).string(path, "");
}
