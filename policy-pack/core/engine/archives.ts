/**
 * Archives of assets, such as the code of a function: where a remediation returns one, the SDK sends a list of names in its
 * place, which ends the run. Written out as the engine sends them, they go back as they came.
 */
import * as proxy from "@pulumi/policy/proxy";
import { asset } from "@pulumi/pulumi";

/** How the engine marks an archive. */
const MARK = { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7" };

/** Properties of the SDK's proxies, which are not in its typings: whether something is one, and what it is around. */
const [IS_PROXY, TARGET] = ["isSpecialProxy", "getSpecialProxyTarget"].map((name) =>
    String(Reflect.get(proxy, name)),
) as [string, string];

/** Writes out the archives among properties, in place. */
export async function writeOutArchives(props: object): Promise<void> {
    // Without the proxies, one of which throws at unknown values.
    let own = props as Record<string, unknown>;
    while (own[IS_PROXY] === true) own = own[TARGET] as Record<string, unknown>;
    for (const [key, value] of Object.entries(own)) own[key] = await writtenOut(value);
}

async function writtenOut(value: unknown): Promise<unknown> {
    if (!(value instanceof asset.AssetArchive)) return value;
    const assets: Record<string, unknown> = {};
    for (const [name, one] of Object.entries(await value.assets)) assets[name] = await writtenOut(one);
    return { ...MARK, assets };
}
