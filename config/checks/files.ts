/** Files that are published or archived: what AWS, or the upload, takes of them. */
import { join } from "node:path";

import { artifactFolders } from "../code/artifacts";
import { bundledFile, codeWorkloads } from "../code/workloads";
import { keyPath, type Problem, show } from "../messages/problems";
import type { Check } from "./check";
import { below, isFolder } from "./paths";
import { entriesOf, type Entry } from "./walk";

const GIB = 1024 ** 3;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
const MAX_OBJECT = 5 * GIB;
/** 1024 bytes, less `releases/` and the longest id of a release; https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MAX_PATH = 1024 - 74;

/** What tools and editors leave in a folder, and what holds secrets, by the name of a file or folder. */
const UNPUBLISHED: readonly (readonly [name: RegExp, what: string])[] = [
    [
        /^\.(env(\..*)?|envrc|npmrc|yarnrc|pypirc|netrc|pgpass|htpasswd|aws|ssh|kube|pulumi)$/,
        "may hold secrets",
    ],
    [/^(id_(rsa|dsa|ecdsa|ed25519)|.*\.(p12|pfx|keystore|jks)|.*\.tfstate(\.backup)?)$/, "may hold secrets"],
    [/^\.(git|gitmodules|svn|hg|bzr)$/, "is of version control"],
    [/^(\.DS_Store|\._.*|\.AppleDouble|Thumbs\.db|desktop\.ini)$/, "is of an operating system"],
    [/^(.*~|.*\.(swp|swo|swn|tmp|bak|orig|rej)|\.#.*|#.*#|\.idea|\.vscode)$/, "is of an editor"],
    [/^(\.cache|\.parcel-cache|\.eslintcache|\.sass-cache)$/, "is of a tool"],
];

/** Folders of sites, functions and tasks, where there are such folders. Of what is bundled only the bundle goes to Lambda. */
export const filesFit: Check = {
    keys: ["sites", "functions", "tasks"],
    run: ({ sites, functions, tasks }, { root }) => [
        ...Object.entries(sites).flatMap(([name, { content }]) =>
            problemsIn(root, keyPath(["sites", name, "content"]), content, siteProblems),
        ),
        ...codeWorkloads({ functions, tasks })
            .filter((workload) => bundledFile(root, workload) === undefined)
            .flatMap(({ plural, name, code }) =>
                problemsIn(root, keyPath([plural, name, "code"]), code, codeProblems),
            ),
    ],
};

/** The same for layers, and for what is delivered to servers. */
export const layerFilesFit: Check = {
    keys: ["layers", "servers"],
    run: ({ layers, servers }, { root }) => [
        ...Object.entries(layers).flatMap(([name, { code }]) =>
            problemsIn(root, keyPath(["layers", name, "code"]), code, codeProblems),
        ),
        ...artifactFolders(servers).flatMap(({ name, folder }) =>
            problemsIn(root, keyPath(["servers", name, "artifact", "folder"]), folder, codeProblems),
        ),
    ],
};

/** The rest of a sentence about an entry, or about the whole folder. */
type Judge = (entries: readonly Entry[]) => string[];

function problemsIn(root: string, key: string, folder: string, judge: Judge): Problem[] {
    if (!isFolder(root, folder)) return [];
    // Links out of the project have a message of their own.
    const entries = entriesOf(join(root, folder)).filter(
        ({ path, type }) => type !== "link" || below(root, join(folder, path)) !== undefined,
    );
    return [...common(entries), ...judge(entries)].map((what) => ({
        key,
        message: `${show(folder)} is not allowed; ${what}`,
    }));
}

function common(entries: readonly Entry[]): string[] {
    return entries.flatMap(({ path, type, isReadable }) => {
        if (type === "other") {
            return [
                `${show(path)} in it is a pipe, a socket or a device; it must hold files and folders only`,
            ];
        }
        return isReadable ? [] : [`${show(path)} in it cannot be read; change its permissions`];
    });
}

function siteProblems(entries: readonly Entry[]): string[] {
    const unpublished = entries.flatMap(({ path }): string[] => {
        const parts = path.split("/");
        // What is in a folder is refused with the folder.
        if (parts.slice(0, -1).some((part) => reasonOf(part) !== undefined)) return [];
        const reason = reasonOf(parts.at(-1) ?? "");
        return reason === undefined
            ? []
            : [`${show(path)} in it ${reason} and would be published; take it out of the folder`];
    });
    const others = entries.flatMap(({ path, type, target, size }): string[] => {
        if (type === "link" && target !== "file") {
            const leads = target === undefined ? "to nothing" : "to a folder";
            return [`${show(path)} in it is a link ${leads}; it must be the files themselves`];
        }
        if (size > MAX_OBJECT) {
            return [`${show(path)} in it has ${size} bytes; S3 takes at most 5 GiB in one upload`];
        }
        return Buffer.byteLength(path) > MAX_PATH
            ? [
                  `the path ${show(path)} in it is longer than the ${MAX_PATH} bytes that a key of S3 has room for`,
              ]
            : [];
    });
    const own = entries.some(({ path }) => path === "config.json")
        ? [
              '"config.json" in it would be a second one beside the one that holds settings and addresses; take it out, and use settings',
          ]
        : [];
    return [...unpublished, ...others, ...own, ...twins(entries)];
}

function reasonOf(name: string): string | undefined {
    return UNPUBLISHED.find(([pattern]) => pattern.test(name))?.[1];
}

/** Machines that ignore case keep one of the two. */
function twins(entries: readonly Entry[]): string[] {
    const first = new Map<string, string>();
    return entries.flatMap(({ path }) => {
        const known = first.get(path.toLowerCase());
        if (known === undefined) {
            first.set(path.toLowerCase(), path);
            return [];
        }
        return [`${show(known)} and ${show(path)} in it differ in capitals only; rename one of the two`];
    });
}

function codeProblems(entries: readonly Entry[]): string[] {
    if (!entries.some(({ type }) => type === "file")) return ["it is empty; it must hold the code"];
    return (
        entries
            // Commands of packages, which a function does not call.
            .filter(({ path, type }) => type === "link" && !/(^|\/)node_modules\/\.bin\//.test(path))
            .map(
                ({ path }) =>
                    `${show(path)} in it is a link, which the archive would leave out; it must be the files themselves`,
            )
    );
}
