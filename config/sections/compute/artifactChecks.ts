import type { Check } from "../../checks/check";
import { artifactsTooLarge } from "../../code/artifacts";
import { keyPath, show } from "../../messages/problems";

/** An archive is made in memory. */
export const artifactsFit: Check = {
    keys: ["servers"],
    run: ({ servers }, { root }) =>
        artifactsTooLarge(servers, root).map(({ name, folder, why }) => ({
            key: keyPath(["servers", name, "artifact", "folder"]),
            message: `${show(folder)} is not allowed; ${why}`,
        })),
};
