import type { Settings } from "../config/validate";
import { parseUse } from "../model/uses";

/**
 * Addresses of an emulated stack for a browser: its sites, media and APIs, which the emulator serves under their own host
 * names. Containers do not run on the emulator, so services have no address here.
 *
 * @returns rows of `<kind>/<name>` and URL
 */
export function emulatedAddresses({ emulator, hosts, apis }: Settings): string[][] {
    if (emulator === undefined) return [];
    const { port } = new URL(emulator);
    return Object.entries(hosts).flatMap(([id, host]) => {
        // Every name below localhost leads to this machine.
        const local = `http://${host.endsWith(".localhost") ? host : `${host}.localhost`}:${port}`;
        const { kind, name } = parseUse(id);
        if (kind === "site" || kind === "media") return [[id, `${local}/`]];
        return kind === "api" ? [[id, `${local}${openPath(apis[name]?.routes)}`]] : [];
    });
}

/** A path of an API that answers without a token, or nothing. */
function openPath(routes: Settings["apis"][string]["routes"] = {}): string {
    const open = Object.entries(routes).find(
        ([route, { public: everyone }]) => everyone && /^GET [^{]*$/.test(route),
    );
    return open?.[0].slice("GET ".length) ?? "";
}
