/** Requests to services of AWS that no SDK client here is for. */
import type { Settings } from "../../config/validate";
import { sign } from "../emulator/request";
import { configuredClient, placeOf } from "../pulumi/awsClient";
import type { Engine } from "../pulumi/engine";

/** One request to AWS. */
export interface Question {
    /** As it is called in signatures. */
    readonly service: string;
    /** Region of its endpoint. @default the stack's */
    readonly region?: string;
    /** Host without a region, of a service that has one for all. @default `<service>.<region>.amazonaws.com` */
    readonly host?: string;
    readonly method: "GET" | "POST";
    /** @default "/" */
    readonly path?: string;
    /** Target of a JSON service, such as `StarlingDoveService.DescribeConfigurationRecorders`. */
    readonly target?: string;
    readonly body?: string;
    /** Headers that the service wants. @default none */
    readonly headers?: Readonly<Record<string, string>>;
}

/** Asks AWS, and returns the answer's text. @throws Error with the reason if there is none */
export type Ask = (question: Question) => Promise<string>;

/** What AWS answers where there is no hub, no policy for passwords, no block of public buckets, no identity of SES. */
const NONE =
    /InvalidAccessException|not subscribed|NoSuchEntity|NoSuchPublicAccessBlock|NotFoundException|identity .*does not exist/i;

type Credentials = NonNullable<Parameters<typeof sign>[2]["credentials"]>;

/** How AWS, or the emulator in its place, is asked. */
export function askAws(engine: Engine, settings: Settings): Ask {
    const client = configuredClient(placeOf(engine, settings));
    const identify = async (): Promise<Credentials> => {
        const { STSClient } = await import("@aws-sdk/client-sts");
        return new STSClient(client).config.credentials();
    };
    // Asked for once, and only if there is a question.
    let credentials: Promise<Credentials> | undefined;
    return async ({
        service,
        region = settings.region,
        host,
        method,
        path = "/",
        target,
        body,
        headers: own = {},
    }) => {
        const base = client.endpoint ?? `https://${host ?? `${service}.${region}.amazonaws.com`}`;
        const url = `${base}${path}`;
        const headers = await sign({ directory: "" }, url, {
            service,
            region,
            method,
            credentials: await (credentials ??= identify()),
            ...(body === undefined ? {} : { body }),
            headers: {
                ...own,
                ...(target === undefined
                    ? {}
                    : { "content-type": "application/x-amz-json-1.1", "x-amz-target": target }),
            },
        });
        const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
        const text = await response.text();
        if (!response.ok && NONE.test(text)) return "{}";
        if (!response.ok) throw new Error(`${response.status} ${firstLine(text)}`);
        return text;
    };
}

function firstLine(text: string): string {
    return text
        .replaceAll(/<[^>]+>/g, " ")
        .replaceAll(/\s+/g, " ")
        .trim()
        .slice(0, 200);
}
