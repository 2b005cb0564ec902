import { SecretValue } from "../../../config/values";

/** Keys as they follow each other: `"services.web.uses.0"`, or a list if a name has dots or spaces. */
export type Path = string | readonly string[];

/** Path, value, and the message after the key; `…` at the end stands for a growing list. */
export type Mistake = readonly [path: Path, value: unknown, message: string];

/** An encrypted value. */
export const SECRET = new SecretValue("sesame");

/** The keys of a path; list positions as numbers. */
export function keysOf(path: Path): (string | number)[] {
    const parts = typeof path === "string" ? path.split(".") : path;
    return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Whether a message matches the expected one. */
export function isSaid(said: string, message: string): boolean {
    return message.endsWith("…") ? said.startsWith(message.slice(0, -1)) : said === message;
}
