/** Cases of values that AWS would refuse, and what they are made of. */
import type { Path } from "../mistakes/mistake";

export type Raw = Record<string, unknown>;
export type Change = readonly [path: Path, value: unknown];

export const CODE = "examples/sample/functions/orders";
export const functionOn = (on: unknown): Change => ["functions.extra", { code: CODE, on: [on] }];
export const metric = (pattern: string, more: Raw = {}): Change => [
    "monitoring.metrics.other",
    { source: "function/orders", pattern, ...more },
];
export const layer = (name: string, version: number): string =>
    `arn:aws:lambda:eu-west-1:111122223333:layer:${name}:${version}`;
export const pipeline = (variables: Raw): Change => [
    "pipelines.main",
    {
        repository: "acme/shop",
        connectionArn: "arn:aws:codeconnections:eu-west-1:111122223333:connection/abc",
        environment: variables,
    },
];
export const numbers = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => String(index));
export const COUNTRIES =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU".split(
        " ",
    );
export const environment = (name: string): Change => ["functions.orders.environment", { [name]: "x" }];

/** What is wrong, the change, and how the one message begins; `undefined`: there is none. */
export type Case = readonly [what: string, changes: readonly Change[], said: string | undefined];
