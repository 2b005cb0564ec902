/** Words of stack files that components take as arguments. */

/** Way out of private subnets: none, a small instance or a NAT gateway for all zones, or a gateway per zone. */
export type Nat = "none" | "instance" | "single" | "perZone";
export const NAT = ["none", "instance", "single", "perZone"] as const satisfies readonly Nat[];

/** CloudWatch Container Insights of a cluster. */
export type ContainerInsights = "disabled" | "enabled" | "enhanced";
export const CONTAINER_INSIGHTS = [
    "disabled",
    "enabled",
    "enhanced",
] as const satisfies readonly ContainerInsights[];

/** The second factor of a user directory. */
export type Mfa = "off" | "optional" | "required";
export const MFA = ["off", "optional", "required"] as const satisfies readonly Mfa[];

/** The edge locations that CloudFront serves from. */
export type PriceClass = "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
export const PRICE_CLASSES = [
    "PriceClass_100",
    "PriceClass_200",
    "PriceClass_All",
] as const satisfies readonly PriceClass[];

/** Locks of objects and recovery points: with a special permission a governance lock can be lifted, a compliance lock never. */
export type LockMode = "governance" | "compliance";
export const LOCK_MODES = ["governance", "compliance"] as const satisfies readonly LockMode[];

/** What recipients are asked to do with mail in a domain's name that it did not send: let it in, mark it, or refuse it. */
export type Dmarc = "none" | "quarantine" | "reject";
export const DMARC = ["none", "quarantine", "reject"] as const satisfies readonly Dmarc[];

/** Why SES sends nothing more to an address. */
export type Suppression = "bounce" | "complaint";
export const SUPPRESSIONS = ["bounce", "complaint"] as const satisfies readonly Suppression[];

/** Types of parameters in SSM Parameter Store; only the last is encrypted. */
export type ParameterType = "String" | "StringList" | "SecureString";
export const PARAMETER_TYPES = [
    "String",
    "StringList",
    "SecureString",
] as const satisfies readonly ParameterType[];
