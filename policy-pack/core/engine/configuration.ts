/**
 * The pack's configuration, as the engine hands it over: defaults, the file of `--policy-pack-config`, merged. The
 * engine compares values with each policy's schema, but accepts unknown policy names silently.
 */
import { z } from "zod";

import { ENVIRONMENTS, type Environment, type Level } from "../profiles";
import { suggestion } from "../../../model/text";

/** The policy that carries the settings of the pack as a whole. */
export const PACK = "policy-pack";

export interface PolicyConfiguration {
    readonly enforcementLevel: string;
    readonly properties: Readonly<Record<string, unknown>>;
}

export interface Configuration {
    readonly rules: Readonly<Record<string, PolicyConfiguration>>;
    /** @default by the stack's name */
    readonly environment: Environment | undefined;
    /** Levels that replace those of the profile. */
    readonly levels: Readonly<Record<string, Level>>;
    /** Path of the waivers. @default the nearest waivers.yaml above the program */
    readonly waivers: string | undefined;
}

/** An invalid configuration; the message lists all problems. */
export class ConfigurationError extends Error {}

/** JSON schema of the pack's own settings, for the engine and for people. */
export const PACK_SETTINGS = {
    environment: {
        type: "string",
        enum: ["", ...ENVIRONMENTS],
        default: "",
        description: "Environment that decides how strictly rules are enforced; empty: by the stack's name.",
    },
    waivers: {
        type: "string",
        default: "",
        description: "File of the waivers; empty: the nearest waivers.yaml above the program.",
    },
    levels: {
        type: "object",
        additionalProperties: { type: "string", enum: ["mandatory", "advisory", "disabled"] },
        default: {},
        description: "Levels of single rules, by name, in place of those of the environment.",
    },
} as const;

const own = z.strictObject({
    environment: z.enum(["", ...ENVIRONMENTS]).default(""),
    waivers: z.string().default(""),
    levels: z.record(z.string(), z.enum(["mandatory", "advisory", "disabled"])).default({}),
});

/**
 * @param names all policies of the pack
 * @param settings the settings that each policy has
 * @throws {ConfigurationError} naming every invalid key, the kind of its value, and the allowed values
 */
export function readConfiguration(
    rules: Readonly<Record<string, PolicyConfiguration>>,
    names: readonly string[],
    settings: (name: string) => readonly string[],
): Configuration {
    const problems: string[] = [];
    for (const [name, { properties }] of Object.entries(rules)) {
        if (name !== "all" && !names.includes(name)) {
            problems.push(`"${name}" is not a policy of this pack${suggestion(name, [...names, "all"])}`);
            continue;
        }
        for (const key of Object.keys(properties)) {
            const known = settings(name);
            if (name !== "all" && !known.includes(key)) {
                const allowed = known.length > 0 ? `it has ${known.join(", ")}` : "it has none";
                problems.push(`"${name}" has no setting "${key}"; ${allowed}${suggestion(key, known)}`);
            }
        }
    }
    const parsed = own.safeParse(rules[PACK]?.properties ?? {});
    if (!parsed.success) {
        for (const issue of parsed.error.issues) {
            problems.push(`"${[PACK, ...issue.path.map(String)].join(".")}": ${issue.message}`);
        }
    } else {
        for (const name of Object.keys(parsed.data.levels)) {
            if (!names.includes(name)) {
                problems.push(
                    `"${PACK}.levels": "${name}" is not a policy of this pack${suggestion(name, names)}`,
                );
            }
        }
    }
    if (problems.length > 0 || !parsed.success) {
        throw new ConfigurationError(
            ["The policy pack's configuration is wrong:", ...problems.map((p) => `  ${p}`)].join("\n"),
        );
    }
    const { environment, waivers, levels } = parsed.data;
    return { rules, environment: environment || undefined, waivers: waivers || undefined, levels };
}
