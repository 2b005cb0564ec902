import type { Check } from "../../checks/check";
import { keyPath, type Problem, show } from "../../messages/problems";
import { EXISTING } from "../../../model/uses";

/** Every name below `plumbline:from` stands for a stack that is deployed, publishes its parts, and is near enough to use them. */
export const othersPublish: Check = {
    keys: ["from", "accountId", "region"],
    run: ({ from, accountId, region }, { others = {} }) =>
        Object.keys(from).flatMap((name): Problem[] => {
            const key = keyPath(["from", name]);
            if (name === EXISTING) {
                const message = `${show(name)} is not allowed as a name, because uses: [${EXISTING}:…] names what no stack makes; give it another name`;
                return [{ key, message }];
            }
            const other = others[name];
            if (other === undefined) return [];
            if (typeof other === "string") return [{ key, message: other }];
            const differing = [
                ...(other.accountId === accountId ? [] : [`account ${other.accountId}`]),
                ...(other.region === region ? [] : [other.region]),
            ];
            return differing.length === 0
                ? []
                : [
                      {
                          key,
                          message: `${other.stack} is in ${differing.join(", ")}; it must be a stack of the same account (${accountId}) and region (${region})`,
                      },
                  ];
        }),
};
