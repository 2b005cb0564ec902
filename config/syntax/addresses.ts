/** Addresses: origins of pages, endpoints, blocks of IP addresses, URLs that Cognito leads to. */
import { isIPv4, isIPv6 } from "node:net";

const HOST = /^(localhost|([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)$/;
const isPort = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;

/** The words for what is allowed instead of an origin. No wildcard: it would let every site act for signed-in users. */
export function otherOrigin(text: string): string | undefined {
    const words = 'an origin such as "https://shop.example.com", never "*"';
    const [, host, port] = /^https?:\/\/([^/:?#]+)(?::(.*))?$/.exec(text) ?? [];
    if (host === undefined || host.length > 253 || !HOST.test(host)) return words;
    return port === undefined || isPort(port) ? undefined : `${words}, with a port of 1 to 65535`;
}

/** The words for what is allowed instead of the endpoint of an emulator, which is on this machine or none. */
export function otherEndpoint(text: string): string | undefined {
    const words = '"none", or an emulator on this machine such as "http://127.0.0.1:4566"';
    const port = /^http:\/\/127\.0\.0\.1:(\d+)$/.exec(text)?.[1];
    if (text === "none") return undefined;
    if (port === undefined) return words;
    return isPort(port) ? undefined : `${words}, with a port of 1 to 65535`;
}

/**
 * The words for what is allowed instead of a URL that Cognito leads people to after they have signed in or out.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html
 */
export function otherReturn(text: string): string | undefined {
    const words = "an https URL; http is for localhost only";
    if (!URL.canParse(text) || text.length > 1024 || /\s/.test(text)) return words;
    const { protocol, hostname } = new URL(text);
    const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
    if (!(text.startsWith("https://") || (text.startsWith("http://") && isLocal))) return words;
    return text.includes("#") || protocol === "" ? `${words}, without a fragment (#…)` : undefined;
}

/** The words for what is allowed instead of a block of addresses: AWS WAF takes blocks from their first address on. */
export function otherBlock(text: string): string | undefined {
    const words = 'a block of addresses in CIDR notation, such as "203.0.113.0/24" or "2001:db8::/32"';
    const [, address = "", length = ""] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
    const bits = isIPv4(address) ? 32 : isIPv6(address) && !address.includes("%") ? 128 : 0;
    const prefix = Number(length);
    if (bits === 0 || prefix > bits) return words;
    if (prefix === 0) return "a block of addresses smaller than /0";
    const groups = bits === 32 ? address.split(".").map(Number) : groupsOf(address);
    const size = bits / groups.length;
    const first = groups.map((group, index) => {
        const kept = Math.min(size, Math.max(0, prefix - index * size));
        return group & ~(2 ** (size - kept) - 1) & (2 ** size - 1);
    });
    const start = bits === 32 ? first.join(".") : new URL(`http://[${hex(first)}]`).hostname.slice(1, -1);
    return first.every((group, index) => group === groups[index])
        ? undefined
        : `${start}/${prefix}, where the block begins`;
}

/** A valid block of addresses in the one spelling that programs compare: IPv6 has several for each. */
export function sameBlock(block: string): string {
    const [address = "", length = ""] = block.split("/");
    return isIPv6(address) ? `${new URL(`http://[${address}]`).hostname.slice(1, -1)}/${length}` : block;
}

/** The eight groups of an IPv6 address, which may be shortened. */
function groupsOf(address: string): number[] {
    const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
    const [left = "", right] = plain.split("::");
    const numbers = (text: string): number[] =>
        text === "" ? [] : text.split(":").map((group) => parseInt(group, 16));
    const [before, after] = [numbers(left), numbers(right ?? "")];
    return right === undefined
        ? before
        : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

const hex = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(":");
