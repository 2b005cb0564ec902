import { inEuro } from "/opt/nodejs/prices.mjs";

export const handler = async ({ cents }) => inEuro(cents);
