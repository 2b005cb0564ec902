/**
 * Lets requests pass that came through CloudFront, which adds a header that nobody else knows. This function
 * knows only its hash. A Lambda authorizer of an HTTP API, with the simple response.
 */
import { createHash, timingSafeEqual } from "node:crypto";

const expected = Buffer.from(process.env.ORIGIN_SHA256 ?? "", "hex");

/** @param {{ headers?: Record<string, string> }} event */
export async function handler({ headers }) {
    const given = createHash("sha256")
        .update(headers?.["x-origin-verify"] ?? "")
        .digest();
    return { isAuthorized: expected.length === given.length && timingSafeEqual(expected, given) };
}
