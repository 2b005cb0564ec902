/** Settings of an SDK client. */
export interface ClientSettings {
    readonly region: string;
    readonly endpoint?: string;
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly profile?: string;
    readonly maxAttempts: number;
}

/** What a stack's configuration says about where it belongs. */
export interface Place {
    readonly accountId: string;
    readonly region: string;
    readonly emulator?: string | undefined;
}

/** How SDK clients reach the AWS that a stack's configuration names. */
export function configuredClient({ accountId, region, emulator }: Place): ClientSettings {
    return {
        region,
        maxAttempts: 3,
        ...(emulator === undefined
            ? {}
            : // As the stack's provider has them: see components/provider.ts.
              {
                  endpoint: emulator,
                  credentials: { accessKeyId: accountId, secretAccessKey: "emulated" },
              }),
    };
}
