import type { StaticSiteArgs } from "../../../components/site/staticSite";
import { base, folderOf, KEY } from "../../support/fixtures";

/** A folder with a small site, and the arguments to publish it. */
export function siteFolder(): { folder: string; remove: () => void; args: StaticSiteArgs } {
    const { folder, remove } = folderOf({
        "index.html": "<html></html>",
        "about/index.html": "<html></html>",
        "assets/app-5c1d0a37.js": "1",
        "assets/style.4f2a9c81.css": "a{}",
        "favicon.ico": "icon",
        "robots.txt": "User-agent: *",
    });
    return { folder, remove, args: { ...base, content: folder, keyArn: KEY, logBucket: "logs" } };
}
