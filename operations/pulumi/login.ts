import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { exitCodes, Failure } from "./failure";
import { PLUMB } from "../../model/plumb";

/**
 * Requires a backend for a stack in real AWS. Without one Pulumi asks for PULUMI_ACCESS_TOKEN, which is one way of several.
 * @throws Failure that names them
 */
export function requireLogin(root: string, stack: string): void {
    const { PULUMI_BACKEND_URL: backend = "", PULUMI_ACCESS_TOKEN: token = "" } = process.env;
    if (backend !== "" || token !== "" || projectBackend(root) !== undefined || isLoggedIn()) return;
    throw new Failure(
        `Stack "${stack}" is in real AWS, and Pulumi is not logged in to a backend that holds its state. ` +
            "Log in with `pulumi login <backend>`, such as `pulumi login s3://my-state`, or set PULUMI_BACKEND_URL " +
            "(or PULUMI_ACCESS_TOKEN for Pulumi Cloud). " +
            `To look at the stack without a login: ${PLUMB} rehearse ${stack} --preview`,
        exitCodes.missing,
    );
}

/** The URL of the backend that Pulumi would use; empty where nothing says so. */
export function backendOf(root: string): string {
    return process.env["PULUMI_BACKEND_URL"] || (projectBackend(root) ?? loggedInTo() ?? "");
}

function projectBackend(root: string): string | undefined {
    try {
        const project = parse(readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as {
            readonly backend?: { readonly url?: unknown };
        } | null;
        const url = project?.backend?.url;
        return typeof url === "string" ? url : undefined;
    } catch {
        return undefined; // Pulumi itself reports a broken Pulumi.yaml.
    }
}

function isLoggedIn(): boolean {
    return loggedInTo() !== "";
}

/** What `pulumi login` leaves behind: the URL of a backend, empty if there is none. undefined: Pulumi itself reports the broken file. */
function loggedInTo(): string | undefined {
    // `||` because an empty variable counts as unset.
    const file = path.join(process.env["PULUMI_HOME"] || path.join(homedir(), ".pulumi"), "credentials.json");
    if (!existsSync(file)) return "";
    try {
        const { current } = JSON.parse(readFileSync(file, "utf8")) as { readonly current?: unknown };
        return typeof current === "string" ? current : "";
    } catch {
        return undefined;
    }
}
