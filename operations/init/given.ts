/** Answers that stand on the command line. */
import * as path from "node:path";
import { suggestion } from "../../model/text";
import { exitCodes, Failure } from "../pulumi/failure";
import {
    type Answers,
    type Beginning,
    BEGINNINGS,
    defaultAnswers,
    ENVIRONMENTS,
    type Given,
    nameProblem,
    problemsOf,
} from "./answers";

/** Options of `plumb init`, as they are typed. */
export interface Typed {
    readonly name?: string;
    readonly region?: string;
    readonly devAccount?: string;
    readonly stagingAccount?: string;
    readonly prodAccount?: string;
    readonly with?: string;
    readonly domain?: string;
    readonly email?: string;
    readonly repository?: string;
}

/** Options that have no default to be asked for. */
const ASKED = [
    "name",
    "region",
    "devAccount",
    "stagingAccount",
    "prodAccount",
    "with",
    "domain",
    "email",
] as const;

/**
 * Reads options.
 * @throws Failure with everything that is wrong with them
 */
export function readGiven(typed: Typed): Given {
    const { name, region, domain, email, repository } = typed;
    const accounts = Object.fromEntries(
        ENVIRONMENTS.flatMap((environment) => {
            const id = typed[`${environment}Account`];
            return id === undefined ? [] : [[environment, id]];
        }),
    );
    const beginnings = typed.with === undefined ? undefined : listed(typed.with);
    const unknown = (beginnings ?? []).filter((beginning) => !(beginning in BEGINNINGS));
    const known = Object.keys(BEGINNINGS);
    const given = {
        ...(name !== undefined && { name }),
        ...(region !== undefined && { region }),
        ...(domain !== undefined && { domain }),
        ...(email !== undefined && { email }),
        ...(repository !== undefined && { repository }),
        ...(beginnings !== undefined && { beginnings: beginnings as Beginning[] }),
        accounts,
    };
    refuse([
        ...problemsOf(given),
        ...unknown.map(
            (beginning) =>
                `"${beginning}" is nothing to begin with${suggestion(beginning, known)}; there are ${known.join(", ")}`,
        ),
    ]);
    return given;
}

function listed(text: string): string[] {
    const parts = text.split(",").map((part) => part.trim());
    return text === "none" ? [] : [...new Set(parts.filter(Boolean))];
}

/** The options that are missing, as they are typed. */
export function missingOptions(typed: Typed): string[] {
    return ASKED.filter((option) => typed[option] === undefined).map(
        (option) => `--${option.replace("Account", "-account")}`,
    );
}

/**
 * The defaults, and what is given in place of them.
 * @throws Failure if the two do not go together
 */
export function withDefaults(given: Given, name: string): Answers {
    const preset = defaultAnswers(given.name ?? name);
    const answers = {
        ...preset,
        repository: undefined,
        ...given,
        accounts: { ...preset.accounts, ...given.accounts },
    };
    refuse(problemsOf(answers));
    return answers;
}

/** A project's name for a folder, where its own can be one. */
export function nameFor(folder: string): string {
    const name = path
        .basename(folder)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "");
    return nameProblem(name) === undefined ? name : path.basename(folder);
}

function refuse(problems: readonly string[]): void {
    if (problems.length === 0) return;
    throw new Failure(`${problems.join("\n       ")}\n       Nothing was written.`, exitCodes.usage);
}
