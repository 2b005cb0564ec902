/** A policy document as JSON; statements allow by default. */
export function document(...statements: readonly Readonly<Record<string, unknown>>[]): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
    });
}

/** A statement for every principal, unless a condition limits it. */
export const everybody = (Condition?: object) => ({
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: "*",
    Resource: "*",
    ...(Condition && { Condition }),
});

/** A statement that denies requests without TLS. */
export const tls = (Action: string) => ({
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** A statement that lets in the principals of one account. */
export const mine = everybody({ StringEquals: { "aws:SourceAccount": "111122223333" } });

/** Policies of a queue or a topic, for the table of a rule that refuses public ones. */
export const publicPolicies = {
    compliant: { policy: document(mine, tls("*")) },
    violating: [
        [{ policy: document(everybody()) }, /^policy\.Statement\[0\] allows public access/],
        [{ policy: document(mine, everybody({ Bool: { "aws:SecureTransport": "true" } })) }, /\[1\]/],
    ],
    unknown: { policy: "deferred" },
    absent: { policy: "passes" },
    wrongType: { policy: "no JSON" },
} as const;
