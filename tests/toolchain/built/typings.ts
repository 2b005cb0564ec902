// Inputs of resources according to the type declarations of @pulumi/aws, read from its
// sources alone: loading them into a type checker takes half a minute.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** Exactly one field is set; the same form that the provider prints with --shapes. */
export interface Shape {
    type?: string;
    items?: Shape;
    values?: Shape;
    properties?: Record<string, Shape>;
}

const directory = dirname(require.resolve("@pulumi/aws/package.json"));

/** The inputs of a resource type, by its token: "aws:sqs/queue:Queue". */
export class Typings {
    private readonly nested = new Map<string, ts.InterfaceDeclaration>();

    constructor() {
        this.collect(parse("types/input.d.ts"), "");
    }

    /** The declared inputs, or undefined if the package has no such type. */
    inputs(token: string): Record<string, Shape> | undefined {
        const [, module = "", name = ""] = /^aws:(.+):(\w+)$/.exec(token) ?? [];
        const [file, className] =
            token === "pulumi:providers:aws" ? ["provider", "Provider"] : [module, name];
        if (!existsSync(join(directory, `${file}.d.ts`))) return undefined;
        for (const statement of parse(`${file}.d.ts`).statements) {
            if (ts.isInterfaceDeclaration(statement) && statement.name.text === `${className}Args`) {
                return this.properties(statement, []);
            }
        }
        return undefined;
    }

    private collect(node: ts.SourceFile | ts.ModuleBlock, prefix: string): void {
        for (const statement of node.statements) {
            if (ts.isInterfaceDeclaration(statement))
                this.nested.set(prefix + statement.name.text, statement);
            if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body)) {
                this.collect(statement.body, `${prefix}${statement.name.text}.`);
            }
        }
    }

    private properties(declaration: ts.InterfaceDeclaration, seen: string[]): Record<string, Shape> {
        const result: Record<string, Shape> = {};
        for (const member of declaration.members) {
            if (!ts.isPropertySignature(member) || member.type === undefined) continue;
            if (!ts.isIdentifier(member.name) && !ts.isStringLiteral(member.name)) continue;
            result[member.name.text] = this.shape(member.type, seen);
        }
        return result;
    }

    private shape(node: ts.TypeNode, seen: string[]): Shape {
        if (ts.isParenthesizedTypeNode(node)) return this.shape(node.type, seen);
        if (ts.isArrayTypeNode(node)) return { items: this.shape(node.elementType, seen) };
        if (ts.isUnionTypeNode(node)) return this.union(node, seen);
        if (ts.isTypeLiteralNode(node)) {
            const index = node.members.find(ts.isIndexSignatureDeclaration);
            return { values: index ? this.shape(index.type, seen) : { type: "any" } };
        }
        if (ts.isTypeReferenceNode(node)) return this.reference(node, seen);
        return { type: node.getText() };
    }

    /** The first alternative with a type: the others are undefined, or names for the same values. */
    private union(node: ts.UnionTypeNode, seen: string[]): Shape {
        const shapes = node.types
            .filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword)
            .map((type) => this.shape(type, seen));
        return shapes.find((shape) => shape.type === "string") ?? shapes[0] ?? { type: "any" };
    }

    private reference(node: ts.TypeReferenceNode, seen: string[]): Shape {
        const name = node.typeName.getText();
        const [argument] = node.typeArguments ?? [];
        if (name === "pulumi.Input" && argument) return this.shape(argument, seen);
        if (name.startsWith("inputs.")) {
            const declaration = this.nested.get(name.slice("inputs.".length));
            if (declaration === undefined) throw new Error(`types/input.d.ts has no ${name}`);
            const recursive = seen.filter((other) => other === name).length > 1; // WAF's statements in statements
            return { properties: recursive ? {} : this.properties(declaration, [...seen, name]) };
        }
        if (name === "pulumi.asset.Archive") return { type: "archive" };
        if (name.startsWith("pulumi.asset.")) return { type: "asset" };
        // ARN, Region, PolicyDocument, enums: all are strings, or accepted beside one.
        return { type: "string" };
    }
}

function parse(file: string): ts.SourceFile {
    const path = join(directory, file);
    return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
}
