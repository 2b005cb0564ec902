import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type Assumptions, readAssumptions } from "../../cost/assumptions";
import { exitCodes, Failure } from "../pulumi/failure";

/** Where assumptions come from, besides the table; later ones win. */
export interface AssumptionSources {
    /** YAML or JSON: a map of names to a number, or to `{low, high}`. */
    readonly file?: string | undefined;
    /** `name=5` or `name=5..50`. */
    readonly single?: readonly string[];
}

/**
 * The table of assumptions with the user's own numbers.
 *
 * @throws Failure that lists every problem
 */
export function assumptionsFrom({ file, single = [] }: AssumptionSources): Assumptions {
    const named = file === undefined ? {} : read(file);
    if (typeof named !== "object" || named === null || Array.isArray(named)) {
        throw new Failure(`${file}: it must be a map of names to numbers.`, exitCodes.usage);
    }
    const { assumptions, problems } = readAssumptions({ ...named, ...Object.fromEntries(single.map(pair)) });
    if (problems.length > 0) {
        throw new Failure(
            `Wrong assumptions:\n${problems.map((it) => `  ${it}`).join("\n")}`,
            exitCodes.usage,
        );
    }
    return assumptions;
}

function read(file: string): unknown {
    try {
        return parse(readFileSync(file, "utf8")) ?? {};
    } catch (error) {
        throw new Failure(`${file} can't be read: ${(error as Error).message}`, exitCodes.usage);
    }
}

function pair(text: string): [string, string] {
    const [, name, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || value === undefined) {
        throw new Failure(`"${text}" is no assumption: write name=5 or name=5..50.`, exitCodes.usage);
    }
    return [name, value];
}
