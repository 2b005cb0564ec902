/** Functions import it from `/opt/nodejs/prices.mjs`. */
export const inEuro = (cents) => `${(cents / 100).toFixed(2)} €`;
