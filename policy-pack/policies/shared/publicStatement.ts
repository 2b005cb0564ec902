/** Whether a statement of a resource policy is public: effective and ineffective conditions. */
import type { Condition, Statement } from "./policyDocument";

/** Condition keys on the caller: one of them limits callers, regardless of the principals. */
const WHO =
    /^(aws:(sourceaccount|sourcearn|sourceorgid|sourceorgpaths|sourcevpc|sourcevpcarn|sourcevpce|sourceowner|sourceip|vpceaccount|vpceorgid|vpceorgpaths|vpcsourceip|ec2instancesourcevpc|principalaccount|principalarn|principalorgid|principalorgpaths|principalservicename|principalservicenameslist|userid)|kms:calleraccount|s3:dataaccesspoint(account|arn)|lambda:functionurlauthtype|.*:sub)$/;

/** Keys that are true for services of AWS alone. */
const IS_SERVICE = "aws:principalisawsservice";

/** Values that do not limit the caller: `*`, `??????`, `o-*`, `vpce-*`, `repo:*`, `*:session`. */
const ANYTHING = /^([a-z0-9]{0,5}-?[*?:]+|\*.*)$/i;

/** Networks with fewer bits than the largest private one (a /8) count as public. */
const LONGEST_WORLD = 7;

/** Whether a statement allows something to everybody, without a condition that limits whom. */
export function isPublic({ effect, principals, conditions }: Statement): boolean {
    if (effect !== "Allow") return false;
    if (!principals.some((principal) => principal === "*")) return false;
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
    // Bucket names are globally unique; their ARNs contain no account id.
    if (service === "s3") return /^[*?]/.test(rest.join(":"));
    return account === undefined || /[*?]/.test(account);
}
