import { defaultEnvironments } from "../../../model/deliveryEnvironments";
import type { Check } from "../../checks/check";
import { keyPath, show } from "../../messages/problems";

/**
 * A role is for the jobs of one environment: with one for two roles, every job that previews a change could deploy it.
 * GitHub does not tell capitals from small letters.
 */
export const distinctEnvironments: Check = {
    keys: ["delivery"],
    run: ({ delivery }, { stack }) => {
        if (delivery === undefined) return [];
        const given = delivery.environments;
        const { deploy, ...others } = { ...defaultEnvironments(stack), ...defined(given) };
        return Object.entries(others).flatMap(([role, name]) => {
            if (name.toLowerCase() !== deploy.toLowerCase()) return [];
            const isGiven = given[role as keyof typeof others] !== undefined;
            const [at, other] = isGiven ? [role, "deploy"] : ["deploy", role];
            return [
                {
                    key: keyPath(["delivery", "environments", at]),
                    message: `${show(isGiven ? name : deploy)} is not allowed, because it is the environment of ${other}, too, so that every job of it could deploy; it must be another than ${show(isGiven ? deploy : name)}`,
                },
            ];
        });
    },
};

function defined<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
        [Key in keyof T]?: Exclude<T[Key], undefined>;
    };
}
