import { SecretValue } from "../../../config/values";

/** Keys as they follow each other: `"services.web.uses.0"`, or a list if a name has dots or spaces. */
export type Path = string | readonly string[];

/** Where, what stands there, and what is said of it after the key; `…` at the end stands for a list that grows. */
export type Mistake = readonly [path: Path, value: unknown, message: string];

/** An encrypted value. */
export const SECRET = new SecretValue("sesame");

/** The keys of a path; those that are places in a list as numbers. */
export function keysOf(path: Path): (string | number)[] {
    const parts = typeof path === "string" ? path.split(".") : path;
    return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Whether what is said is what a mistake's message says. */
export function isSaid(said: string, message: string): boolean {
    return message.endsWith("…") ? said.startsWith(message.slice(0, -1)) : said === message;
}
