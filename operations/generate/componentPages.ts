/** Pages of Markdown about components. */
import { markdownTable } from "../../model/markdown";
import type { ComponentPage, Described, Member } from "./readSources";
import { GENERATED } from "./write";

/** A program under examples/components: its folder's name, and the text of its index.ts. */
export interface Example {
    readonly name: string;
    readonly text: string;
}

/** `serverlessApi` and `ServerlessApi` are `serverless-api`. */
export function kebab(name: string): string {
    return name.replace(
        /[A-Z]/g,
        (letter, index: number) => `${index > 0 ? "-" : ""}${letter.toLowerCase()}`,
    );
}

/** Name of a page's file, after the source's. */
export function fileOf({ source }: ComponentPage): string {
    return `${kebab(source.replace(/^.*\/|\.ts$/g, ""))}.md`;
}

/** The list of all pages. */
export function indexPage(pages: readonly ComponentPage[]): string {
    const rows = pages.map((page) => [`[${page.name}](${fileOf(page)})`, firstSentence(page.meaning)]);
    return [
        "# Components",
        "",
        `${GENERATED} Each component can be used alone: [examples/components](../../../examples/components/README.md).`,
        "",
        markdownTable(["component", "meaning"], rows),
        "",
    ].join("\n");
}

/** One component: meaning, arguments, outputs and example. */
export function componentPage(page: ComponentPage, examples: readonly Example[]): string {
    const { name, isClass, source, meaning, links } = page;
    const call = isClass ? `new ${name}(name, args, options?)` : `${name}(name, args, options)`;
    const sections = [
        `# ${name}`,
        `${meaning}\n`,
        `\`${call}\` in [${source}](../../../${source})${isClass ? `, as \`plumbline:index:${name}\`` : ""}. ${GENERATED}`,
        ...section("Arguments", members(page.arguments, true)),
        ...page.types.map(typeSection),
        ...section("Outputs", members(page.outputs, false)),
        ...(links === undefined ? [] : section("Access of linked workloads", links)),
        ...exampleSection(page, examples),
    ];
    return `${sections.join("\n\n")}\n`;
}

function section(title: string, text: string): string[] {
    return text === "" ? [] : [`## ${title}`, text];
}

function typeSection({ name, meaning, members: own, definition }: Described): string {
    const body = definition === "" ? members(own, true) : `\`${definition}\``;
    return [`### ${name}`, meaning, body].filter((part) => part !== "").join("\n\n");
}

function members(list: readonly Member[], given: boolean): string {
    if (list.length === 0) return "";
    const rows = list.map(({ name, type, optional, fallback, meaning }) => [
        `\`${name}\``,
        `\`${type}\``,
        ...(given ? [optional ? fallback : "required"] : []),
        meaning,
    ]);
    return markdownTable(given ? ["name", "type", "default", "meaning"] : ["name", "type", "meaning"], rows);
}

/** Its own example, or the examples that use it. */
function exampleSection(page: ComponentPage, examples: readonly Example[]): string[] {
    const own = examples.find(({ name }) => `${name}.md` === fileOf(page));
    if (own) {
        return section(
            "Example",
            `[examples/components/${own.name}](../../../examples/components/${own.name})\n\n\`\`\`ts\n${own.text.trim()}\n\`\`\``,
        );
    }
    const using = examples.filter(({ text }) => new RegExp(`\\b${page.name}\\b`).test(text));
    const list = using.map(({ name }) => `[${name}](../../../examples/components/${name})`).join(", ");
    return section("Example", list && `It is part of ${list}.`);
}

function firstSentence(text: string): string {
    return oneLine(text).replace(/(\.)( .*)$/s, "$1");
}

function oneLine(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}
