import { type Problem, show } from "../../messages/problems";
import { languageOf } from "../../code/handlers";
import type { Values } from "../../schema";
import type { Check } from "../../checks/check";
import { queueFacts } from "../../derived/queueFacts";

type FunctionSettings = Values["functions"][string];

/** Settings of a function that exclude each other. */
export const functionSettings: Check = {
    keys: ["functions"],
    run: ({ functions }) =>
        Object.entries(functions).flatMap(([name, settings]) => {
            const key = `plumbline:functions.${name}`;
            return [
                ...codeOrImage(key, settings),
                ...versions(key, settings),
                ...concurrency(key, settings),
                ...inputsFit(key, settings),
            ];
        }),
};

function codeOrImage(key: string, settings: FunctionSettings): Problem[] {
    const [first, ...others] = (["code", "image", "build"] as const).filter(
        (part) => settings[part] !== undefined,
    );
    if (first === undefined) {
        return [
            {
                key: `${key}.code`,
                message: "is missing; it must be a folder with code, or give an image or a build",
            },
        ];
    }
    if (others.length > 0) {
        return others.map((other) => ({
            key: `${key}.${other}`,
            message: `${show(settings[other])} is not allowed with ${first}; give one of the two`,
        }));
    }
    if (settings.bundle !== undefined && (first !== "code" || languageOf(settings.runtime) !== "node")) {
        const why =
            first === "code" ? `with ${settings.runtime}; only code for Node is bundled` : `with ${first}`;
        return [{ key: `${key}.bundle`, message: `${show(settings.bundle)} is not allowed ${why}` }];
    }
    return first !== "code" && settings.layers.length > 0
        ? [
              {
                  key: `${key}.layers`,
                  message: "a list is not allowed with an image, which contains its dependencies",
              },
          ]
        : [];
}

function versions(key: string, { version, canary, provisionedConcurrency }: FunctionSettings): Problem[] {
    if (canary === undefined) return [];
    const problems: Problem[] = [];
    if (version === undefined) {
        problems.push({
            key: `${key}.version`,
            message: "is missing; with a canary it must be the version that gets the other calls",
        });
    } else if (version === canary.version) {
        problems.push({
            key: `${key}.canary.version`,
            message: `${show(version)} is not allowed; it must be another than version`,
        });
    }
    if (provisionedConcurrency > 0) {
        // Lambda: "Alias with weights can not be used with Provisioned Concurrency".
        problems.push({
            key: `${key}.canary`,
            message:
                "a map is not allowed with provisionedConcurrency, which Lambda refuses on a weighted alias; set provisionedConcurrency to 0 until the canary is over",
        });
    }
    return problems;
}

function concurrency(
    key: string,
    { reservedConcurrency, provisionedConcurrency }: FunctionSettings,
): Problem[] {
    return reservedConcurrency !== undefined && provisionedConcurrency > reservedConcurrency
        ? [
              {
                  key: `${key}.provisionedConcurrency`,
                  message: `${provisionedConcurrency} is not allowed; it must be at most reservedConcurrency, which is ${reservedConcurrency}`,
              },
          ]
        : [];
}

/** Bytes of a schedule's input: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html */
const MAX_INPUT_BYTES = 262_144;

function inputsFit(key: string, { on }: FunctionSettings): Problem[] {
    return on.flatMap((source, index) => {
        const input = "schedule" in source ? source.input : undefined;
        const bytes = input === undefined ? 0 : Buffer.byteLength(JSON.stringify(input));
        return bytes <= MAX_INPUT_BYTES
            ? []
            : [
                  {
                      key: `${key}.on[${index}].input`,
                      message: `${bytes} bytes are not allowed; it must be at most ${MAX_INPUT_BYTES} bytes as JSON`,
                  },
              ];
    });
}

/**
 * A message must stay hidden for as long as a function may work on it; otherwise Lambda refuses the queue.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const triggersFit: Check = {
    keys: ["functions", "queues", "existing"],
    run: ({ functions, queues, existing }, { others }) =>
        Object.entries(functions).flatMap(([name, { on, timeoutSeconds }]) =>
            on.flatMap((trigger, index) => {
                const queue = "queue" in trigger ? trigger.queue : undefined;
                if (queue === undefined) return [];
                const { id, visibilitySeconds } = queueFacts(queue, { queues, existing }, others);
                const hidden = visibilitySeconds ?? timeoutSeconds;
                return hidden >= timeoutSeconds
                    ? []
                    : [
                          {
                              key: `plumbline:functions.${name}.on[${index}]`,
                              message: `${id} makes a message visible again after ${hidden} s, and the function may take ${timeoutSeconds} s; make visibilitySeconds of the queue at least that`,
                          },
                      ];
            }),
        ),
};
