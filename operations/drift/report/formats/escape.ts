import { plain } from "./text";

/**
 * Foreign text for Markdown, as code: shown as it is, on one line, in tables as well. It can neither break
 * out of its cell nor become a tag, a link, or a mention that notifies people.
 */
export function code(text: string): string {
    const shown = plain(text);
    if (shown === "") return "";
    // What a code span cannot hold within a table: its own delimiter, the table's, and what would escape that.
    return /[`|\\]/.test(shown) ? `<code>${entities(shown)}</code>` : `\`${shown}\``;
}

/** Foreign text for Markdown, as part of a sentence. */
export function prose(text: string): string {
    // GitHub looks for @names and #numbers after it has rendered the text: only something between prevents that.
    return entities(plain(text).replaceAll(/([@#])(?=\w)/g, "$1\u200b"));
}

/** Every sign that could mean something in Markdown or HTML, as a character reference, which never does. */
function entities(text: string): string {
    return text.replaceAll(/[!"#$&'()*+<=>?@[\\\]^_`{|}~]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}
