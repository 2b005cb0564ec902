import { createHash, createHmac } from "node:crypto";
import { type Credentials, emulatorCredentials } from "./credentials";
import type { Emulator } from "./process";

/** A request to an AWS API of an emulator, or to the emulator itself. */
export interface SignedRequest {
    /** As it is called in signatures: "s3", "monitoring". */
    readonly service: string;
    /** @default "us-east-1" */
    readonly region?: string;
    /** @default the emulator's own */
    readonly account?: string;
    /** Credentials that the emulator itself has handed out. @default those of the account */
    readonly credentials?: Credentials & { readonly sessionToken?: string };
    /** @default "GET" */
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
}

/**
 * Headers with which an emulator takes a request for its owner's.
 * @param url whole, as it will be asked for
 */
export async function sign(
    emulator: Pick<Emulator, "directory">,
    url: string,
    request: SignedRequest,
): Promise<Record<string, string>> {
    const { service, region = "us-east-1", account, method = "GET", headers = {}, body } = request;
    // Loaded here: most commands sign nothing by themselves.
    const { SignatureV4 } = await import("@smithy/signature-v4");
    const signer = new SignatureV4({
        service,
        region,
        credentials: request.credentials ?? emulatorCredentials(emulator.directory, account),
        sha256: Sha256,
        // A path is encoded once more before it is signed, but not for S3.
        uriEscapePath: service !== "s3",
    });
    const { protocol, hostname, port, pathname, host, searchParams } = new URL(url);
    const query: Record<string, string[]> = {};
    for (const name of new Set(searchParams.keys())) query[name] = searchParams.getAll(name);
    const signed = await signer.sign({
        ...{ method, protocol, hostname, path: pathname, query, body },
        headers: { ...headers, host },
        ...(port === "" ? {} : { port: Number(port) }),
    });
    return signed.headers;
}

/** Asks an emulator as its owner. @param path with its query string */
export async function signedFetch(
    emulator: Emulator,
    path: string,
    request: SignedRequest,
): Promise<Response> {
    const url = `${emulator.url}${path}`;
    const { method = "GET", body } = request;
    const headers = await sign(emulator, url, request);
    return fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
}

/** Node's own, in the form that the signer wants. */
class Sha256 {
    private readonly hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

    constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
        this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytes(secret));
    }

    update(data: string | ArrayBuffer | ArrayBufferView): void {
        this.hash.update(bytes(data));
    }

    async digest(): Promise<Uint8Array> {
        return Promise.resolve(this.hash.digest());
    }

    reset(): never {
        throw new Error("the signer makes a new one each time");
    }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
    if (typeof data === "string") return Buffer.from(data, "utf8");
    return ArrayBuffer.isView(data)
        ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
        : new Uint8Array(data);
}
