import { devNull } from "node:os";
import * as path from "node:path";
import { emulatorCredentials } from "../emulator/credentials";
import { modulesOf } from "./modules";
import type { Toolchain } from "./toolchain";

/**
 * Settings that make Pulumi quicker and change nothing else; the user's own take precedence. They are for Pulumi
 * alone, and none of the exports of `plumb env`: the user's shell starts other programs as well.
 *
 * GOGC takes a sixth off the processor time of a preview, because engine and providers collect garbage less often; the
 * limit keeps a small machine out of trouble. Node keeps what it has compiled, a fifth of the program's start. The engine
 * compares several resources at once, as many as it may create at once, and goes on with each as if it had waited for it.
 */
export function quicker(): Record<string, string> {
    const settings = {
        GOGC: "400",
        GOMEMLIMIT: "1GiB",
        NODE_COMPILE_CACHE: compileCache,
        PULUMI_PARALLEL_DIFF: "true",
    };
    return Object.fromEntries(
        Object.entries(settings).map(([name, value]) => [name, process.env[name] ?? value]),
    );
}

const compileCache = path.join(modulesOf(path.resolve(__dirname, "../..")), ".cache/plumbline/node");

/**
 * The passphrase of every emulated stack. Published on purpose: an emulated stack protects nothing, and with
 * a known passphrase its stack file, encryption salt included, can be committed and shared.
 */
export const emulatedPassphrase = "plumbline";

export interface EnvironmentOptions {
    readonly toolchain: Toolchain;
    /** The emulator's URL; undefined for a real stack, which keeps the person's own backend and passphrase. */
    readonly emulator: string | undefined;
    /** Folder of the file backend that an emulated stack lives in. */
    readonly state: string;
    /** The emulator's directory, where its secret is. */
    readonly directory: string;
    /** The account of an emulated stack. @default the emulator's own */
    readonly account?: string | undefined;
}

/** Variables to set, or to take away where there is no value. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The variables with which Pulumi runs this project, on top of the user's.
 * Nothing more: credentials, regions and (for real stacks) backend and passphrase stay the user's.
 */
export function environment(options: EnvironmentOptions): Variables {
    const variables: Record<string, string | undefined> = {
        ...options.toolchain.environment,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // Types are checked by `plumb test`; checking them at every start would double the time of a preview.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        ...quicker(),
    };
    if (options.emulator !== undefined) {
        // For whatever is not configured to use the emulator: nothing of an emulated stack may reach AWS. It also
        // disables the self-built provider's pauses for AWS's eventual consistency, which an emulator lacks.
        Object.assign(variables, emulatedCredentials(options), { AWS_ENDPOINT_URL: options.emulator });
        variables["PULUMI_BACKEND_URL"] = backendUrl(options.state);
        variables["PULUMI_CONFIG_PASSPHRASE"] = emulatedPassphrase;
    }
    return variables;
}

/**
 * The credentials of an emulated account, and no others: the user's own profile, role, session or endpoint would lead
 * somewhere else, or be sent to the emulator.
 */
function emulatedCredentials({ directory, account }: EnvironmentOptions): Variables {
    const { accessKeyId, secretAccessKey } = emulatorCredentials(directory, account);
    const endpoints = Object.keys(process.env).filter((name) => name.startsWith("AWS_ENDPOINT_URL_"));
    return {
        ...Object.fromEntries([...theirs, ...endpoints].map((name) => [name, undefined])),
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_CONFIG_FILE: devNull,
        AWS_SHARED_CREDENTIALS_FILE: devNull,
        AWS_EC2_METADATA_DISABLED: "true",
    };
}

/** Further variables from which AWS's SDKs take credentials, or that replace them. */
const theirs = [
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_DEFAULT_PROFILE",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_SECURITY_TOKEN",
    "AWS_SESSION_TOKEN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
] as const;

/**
 * The URL of a file backend. Pulumi reads the path as it is, so blanks and the like are not escaped.
 * No metadata: its files beside the state are the only ones that are not written in one step, and a Pulumi that is
 * killed while it writes one leaves a stack that nothing can read any more ("failed to load checkpoint: EOF").
 */
export function backendUrl(folder: string): string {
    return `file://${folder}?metadata=skip`;
}
