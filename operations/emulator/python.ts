import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { exitCodes, Failure } from "../pulumi/failure";

/** A Python that can run the emulator. */
export interface Python {
    readonly command: string;
    /** Such as "3.12.4". */
    readonly version: string;
    /** Such as "cpython-312-x86_64-linux-gnu": what compiled packages are made for. */
    readonly platform: string;
    /** Whether it can install packages into another environment (pip 22.3 or newer). */
    readonly pip: boolean;
    /** Whether it can set up an environment that has pip. */
    readonly ensurepip: boolean;
}

/** The oldest Python that requirements.txt was resolved for. */
const minimum = 11;

const candidates = ["python3", "python3.13", "python3.12", "python3.11"];

const probe = `
import importlib.util as u, json, platform, sys, sysconfig
def has(name): return u.find_spec(name) is not None
def pip():
    try:
        from importlib.metadata import version
        return tuple(int(p) for p in version("pip").split(".")[:2]) >= (22, 3)
    except Exception:
        return False
print(json.dumps({"version": platform.python_version(), "minor": sys.version_info[1] if sys.version_info[0] == 3 else 0,
    "platform": sysconfig.get_config_var("SOABI") or sysconfig.get_platform(),
    "venv": has("venv"), "ensurepip": has("ensurepip"), "pip": pip()}))`;

interface Probe extends Omit<Python, "command"> {
    readonly minor: number;
    readonly venv: boolean;
}

/**
 * Finds a Python on PATH, or the one that PLUMBLINE_PYTHON names.
 * @throws Failure that names the package to install
 */
export async function findPython(): Promise<Python> {
    const wanted = process.env["PLUMBLINE_PYTHON"];
    const seen: string[] = [];
    for (const command of wanted === undefined ? candidates : [wanted]) {
        const found = await ask(command);
        if (found === undefined) continue;
        if (found.minor < minimum) seen.push(`${command} is ${found.version}`);
        else if (!found.venv || !(found.pip || found.ensurepip)) seen.push(`${command} lacks venv or pip`);
        else return { ...found, command };
    }
    const which = wanted === undefined ? "" : ` (PLUMBLINE_PYTHON is "${wanted}")`;
    throw new Failure(
        `Python 3.${minimum} or newer with its venv module is needed${which}: ` +
            `${seen.join(", ") || "none was found"}. Install it (Debian, Ubuntu: apt-get install python3-venv; ` +
            "macOS: brew install python3), or name one in PLUMBLINE_PYTHON.",
        exitCodes.missing,
    );
}

async function ask(command: string): Promise<Probe | undefined> {
    try {
        const { stdout } = await promisify(execFile)(command, ["-I", "-c", probe]);
        return JSON.parse(stdout) as Probe;
    } catch {
        return undefined; // not there, or too old to understand the question
    }
}
