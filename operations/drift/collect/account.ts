import { type ClientSettings, configuredClient, type Place } from "../../pulumi/awsClient";
import { throwIfInterrupted } from "../../pulumi/signals";
import { isObject, reveal } from "../values/secret";
import { explainProblem } from "../problems";
import type { StackState, StateResource } from "../state";

/** The identity of this process in AWS, as the stack's provider would use it. */
export interface Account {
    readonly account: string | undefined;
    readonly region: string | undefined;
    /** Why AWS's answers about this stack can't be trusted. */
    readonly reasons: readonly string[];
    /** How SDK clients reach the same AWS as the provider. */
    readonly client: AccountClient;
}

/** The stack's place from its configuration, with the credentials of its emulator if it has one. */
export type Expected = Partial<Pick<Place, "accountId" | "region" | "credentials">>;

/** The same place, with further settings from the state. */
export interface AccountClient extends ClientSettings {
    /** The regions of resources in the state, by URN. @default none is known */
    readonly regions?: ReadonlyMap<string, string>;
    /** Whether the provider assumes a role, and this client would not. @default false */
    readonly assumesRole?: boolean;
}

/**
 * Compares account and region of the credentials with those of the resources in the state: the answers of a wrong
 * account would look like a mass deletion.
 *
 * @param expected account and region of the stack's configuration, if there is one, with its credentials
 * @param signal ends the question
 * @throws Failure if interrupted by the signal
 */
export async function checkAccount(
    state: StackState,
    expected: Expected = {},
    signal?: AbortSignal,
): Promise<Account> {
    const provider = mainProvider(state);
    const client = { ...clientSettings(provider, expected), regions: regionsOf(state) };
    if (provider === undefined) return { account: undefined, region: undefined, reasons: [], client };
    const { region } = client;
    const reasons = wrongRegion(state, provider, region);
    const allowed = allowedAccounts(provider, expected.accountId);
    if (assumesRole(provider)) {
        // The provider assumes a role first, and refuses accounts that its settings exclude.
        return { account: undefined, region, reasons, client: { ...client, assumesRole: true } };
    }
    const asked = await whoAsks(client, (account) => wrongAccount(state, account, allowed), signal);
    return { ...asked, region, reasons: [...reasons, ...asked.reasons], client };
}

/** The same for a stack that has never been deployed: only its configuration has account and region. */
export async function checkNewAccount(place: Place): Promise<Account> {
    const { accountId, region } = place;
    const client = configuredClient(place);
    const empty = { resources: [], pending: [], project: "", stack: "", secrets: undefined };
    return {
        region,
        client,
        ...(await whoAsks(client, (account) => wrongAccount(empty, account, [accountId]))),
    };
}

async function whoAsks(
    client: ClientSettings,
    wrong: (account: string | undefined) => string[],
    signal?: AbortSignal,
): Promise<Pick<Account, "account" | "reasons">> {
    try {
        const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
        const { Account: account } = await new STSClient(client).send(
            new GetCallerIdentityCommand({}),
            signal === undefined ? {} : { abortSignal: signal },
        );
        return { account, reasons: wrong(account) };
    } catch (error) {
        throwIfInterrupted(signal);
        const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        const { text } = explainProblem({ message });
        return {
            account: undefined,
            reasons: [`AWS does not return the account of the credentials: ${text}`],
        };
    }
}

/** Loads the modules of {@link checkAccount} during another wait. */
export async function preloadAccountClient(): Promise<void> {
    await import("@aws-sdk/client-sts");
}

