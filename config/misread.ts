import { type Document, isCollection, type LineCounter, type Scalar, visit } from "yaml";

/**
 * Numbers of YAML 1.1 that are other numbers, or text, in 1.2: 017 is 15, 1_000 is 1000; and days, which get a time.
 * Pulumi reads both versions at once: https://pkg.go.dev/gopkg.in/yaml.v3#readme-compatibility
 */
const OTHER_VALUE =
    /^([-+]?(0[0-7_]+|0b[01_]+|0x[\da-f]*_[\da-f_]*|\d[\d_]*_[\d_]*)|\d{4}-\d\d?-\d\d?([Tt ].*)?)$/i;

/**
 * What Pulumi's reader of YAML takes for something else than ours, so that what we have found right would be refused,
 * or be another value, once Pulumi runs.
 */
export function misread(
    document: Document,
    lines: LineCounter,
): { readonly line: number; readonly message: string }[] {
    const found: { line: number; message: string }[] = [];
    visit(document, {
        Scalar(_key, scalar, parents) {
            const { type, source = "", range } = scalar as Scalar;
            if (type !== "PLAIN") return;
            const isInFlow = parents.some((parent) => isCollection(parent) && parent.flow);
            const why =
                isInFlow && source.includes("?")
                    ? "within { } and [ ] Pulumi ends it at the question mark"
                    : OTHER_VALUE.test(source)
                      ? "Pulumi reads another value"
                      : undefined;
            if (why === undefined) return;
            found.push({
                line: lines.linePos(range?.[0] ?? 0).line,
                message: `must have ${source} in quotes: ${why}`,
            });
        },
    });
    return found;
}
