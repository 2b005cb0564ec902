/** A policy document as JSON; statements allow unless they say otherwise. */
export function document(...statements: readonly Readonly<Record<string, unknown>>[]): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
    });
}
