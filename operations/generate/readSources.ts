/** Each component's documentation in the sources: read with the TypeScript compiler, nothing is run. */
import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";
import ts from "typescript";

/** A member of an interface, or a public field of a class. */
export interface Member {
    readonly name: string;
    /** As it is written in the source, in one line. */
    readonly type: string;
    readonly optional: boolean;
    /** Text of `@default`; empty if there is none. */
    readonly fallback: string;
    readonly meaning: string;
}

/** A type that arguments are made of. */
export interface Described {
    readonly name: string;
    readonly meaning: string;
    readonly members: readonly Member[];
    /** The definition, of a type without members. */
    readonly definition: string;
}

export interface ComponentPage {
    /** Name of the class, or of the function that makes the component. */
    readonly name: string;
    readonly isClass: boolean;
    /** Path of its source, relative to the project. */
    readonly source: string;
    readonly meaning: string;
    readonly arguments: readonly Member[];
    /** The project's own types that arguments refer to, in the order they are first met. */
    readonly types: readonly Described[];
    readonly outputs: readonly Member[];
    /** Access of linked workloads; undefined if they can't be linked. */
    readonly links: string | undefined;
}

/** Everything that the folders of `components/` export, by the name of its file. */
export function readComponents(root: string): ComponentPage[] {
    const folder = path.join(root, "components");
    const barrels = readdirSync(folder)
        .map((name) => path.join(folder, name, "index.ts"))
        .filter((file) => existsSync(file));
    const program = ts.createProgram(barrels, options, hostOf(root));
    return barrels
        .flatMap((barrel) => exportedBy(program.getSourceFile(barrel)))
        .sort((one, other) => compareNames(path.basename(one), path.basename(other)))
        .flatMap((file) => {
            const source = program.getSourceFile(file);
            return source ? new Reader(root, program.getTypeChecker(), source).pages() : [];
        });
}

/** The files that a barrel names. */
function exportedBy(barrel: ts.SourceFile | undefined): string[] {
    return (barrel?.statements ?? []).flatMap((statement) =>
        ts.isExportDeclaration(statement) &&
        statement.moduleSpecifier &&
        ts.isStringLiteral(statement.moduleSpecifier)
            ? [path.resolve(path.dirname(barrel?.fileName ?? ""), `${statement.moduleSpecifier.text}.ts`)]
            : [],
    );
}

/** As the file system lists them. */
function compareNames(one: string, other: string): number {
    return one < other ? -1 : 1;
}

const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2023, noEmit: true, types: [] };

/** Knows the project's own files only: types of packages are shown as they are written, and need not be read. */
function hostOf(root: string): ts.CompilerHost {
    const host = ts.createCompilerHost(options);
    return {
        ...host,
        getCurrentDirectory: () => root,
        resolveModuleNameLiterals: (literals, from) =>
            literals.map(({ text }) => {
                const target = path.resolve(path.dirname(from), text);
                const file = [`${target}.ts`, path.join(target, "index.ts")].find((one) => existsSync(one));
                const known = text.startsWith(".") && file !== undefined;
                const extension = ts.Extension.Ts;
                return { resolvedModule: known ? { resolvedFileName: file, extension } : undefined };
            }),
    };
}

class Reader {
    private readonly types = new Map<ts.Symbol, Described>();

    constructor(
        private readonly root: string,
        private readonly checker: ts.TypeChecker,
        private readonly source: ts.SourceFile,
    ) {}

    pages(): ComponentPage[] {
        return this.source.statements.flatMap((statement) => {
            if (ts.isClassDeclaration(statement) && statement.heritageClauses) {
                return [this.page(statement, statement.members)];
            }
            // The tag `@component` marks a function that makes a component.
            const stands = ts.getJSDocTags(statement).some(({ tagName }) => tagName.text === "component");
            return ts.isFunctionDeclaration(statement) && stands ? [this.page(statement, [])] : [];
        });
    }

    private page(
        declaration: ts.ClassDeclaration | ts.FunctionDeclaration,
        members: readonly ts.ClassElement[],
    ): ComponentPage {
        const name = declaration.name?.text ?? "";
        const link = members.find((member) => ts.isMethodDeclaration(member) && nameOf(member) === "link");
        const parameters = this.argumentsOf(name.replace(/^create/, ""));
        return {
            name,
            isClass: ts.isClassDeclaration(declaration),
            source: path.relative(this.root, this.source.fileName),
            meaning: this.docOf(declaration),
            arguments: parameters,
            types: [...this.types.values()],
            outputs: members
                .filter(ts.isPropertyDeclaration)
                .filter(isOutput)
                .map((member) => this.member(member)),
            links: link && this.docOf(link),
        };
    }