/** The AWS provider that most resources have. */
function mainProvider({ resources }: StackState): StateResource | undefined {
    const counts = new Map<string, number>();
    for (const { provider } of resources) {
        const urn = provider?.slice(0, provider.lastIndexOf("::"));
        if (urn?.includes("::pulumi:providers:aws::")) counts.set(urn, (counts.get(urn) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([, a], [, b]) => b - a);
    return resources.find(({ urn }) => urn === most?.[0]);
}

function clientSettings(provider: StateResource | undefined, expected: Expected): ClientSettings {
    const setting = (name: string): string | undefined => {
        const value = reveal(provider?.inputs[name]);
        return typeof value === "string" && value !== "" ? value : undefined;
    };
    const [accessKeyId, secretAccessKey, profile] = [
        setting("accessKey"),
        setting("secretKey"),
        setting("profile"),
    ];
    const credentials =
        accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : expected.credentials;
    const endpoints = nested(provider, "endpoints");
    const endpoint = Array.isArray(endpoints)
        ? endpoints
              .filter(isObject)
              .map((each) => each["sts"])
              .find((each) => typeof each === "string")
        : undefined;
    const region =
        setting("region") ??
        expected.region ??
        process.env["AWS_REGION"] ??
        process.env["AWS_DEFAULT_REGION"];
    return {
        region: region ?? "us-east-1",
        maxAttempts: 3,
        ...(typeof endpoint === "string" ? { endpoint } : {}),
        ...(credentials === undefined ? {} : { credentials }),
        ...(profile === undefined ? {} : { profile }),
    };
}

function regionsOf({ resources }: StackState): Map<string, string> {
    return new Map(
        resources.flatMap(({ urn, outputs }) =>
            typeof outputs["region"] === "string" ? [[urn, outputs["region"]] as const] : [],
        ),
    );
}

/** A setting of the provider that is a list or an object; the state has these as JSON. */
function nested(provider: StateResource | undefined, name: string): unknown {
    const value = reveal(provider?.inputs[name]);
    if (typeof value !== "string") return value;
    try {
        return JSON.parse(value) as unknown;
    } catch {
        return value;
    }
}

function assumesRole(provider: StateResource): boolean {
    return ["assumeRoles", "assumeRole", "assumeRoleWithWebIdentity"].some((name) => {
        const value = nested(provider, name);
        return Array.isArray(value) ? value.length > 0 : isObject(value);
    });
}

function allowedAccounts(provider: StateResource, configured: string | undefined): string[] {
    const allowed = nested(provider, "allowedAccountIds");
    return [
        ...(configured === undefined ? [] : [configured]),
        ...(Array.isArray(allowed) ? allowed.map(String) : []),
    ];
}

function wrongAccount(state: StackState, account: string | undefined, allowed: readonly string[]): string[] {
    if (account === undefined) return ["AWS does not return the account of the credentials."];
    if (allowed.length > 0 && !allowed.includes(account)) {
        return [
            `The credentials belong to account ${account}, and the stack to ${[...new Set(allowed)].join(" or ")}. ` +
                "Use credentials of that account.",
        ];
    }
    const owners = [...new Set(arns(state).map(([, , , , owner = ""]) => owner))].filter((owner) =>
        /^\d{12}$/.test(owner),
    );
    return owners.length === 0 || owners.includes(account)
        ? []
        : [
              `The credentials belong to account ${account}, and the resources in the state to ${owners.join(", ")}. ` +
                  "Use credentials of that account.",
          ];
}

/** Why a region can't be the resources': only if the provider takes it from the environment, and none is in it. */
export function wrongRegion(state: StackState, provider: StateResource, region: string): string[] {
    if (provider.inputs["region"] !== undefined) return [];
    const regions = [...new Set(arns(state).map(([, , , found = ""]) => found))].filter(
        (found) => found !== "",
    );
    return regions.length === 0 || regions.includes(region)
        ? []
        : [
              `The region is ${region} (AWS_REGION), and the resources in the state are in ${regions.join(", ")}. ` +
                  "Set AWS_REGION.",
          ];
}

/** The ARNs of all resources, in parts. */
function arns({ resources }: StackState): string[][] {
    return resources
        .filter(({ type }) => type.startsWith("aws:"))
        .map(({ outputs }) => outputs["arn"])
        .filter((arn) => typeof arn === "string")
        .map((arn) => arn.split(":"));
}
