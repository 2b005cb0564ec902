/** What a new project is made of, and what is wrong with it. */
import { REGIONS } from "../../config/derived/regionCountries";
import { MAX_NAMES } from "../../config/sections/account/stackNameChecks";
import { suggestion } from "../../model/text";

/** What a project can begin with, by the name on the command line. */
export const BEGINNINGS = {
    api: "an HTTP API, with a function behind it",
    site: "a static site, with a page",
    service: "a container service behind a load balancer",
    server: "a server that a script sets up",
    database: "a PostgreSQL database, which the others use",
} as const;

export type Beginning = keyof typeof BEGINNINGS;

/** Environments in AWS, in the order that changes go through them; `local` is the emulated one. */
export const ENVIRONMENTS = ["dev", "staging", "prod"] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

export interface Answers {
    /** Of the Pulumi project. */
    readonly name: string;
    readonly region: string;
    readonly accounts: Readonly<Record<Environment, string>>;
    readonly beginnings: readonly Beginning[];
    /** Domain of prod; the others are below it. */
    readonly domain: string;
    /** Who gets alarms. */
    readonly email: string;
    /** On GitHub, as `owner/name`; its workflows may deploy. Undefined: there is none yet. */
    readonly repository: string | undefined;
}

/** Some of the answers. */
export type Given = Partial<Omit<Answers, "accounts">> & {
    readonly accounts: Readonly<Partial<Record<Environment, string>>>;
};

/** The account of the emulated environment. */
export const LOCAL_ACCOUNT = "123456789012";

/** Functions, APIs and sites do without. */
export function needsNetwork({ beginnings }: Pick<Answers, "beginnings">): boolean {
    return beginnings.some((beginning) => ["database", "service", "server"].includes(beginning));
}

/** What stands for an answer that nobody has given. Ids of accounts are to be replaced before the first deployment. */
export function defaultAnswers(name: string): Omit<Answers, "repository"> {
    return {
        name,
        region: "eu-west-1",
        accounts: { dev: "111111111111", staging: "222222222222", prod: "333333333333" },
        beginnings: ["api", "site"],
        domain: `${name}.example.com`,
        email: "platform@example.com",
    };
}

/** Most characters of a project's name: its longest stack is called `staging`. */
const MAX_NAME = MAX_NAMES - "staging".length;

/** The sentence about a wrong name of a project; undefined if it is right. */
export function nameProblem(name: string): string | undefined {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
        return (
            `"${name}" is no name for a project: it must be lower-case letters and digits, a letter first, with single ` +
            "hyphens between them, because resources in AWS are named after it"
        );
    }
    if (name.length > MAX_NAME) {
        return `"${name}" has ${name.length} characters; a project's name has at most ${MAX_NAME}, because resources in AWS are named after it`;
    }
    return undefined;
}

export function regionProblem(region: string): string | undefined {
    return REGIONS.includes(region)
        ? undefined
        : `"${region}" is no region of AWS${suggestion(region, REGIONS)}; there are ${REGIONS.join(", ")}`;
}

/** @param others accounts that are taken, by environment */
export function accountProblem(
    environment: Environment,
    id: string,
    others: Readonly<Partial<Record<Environment, string>>> = {},
): string | undefined {
    if (!/^\d{12}$/.test(id)) return `"${id}" is no account id of ${environment}: it must have 12 digits`;
    if (id === LOCAL_ACCOUNT)
        return `${id} is the account of the emulator; ${environment} needs one of its own`;
    const [same] = Object.entries(others).find(([, other]) => other === id) ?? [];
    return same === undefined
        ? undefined
        : `${id} is the account of ${same} already; ${environment} needs another one, so that neither can reach the other`;
}

export function domainProblem(domain: string): string | undefined {
    const isHost = /^(?=.{4,64}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(domain);
    // Certificates have at most 64 characters, and the environments' names stand in front.
    const longest = `staging.${domain}`.length;
    if (!isHost) return `"${domain}" is no domain name; it must be like shop.example.com`;
    return longest > 64
        ? `"${domain}" is too long: staging.${domain} has ${longest} characters, of at most 64`
        : undefined;
}

export function emailProblem(email: string): string | undefined {
    return /^[\w.+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(email)
        ? undefined
        : `"${email}" is no e-mail address`;
}

export function repositoryProblem(repository: string): string | undefined {
    return /^[A-Za-z0-9][A-Za-z0-9-]*\/[\w.-]+$/.test(repository)
        ? undefined
        : `"${repository}" is no repository on GitHub; it must be owner/name`;
}

/** Everything that is wrong with what has been given. */
export function problemsOf(given: Given): string[] {
    const { name, region, accounts, domain, email, repository } = given;
    const seen: Partial<Record<Environment, string>> = {};
    const ofAccounts = ENVIRONMENTS.flatMap((environment) => {
        const id = accounts[environment];
        const problem = id === undefined ? undefined : accountProblem(environment, id, seen);
        if (id !== undefined) seen[environment] = id;
        return problem;
    });
    const problems = [
        name === undefined ? undefined : nameProblem(name),
        region === undefined ? undefined : regionProblem(region),
        ...ofAccounts,
        domain === undefined ? undefined : domainProblem(domain),
        email === undefined ? undefined : emailProblem(email),
        repository === undefined ? undefined : repositoryProblem(repository),
    ];
    return problems.filter((problem) => problem !== undefined);
}
