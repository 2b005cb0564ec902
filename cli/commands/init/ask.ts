/** Asks for what makes a new project. */
import { isCancel, multiselect, text } from "@clack/prompts";
import {
    accountProblem,
    type Answers,
    type Beginning,
    BEGINNINGS,
    domainProblem,
    emailProblem,
    type Environment,
    ENVIRONMENTS,
    type Given,
    nameProblem,
    regionProblem,
    repositoryProblem,
} from "../../../operations/init/answers";
import { interruption } from "../../../operations/pulumi/signals";

/** Streams of the questions; default: this terminal. */
export interface Terminal {
    readonly input: NodeJS.ReadStream;
    readonly output: NodeJS.WriteStream;
}

/**
 * Asks for each answer that is not given.
 * @param defaultsFor what an empty answer means, for a project's name
 * @throws Failure if the user leaves with Ctrl-C
 */
export async function ask(
    given: Given,
    defaultsFor: (name: string) => Answers,
    terminal: Terminal = { input: process.stdin, output: process.stderr },
): Promise<Answers> {
    const line = async (
        message: string,
        preset: string,
        problem: (value: string) => string | undefined,
    ): Promise<string> =>
        unlessLeft(
            await text({
                message,
                placeholder: preset,
                defaultValue: preset,
                validate: (value) => problem(value || preset),
                ...terminal,
            }),
        );

    const name = given.name ?? (await line("Name of the project", defaultsFor("").name, nameProblem));
    const preset = defaultsFor(name);
    const region = given.region ?? (await line("Region", preset.region, regionProblem));
    const accounts: Partial<Record<Environment, string>> = {};
    for (const environment of ENVIRONMENTS) {
        const problem = (id: string) => accountProblem(environment, id, accounts);
        accounts[environment] =
            given.accounts[environment] ??
            (await line(`Account of ${environment}`, preset.accounts[environment], problem));
    }
    const beginnings =
        given.beginnings ??
        unlessLeft(
            await multiselect<Beginning>({
                message: "What to begin with",
                options: Object.entries(BEGINNINGS).map(([value, hint]) => ({
                    value: value as Beginning,
                    label: value,
                    hint,
                })),
                initialValues: [...preset.beginnings],
                required: false,
                ...terminal,
            }),
        );
    const domain = given.domain ?? (await line("Domain of prod", preset.domain, domainProblem));
    const email = given.email ?? (await line("Who gets alarms", preset.email, emailProblem));
    const none = "none yet";
    const repository =
        given.repository ??
        (await line("Repository on GitHub, as owner/name", none, (value) =>
            value === none ? undefined : repositoryProblem(value),
        ));
    return {
        ...{ name, region, beginnings, domain, email },
        accounts: accounts as Answers["accounts"],
        repository: repository === none ? undefined : repository,
    };
}

function unlessLeft<T>(answer: T): Exclude<T, symbol> {
    if (isCancel(answer)) throw interruption("Interrupted. Nothing was written.");
    return answer as Exclude<T, symbol>;
}
