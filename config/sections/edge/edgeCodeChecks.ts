import { join } from "node:path";

import {
    ANY_HASH,
    bareBytes,
    type EdgeCodeArgs,
    edgeFunctionCode,
    MAX_EDGE_BYTES,
} from "../../../model/edgeCode";
import { folderPages } from "../../../model/knownFiles";
import type { Check } from "../../checks/check";
import { isFolder } from "../../checks/paths";
import { entriesOf } from "../../checks/walk";
import { hostNames, redirectNames } from "../../derived/hosts";
import { keyPath, type Problem } from "../../messages/problems";
import type { Values } from "../../schema";

type Site = Values["sites"][string];

/** A CloudFront Function has so many bytes, and holds the redirects, the rewrites and names of files of a site. */
export const edgeCodeFits: Check = {
    keys: ["domain", "sites", "media", "apis", "directories", "services", "servers"],
    run: (values, { root }) => {
        const hosts = hostNames(values);
        const others = redirectNames(values);
        return Object.entries(values.sites).flatMap(([name, site]) =>
            problemsOf(name, site, {
                host: hosts[`site/${name}`],
                redirectHosts: others.filter(([id]) => id === `site/${name}`).map(([, host]) => host),
                redirects: site.redirects,
                rewrites: site.rewrites,
                spa: site.spa,
                authorization: site.basicAuth ? ANY_HASH : undefined,
                files: filesOf(site, root),
            }),
        );
    },
};

function problemsOf(
    name: string,
    { redirects, rewrites, redirectHosts }: Site,
    args: EdgeCodeArgs,
): Problem[] {
    const complain = (key: string, message: string): Problem[] => [
        { key: keyPath(["sites", name, key]), message },
    ];
    const own = bareBytes({ ...args, redirects: {}, rewrites: {} });
    if (own > MAX_EDGE_BYTES) {
        return complain(
            "redirectHosts",
            `${redirectHosts.length} hosts are not allowed, because ${IN_FUNCTION} has ${own} bytes with them; it must have at most ${MAX_EDGE_BYTES}`,
        );
    }
    const rules = bareBytes(args) - own;
    if (own + rules > MAX_EDGE_BYTES) {
        const [some, more] = [Object.keys(redirects).length, Object.keys(rewrites).length];
        return complain(
            some >= more ? "redirects" : "rewrites",
            `${some} redirects and ${more} rewrites are not allowed, because they need ${rules} bytes in ${IN_FUNCTION}; they must need at most ${MAX_EDGE_BYTES - own}, so use * to match several at once`,
        );
    }
    try {
        edgeFunctionCode(args);
        return [];
    } catch {
        return complain(
            "content",
            `the names of files without an extension in its topmost folder do not fit into the ${MAX_EDGE_BYTES} bytes of ${IN_FUNCTION}; move them into a folder`,
        );
    }
}

const IN_FUNCTION = "the site's CloudFront Function";

/** As they are uploaded; only the bucket holds the files of an earlier release. */
function filesOf({ content, release }: Site, root: string): string[] {
    if (release !== undefined || !isFolder(root, content)) return [];
    const paths = entriesOf(join(root, content))
        .filter(({ type, target }) => type === "file" || target === "file")
        .map(({ path }) => path);
    // A page in a folder is also there under the folder's own name.
    return [...paths, ...folderPages(paths).keys()];
}
