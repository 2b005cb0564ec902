import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { exitCodes, Failure } from "./failure";

/**
 * Requires a backend for a stack in real AWS. Without one Pulumi asks for PULUMI_ACCESS_TOKEN, which is one way of several.
 * @throws Failure that names them
 */
export function requireLogin(root: string, stack: string): void {
    const { PULUMI_BACKEND_URL: backend = "", PULUMI_ACCESS_TOKEN: token = "" } = process.env;
    if (backend !== "" || token !== "" || hasProjectBackend(root) || isLoggedIn()) return;
    throw new Failure(
        `Stack "${stack}" is in real AWS, and Pulumi is not logged in to a backend that holds its state. ` +
            "Log in with `pulumi login <backend>`, such as `pulumi login s3://my-state`, or set PULUMI_BACKEND_URL " +
            "(or PULUMI_ACCESS_TOKEN for Pulumi Cloud). " +
            `To look at the stack without a login: ./plumb rehearse ${stack} --preview`,
        exitCodes.missing,
    );
}

function hasProjectBackend(root: string): boolean {
    try {
        const project = parse(readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as {
            readonly backend?: { readonly url?: unknown };
        } | null;
        return typeof project?.backend?.url === "string";
    } catch {
        return false; // Pulumi itself reports a broken Pulumi.yaml.
    }
}

/** What `pulumi login` leaves behind. */
function isLoggedIn(): boolean {
    // `||` because an empty variable counts as unset.
    const file = path.join(process.env["PULUMI_HOME"] || path.join(homedir(), ".pulumi"), "credentials.json");
    if (!existsSync(file)) return false;
    try {
        const { current } = JSON.parse(readFileSync(file, "utf8")) as { readonly current?: unknown };
        return typeof current === "string" && current !== "";
    } catch {
        return true; // Pulumi itself reports a broken file.
    }
}
