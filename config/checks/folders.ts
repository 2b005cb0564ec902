import { join } from "node:path";

import { artifactFolders } from "../code/artifacts";
import { type Problem, show } from "../messages/problems";
import type { Check } from "./check";
import { isFile, isFolder, linkOut } from "./paths";

export const foldersExist: Check = {
    keys: ["sites", "functions", "tasks", "layers", "servers"],
    run: ({ sites, functions, tasks, layers, servers }, { root }) => {
        const missing = (key: string, folder: string, needed?: string): Problem[] => {
            if (!isFolder(root, folder)) {
                return [
                    { key, message: `${show(folder)} is not allowed; it must be a folder below the project` },
                ];
            }
            if (needed !== undefined && !isFile(root, join(folder, needed))) {
                return [
                    { key, message: `${show(folder)} is not allowed; it must be a folder with ${needed}` },
                ];
            }
            const link = linkOut(root, folder);
            return link === undefined
                ? []
                : [
                      {
                          key,
                          message: `${show(folder)} is not allowed; ${show(link)} in it is a link that must lead to something below the project`,
                      },
                  ];
        };
        return [
            ...Object.entries(sites).flatMap(([name, site]) =>
                missing(`plumbline:sites.${name}.content`, site.content, "index.html"),
            ),
            ...Object.entries({ functions, tasks }).flatMap(([plural, members]) =>
                Object.entries(members).flatMap(([name, { code }]) =>
                    code === undefined ? [] : missing(`plumbline:${plural}.${name}.code`, code),
                ),
            ),
            ...Object.entries(layers).flatMap(([name, { code }]) =>
                missing(`plumbline:layers.${name}.code`, code),
            ),
            ...artifactFolders(servers).flatMap(({ name, folder }) =>
                missing(`plumbline:servers.${name}.artifact.folder`, folder),
            ),
        ];
    },
};
