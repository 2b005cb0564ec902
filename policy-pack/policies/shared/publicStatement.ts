/** Whether a statement of a resource's policy lets everybody in: which conditions limit whom, and which only seem to. */
import type { Condition, Statement } from "./policyDocument";

/** Keys that say who or what comes, of which one in a condition limits that, however many principals are named. */
const WHO =
    /^(aws:(sourceaccount|sourcearn|sourceorgid|sourceorgpaths|sourcevpc|sourcevpce|sourceowner|sourceip|principalaccount|principalarn|principalorgid|principalorgpaths|userid)|kms:calleraccount|s3:dataaccesspointaccount|lambda:functionurlauthtype|.*:sub)$/;

/** Keys that are true for services of AWS alone. */
const IS_SERVICE = "aws:principalisawsservice";

/** Values that leave open what matters: `*`, `??????`, `o-*`, `vpce-*`, `repo:*`. */
const ANYTHING = /^[a-z0-9]{0,5}-?[*?:]+$/i;

/** Fewer bits than the largest network that somebody may have to himself (a /8) are a part of the world. */
const LONGEST_WORLD = 7;

/** Whether a statement allows something to everybody, without a condition that limits whom. */
export function isPublic({ effect, principals, notPrincipals, conditions }: Statement): boolean {
    if (effect !== "Allow") return false;
    if (notPrincipals.length === 0 && !principals.includes("*")) return false;
    return !conditions.some((condition) => isLimiting(condition) && isThere(condition, conditions));
}

function isLimiting({ operator, key, values }: Condition): boolean {
    if (key === IS_SERVICE) return /^Bool$/i.test(operator) && values.every((value) => value === "true");
    return (
        WHO.test(key) && /^((String|Arn)(Equals|Like)|IpAddress)/i.test(operator) && !values.some(isAnything)
    );
}

/** Whether a request without the key does not get through, by this condition or by another one. */
function isThere({ isMetByNothing, key }: Condition, all: readonly Condition[]): boolean {
    if (!isMetByNothing) return true;
    return all.some(
        (one) => /^Null$/i.test(one.operator) && one.key === key && one.values.every((v) => v === "false"),
    );
}

function isAnything(value: string): boolean {
    if (ANYTHING.test(value)) return true;
    const [, bits] = /^[0-9a-f.:]+\/(\d+)$/i.exec(value) ?? [];
    if (bits !== undefined) return Number(bits) <= LONGEST_WORLD;
    const [arn, , service, , account, ...rest] = value.split(":");
    if (arn !== "arn") return false;
    // Buckets have names of their own in all the world; their ARNs say no account.
    if (service === "s3") return /^[*?]/.test(rest.join(":"));
    return account === undefined || /[*?]/.test(account);
}
