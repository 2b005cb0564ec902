/** Requests of a program to the engine. */

/** One requested resource. */
export interface Recorded {
    readonly urn: string;
    /** Short type: `s3.Bucket` of the AWS provider, `Bucket` of this project, `random.RandomPassword` of others. */
    readonly kind: string;
    readonly name: string;
    /** URN of the parent; empty if it has none. */
    readonly parent: string;
    /** Whether a provider makes it, as opposed to a component. */
    readonly custom: boolean;
    /** Inputs, with secrets in plain. */
    readonly inputs: Readonly<Record<string, unknown>>;
    /** Paths of the inputs that were marked as secret. */
    readonly secretPaths: readonly string[];
    /** The registered outputs of a component; undefined if it registered none. */
    readonly outputs: Readonly<Record<string, unknown>> | undefined;
    readonly secretOutputPaths: readonly string[];
    /** URNs of its dependencies: by its inputs, or by `dependsOn`. */
    readonly dependsOn: readonly string[];
    readonly protect: boolean;
    readonly ignoreChanges: readonly string[];
    /** Properties whose change replaces the resource, where AWS would change them in place. */
    readonly replaceOnChanges: readonly string[];
    /** Earlier names or URNs. */
    readonly aliases: readonly string[];
    readonly retainOnDelete: boolean;
    /** How long an operation may take, as in `30m`; empty if the provider decides. */
    readonly timeouts: Readonly<Record<"create" | "update" | "delete", string>>;
    /** URN and id of the provider. */
    readonly provider: string;
}

/** Existing resources that are only read. */
export interface Adopted extends Pick<Recorded, "kind" | "name"> {
    readonly id: string;
}

/** The short type of a type token. */
export function kindOf(token: string): string {
    const [packageName = "", module = "", type = ""] = token.split(":");
    const [first = ""] = module.split("/");
    if (first !== "index") return `${first}.${type}`;
    return packageName === "plumbline" ? type : `${packageName}.${type}`;
}

/** One statement of an IAM policy. */
export interface PolicyStatement {
    readonly Sid?: string;
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource?: readonly string[];
    readonly Principal?: unknown;
    readonly Condition?: unknown;
}

/** All resources of a program; every query without a single answer throws and lists the existing ones. */
export class Graph {
    constructor(
        readonly resources: readonly Recorded[],
        readonly adopted: readonly Adopted[] = [],
    ) {}

    /** The one resource of a kind, or of a kind and a name. */
    one(kind: string, name?: string): Recorded {
        const found = this.all(kind).filter((resource) => name === undefined || resource.name === name);
        const [only] = found;
        if (found.length !== 1 || only === undefined) {
            const wanted = name === undefined ? kind : `${kind} "${name}"`;
            throw new Error(`there are ${found.length} of ${wanted}; there are\n${this.listing(kind)}`);
        }
        return only;
    }

    /** All resources of a kind, by name; may be none. */
    all(kind: string): Recorded[] {
        return this.resources
            .filter((resource) => resource.kind === kind)
            .sort((a, b) => (a.name < b.name ? -1 : 1));
    }

    /** Names of all resources of a kind, sorted. */
    names(kind: string): string[] {
        return this.all(kind).map(({ name }) => name);
    }

    /** Inputs of the one resource of a kind, or of a kind and a name. */
    inputs(kind: string, name?: string): Readonly<Record<string, unknown>> {
        return this.one(kind, name).inputs;
    }

    /** How many resources there are of each kind. */
    counts(): Record<string, number> {
        const counts: Record<string, number> = {};
        for (const { kind } of this.resources) counts[kind] = (counts[kind] ?? 0) + 1;
        return counts;
    }

    /** URNs, sorted. */
    urns(): string[] {
        return this.resources.map(({ urn }) => urn).sort();
    }

    /** Statements of the policy that an input holds as JSON. */
    statements(kind: string, name: string, input = "policy"): PolicyStatement[] {
        const text = this.inputs(kind, name)[input];
        if (typeof text !== "string") throw new Error(`${kind} "${name}" has no ${input}`);
        return (JSON.parse(text) as { Statement: PolicyStatement[] }).Statement;
    }

    private listing(kind: string): string {
        const same = this.all(kind);
        return (same.length > 0 ? same : this.resources).map((r) => `  ${r.kind} "${r.name}"`).join("\n");
    }
}
