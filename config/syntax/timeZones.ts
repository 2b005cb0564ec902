/** Names of time zones: https://www.iana.org/time-zones */
import { nearest } from "../../model/text";

/** Names that are no place, which the runtime lists under others. */
const PLAIN = ["UTC", "GMT", "Etc/UTC", "Etc/GMT"];

/** The words for what is allowed instead of a name that no time zone has; undefined if one has it. */
export function otherTimeZone(text: string): string | undefined {
    const known = [...PLAIN, ...Intl.supportedValuesOf("timeZone")];
    if (known.includes(text) || isOtherName(text, known)) return undefined;
    const near = nearest(text, known);
    return `a time zone such as "Europe/Berlin"${near === undefined ? "" : `; did you mean "${near}"?`}`;
}

const AREAS =
    "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US";

/** Another name of a zone, such as US/Eastern or Asia/Kolkata. The runtime takes any case, AWS only the right one. */
function isOtherName(text: string, known: readonly string[]): boolean {
    const isWritten = new RegExp(`^((${AREAS})/[A-Z][\\w+/-]*|[A-Z][\\w+-]*)$`).test(text);
    if (!isWritten || known.some((name) => name.toLowerCase() === text.toLowerCase())) return false;
    try {
        new Intl.DateTimeFormat("en", { timeZone: text });
        return true;
    } catch {
        return false;
    }
}
