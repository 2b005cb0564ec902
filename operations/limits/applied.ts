import {
    GetAWSDefaultServiceQuotaCommand,
    GetServiceQuotaCommand,
    type ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import type { Clients } from "./clients";
import { isUnknown, refusal, type Refusal } from "./problem";
import type { Quota } from "./quotas";

/** A quota of an account. */
export interface Allowed {
    readonly value: number;
    /** Where the value is from: what was granted to this account, AWS's default now, or as it is written down here. */
    readonly source: "account" | "AWS default" | "documentation";
    /** Why the account's own value is not known. */
    readonly refusal?: Refusal;
}

/** Reads an account's quotas; for quotas never raised, Service Quotas often knows the default only. */
export async function allowed(quota: Quota, { quotas }: Pick<Clients, "quotas">): Promise<Allowed> {
    if (quota.code === undefined) return { value: quota.byDefault, source: "documentation" };
    const client = quotas(quota.region);
    const which = { ServiceCode: quota.service, QuotaCode: quota.code };
    const own = await value(client.send(new GetServiceQuotaCommand(which)), "servicequotas:GetServiceQuota");
    if (typeof own === "number") return { value: own, source: "account" };
    const usual = await defaultOf(client, which);
    const found: Allowed =
        typeof usual === "number"
            ? { value: usual, source: "AWS default" }
            : { value: quota.byDefault, source: "documentation" };
    return own === undefined ? found : { ...found, refusal: own };
}

async function defaultOf(
    client: ServiceQuotasClient,
    which: { ServiceCode: string; QuotaCode: string },
): Promise<number | Refusal | undefined> {
    return value(
        client.send(new GetAWSDefaultServiceQuotaCommand(which)),
        "servicequotas:GetAWSDefaultServiceQuota",
    );
}

/** @returns undefined if Service Quotas has no such quota */
async function value(
    asked: Promise<{ readonly Quota?: { readonly Value?: number | undefined } | undefined }>,
    permission: string,
): Promise<number | Refusal | undefined> {
    try {
        return (await asked).Quota?.Value;
    } catch (error) {
        return isUnknown(error) ? undefined : refusal(error, permission);
    }
}