    /** Those of the file's own interface, or of one that it exports from another. */
    private argumentsOf(name: string): Member[] {
        const file = this.checker.getSymbolAtLocation(this.source);
        const exported = file ? this.checker.getExportsOfModule(file) : [];
        const declared = exported.find((symbol) => symbol.name === `${name}Args`);
        if (declared === undefined) return [];
        const isAlias = (declared.flags & ts.SymbolFlags.Alias) !== 0;
        const symbol = isAlias ? this.checker.getAliasedSymbol(declared) : declared;
        return this.membersOf(this.checker.getDeclaredTypeOfSymbol(symbol));
    }

    /** Members of a type; of a choice of types those of all, each once. */
    private membersOf(type: ts.Type): Member[] {
        const parts = type.isUnion() ? type.types : [type];
        const symbols = new Map(
            parts.flatMap((part) => this.checker.getPropertiesOfType(part).map((one) => [one.name, one])),
        );
        return [...symbols.values()].flatMap((symbol) =>
            (symbol.declarations ?? [])
                .filter(ts.isPropertySignature)
                .slice(0, 1)
                .map((one) => this.member(one)),
        );
    }

    private member(node: ts.PropertySignature | ts.PropertyDeclaration): Member {
        if (node.type) this.visit(node.type);
        const symbol = this.checker.getSymbolAtLocation(node.name);
        const [fallback] = symbol?.getJsDocTags(this.checker).filter(({ name }) => name === "default") ?? [];
        return {
            name: nameOf(node),
            type: (node.type?.getText() ?? "").replace(/\s+/g, " ").replace(/ \| undefined$/, ""),
            optional: node.questionToken !== undefined,
            fallback: ts.displayPartsToString(fallback?.text),
            meaning: this.docOf(node),
        };
    }

    /** Remembers the project's own types that a type is made of. */
    private visit(node: ts.Node): void {
        if (ts.isTypeReferenceNode(node)) this.remember(node.typeName);
        ts.forEachChild(node, (child) => {
            this.visit(child);
        });
    }

    private remember(name: ts.EntityName): void {
        let symbol = this.checker.getSymbolAtLocation(name);
        if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = this.checker.getAliasedSymbol(symbol);
        const [declaration] = symbol?.declarations ?? [];
        if (
            !symbol ||
            !declaration ||
            this.types.has(symbol) ||
            declaration.getSourceFile().isDeclarationFile
        )
            return;
        if (!ts.isInterfaceDeclaration(declaration) && !ts.isTypeAliasDeclaration(declaration)) return;
        const placeholder = { name: symbol.name, meaning: "", members: [], definition: "" };
        this.types.set(symbol, placeholder); // before its members, which may refer to it
        const isInterface = ts.isInterfaceDeclaration(declaration);
        if (!isInterface) this.visit(declaration.type);
        this.types.set(symbol, {
            ...placeholder,
            meaning: this.docOf(declaration),
            members: isInterface ? this.membersOf(this.checker.getTypeAtLocation(declaration.name)) : [],
            definition: isInterface ? "" : this.definitionOf(declaration.type),
        });
    }

    /** The definition as written; of an element of a list of values, `(typeof LIST)[number]`, the values. */
    private definitionOf(type: ts.TypeNode): string {
        if (!ts.isIndexedAccessTypeNode(type)) return type.getText().replace(/\s+/g, " ");
        const { NoTruncation } = ts.TypeFormatFlags;
        return this.checker.typeToString(this.checker.getTypeFromTypeNode(type), undefined, NoTruncation);
    }

    private docOf(node: ts.NamedDeclaration): string {
        const symbol = node.name && this.checker.getSymbolAtLocation(node.name);
        return ts.displayPartsToString(symbol?.getDocumentationComment(this.checker));
    }
}

function isOutput(member: ts.PropertyDeclaration): boolean {
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static;
    return (ts.getCombinedModifierFlags(member) & hidden) === 0;
}

function nameOf(node: ts.NamedDeclaration): string {
    return node.name?.getText() ?? "";
}
