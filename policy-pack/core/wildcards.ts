/** Whether a pattern, in which `*` stands for any characters, fits all of a text. */
export function fits(pattern: string, text: string): boolean {
    return matches(pattern, text, false);
}

/** The same for patterns of IAM: `?` stands for one character, and case does not matter. */
export function fitsIamPattern(pattern: string, text: string): boolean {
    return matches(pattern.toLowerCase(), text.toLowerCase(), true);
}

/** Goes back to the last `*` only, so that its time does not explode, as that of a regular expression may. */
function matches(pattern: string, text: string, hasQuestionMarks: boolean): boolean {
    let [at, from] = [0, 0];
    let last: { readonly star: number; readonly end: number } | undefined;
    while (from < text.length) {
        const key = pattern[at];
        if (key === "*") {
            last = { star: at, end: from };
            at++;
        } else if (key !== undefined && (key === text[from] || (hasQuestionMarks && key === "?"))) {
            at++;
            from++;
        } else if (last) {
            last = { star: last.star, end: last.end + 1 };
            at = last.star + 1;
            from = last.end;
        } else return false;
    }
    return /^\**$/.test(pattern.slice(at));
}
