import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

import { type Problem, show } from "../problems";
import type { Check } from "./check";

export const foldersExist: Check = {
    keys: ["sites", "functions"],
    run: ({ sites, functions }, { root }) => {
        const missing = (key: string, folder: string, needed?: string): Problem[] => {
            const path = join(root, folder);
            if (!existsSync(path) || !statSync(path).isDirectory()) {
                return [
                    { key, message: `${show(folder)} is not allowed; it must be a folder below the project` },
                ];
            }
            return needed === undefined || existsSync(join(path, needed))
                ? []
                : [{ key, message: `${show(folder)} is not allowed; it must be a folder with ${needed}` }];
        };
        return [
            ...Object.entries(sites).flatMap(([name, site]) =>
                missing(`plumbline:sites.${name}.content`, site.content, "index.html"),
            ),
            ...Object.entries(functions).flatMap(([name, { code }]) =>
                code === undefined ? [] : missing(`plumbline:functions.${name}.code`, code),
            ),
        ];
    },
};
