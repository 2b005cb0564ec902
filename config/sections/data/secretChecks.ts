import { show } from "../../messages/problems";
import { suggestion } from "../../../model/text";
import { parseUse } from "../../../model/uses";
import type { Check } from "../../checks/check";

/** A function that rotates a secret exists, and may read it. */
export const rotationsFit: Check = {
    keys: ["secrets", "functions"],
    run: ({ secrets, functions }) =>
        Object.entries(secrets).flatMap(([name, { rotate }]) => {
            if (rotate === undefined) return [];
            const key = `plumbline:secrets.${name}.rotate.function`;
            const given = show(rotate.function);
            const fn = Object.hasOwn(functions, rotate.function) ? functions[rotate.function] : undefined;
            if (fn === undefined) {
                const known = Object.keys(functions);
                return [
                    {
                        key,
                        message: `${given} does not exist; there are ${known.join(", ") || "no functions"}${suggestion(rotate.function, known)}`,
                    },
                ];
            }
            return fn.uses.some((use) => parseUse(use).id === `secret/${name}`)
                ? []
                : [
                      {
                          key,
                          message: `${given} cannot read the secret; add secret/${name} to functions.${rotate.function}.uses`,
                      },
                  ];
        }),
};
