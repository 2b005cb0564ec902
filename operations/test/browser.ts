import { access, constants, readFile } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import type { Progress } from "../emulator/packages";
import { exitCodes, Failure } from "../pulumi/failure";

/** Programs that are Chromium, by the names that systems give them. */
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"] as const;

/** The browser that tests drive: the one in PLUMBLINE_CHROMIUM, or else the first on PATH; undefined if there is none. */
export async function findBrowser(): Promise<string | undefined> {
    const wanted = process.env["PLUMBLINE_CHROMIUM"];
    const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
    const candidates = wanted
        ? [wanted]
        : names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
    for (const candidate of candidates) {
        if (await isProgram(candidate)) return candidate;
    }
    return undefined;
}

/**
 * Makes sure that there is a browser: installs Debian's, which only root can.
 * @throws Failure that names the package to install, where that can't be done here
 */
export async function ensureBrowser(show: (progress: Progress) => void): Promise<void> {
    if ((await findBrowser()) !== undefined) return;
    if (process.env["PLUMBLINE_CHROMIUM"] || process.getuid?.() !== 0 || !(await isDebian()))
        throw missing("");
    show({ step: "looking for Debian's packages" });
    await apt("update");
    show({ step: "installing Chromium" });
    await apt("install", "--yes", "--no-install-recommends", "chromium");
    if ((await findBrowser()) === undefined) throw missing("");
}

async function apt(...args: readonly string[]): Promise<void> {
    const { failed, all } = await execa("apt-get", ["--quiet", ...args], {
        all: true,
        reject: false,
        stdin: "ignore",
        env: { DEBIAN_FRONTEND: "noninteractive" },
    });
    if (failed) throw missing(`\napt-get ${args.join(" ")}:\n${all.split("\n").slice(-8).join("\n")}`);
}

function missing(detail: string): Failure {
    const wanted = process.env["PLUMBLINE_CHROMIUM"];
    const which = wanted ? ` (PLUMBLINE_CHROMIUM is "${wanted}")` : "";
    return new Failure(
        `The tests need Chromium${which}. Install it (Debian: apt-get install chromium; Ubuntu: snap install chromium), ` +
            `or name one in PLUMBLINE_CHROMIUM.${detail}`,
        exitCodes.missing,
    );
}

async function isDebian(): Promise<boolean> {
    const text = await readFile("/etc/os-release", "utf8").catch(() => "");
    return /^ID="?debian"?$/m.test(text);
}

async function isProgram(file: string): Promise<boolean> {
    return access(file, constants.X_OK).then(
        () => true,
        () => false,
    );
}
