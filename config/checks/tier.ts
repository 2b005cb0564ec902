import { TIERS } from "../defaults";
import { type Problem, show } from "../messages/problems";
import type { Check } from "./check";

export const tierFitsStack: Check = {
    keys: ["tier", "emulator"],
    run: ({ tier, emulator }, { stack }) => {
        const namedAfter = TIERS.find((name) => name === stack);
        const problems: Problem[] = [];
        if (namedAfter !== undefined && namedAfter !== tier) {
            problems.push({
                key: "plumbline:tier",
                message: `${show(tier)} is not allowed for a stack called "${stack}"; it must be ${namedAfter}`,
            });
        }
        if (tier === "local" && emulator === undefined) {
            problems.push({
                key: "plumbline:emulator",
                message: '"none" is not allowed with tier local; it must be an emulator on this machine',
            });
        }
        return problems;
    },
};
