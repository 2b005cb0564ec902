import { type Document, isCollection, type LineCounter, type Node, visit } from "yaml";

/**
 * Numbers of YAML 1.1 that are other numbers, or text, in 1.2: 017 is 15, 1_000 is 1000; and days, which get a time.
 * Pulumi reads both versions at once: https://pkg.go.dev/gopkg.in/yaml.v3#readme-compatibility
 */
const OTHER_VALUE =
    /^([-+]?(0[0-7_]+|0b[01_]+|0x[\da-f]*_[\da-f_]*|\d[\d_]*_[\d_]*)|\d{4}-\d\d?-\d\d?([Tt ].*)?)$/i;

/**
 * Values that Pulumi's reader of YAML reads differently from ours, so that a value that is valid here would be refused,
 * or be another value, once Pulumi runs.
 */
export function misread(
    document: Document,
    lines: LineCounter,
): { readonly line: number; readonly message: string }[] {
    const found: { line: number; message: string }[] = [];
    const anchors = anchorsOf(document);
    const lineOf = ({ range }: Node): number => lines.linePos(range?.[0] ?? 0).line;
    visit(document, {
        Alias(_key, alias) {
            if (anchors.has(alias.source)) return;
            // The parser counts the colon behind a key as part of the name.
            const text = `*${alias.source.replace(/:$/, "")}`;
            found.push({
                line: lineOf(alias),
                message: `must have ${text} in quotes: without them, a text that begins with * is an alias`,
            });
        },
        Scalar(_key, scalar, parents) {
            const { type, source = "" } = scalar;
            if (type !== "PLAIN") return;
            const isInFlow = parents.some((parent) => isCollection(parent) && parent.flow);
            const why = isInFlow ? (whyInFlow(source) ?? whyAnywhere(source)) : whyAnywhere(source);
            if (why === undefined) return;
            found.push({ line: lineOf(scalar), message: `must have ${source} in quotes: ${why}` });
        },
    });
    return found;
}

/** Within { } and [ ]. */
function whyInFlow(source: string): string | undefined {
    if (source.includes("?")) return "within { } and [ ] Pulumi ends it at the question mark";
    return source.startsWith(":")
        ? "within { } and [ ] Pulumi takes the colon for the end of a key"
        : undefined;
}

function whyAnywhere(source: string): string | undefined {
    return OTHER_VALUE.test(source) ? "Pulumi reads another value" : undefined;
}

/** Names of YAML anchors. */
function anchorsOf(document: Document): ReadonlySet<string> {
    const anchors = new Set<string>();
    visit(document, {
        Value(_key, { anchor }) {
            if (anchor !== undefined) anchors.add(anchor);
        },
    });
    return anchors;
}
