// Which folder may import which, types included. `node_modules/.bin/depcruise .` shows what breaks it.

/**
 * @param {string} name
 * @param {string} comment why
 * @param {string} from
 * @param {string} to
 */
function forbid(name, comment, from, to) {
    return { name, comment, severity: "error", from: { path: from }, to: { path: to } };
}

const rooms = "^(index\\.ts|cli|components|config|cost|model|operations|platform|policy-pack|tests)(/|$)";
const others = (/** @type {readonly string[]} */ ...allowed) =>
    rooms.replace(
        /\((index.*?)\)/,
        (_, names) =>
            `(${names
                .split("|")
                .filter((/** @type {string} */ name) => !allowed.includes(name))
                .join("|")})`,
    );

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
    forbidden: [
        {
            name: "no-circle",
            comment: "Files that import each other, types included, can only be understood together.",
            severity: "error",
            from: {},
            to: { circular: true },
        },
        {
            name: "no-circle-of-folders",
            comment: "A folder that needs another one is not needed by it.",
            severity: "error",
            scope: "folder",
            from: { path: "^(components|operations/drift)/" },
            to: { circular: true, path: "^(components|operations/drift)/" },
        },
        forbid(
            "model-is-the-ground",
            "The ground floor imports nothing of ours.",
            "^model/",
            others("model"),
        ),
        forbid(
            "config-knows-values",
            "Configuration is validated before anything of AWS is loaded.",
            "^config/",
            others("config", "model"),
        ),
        forbid(
            "components-stand-alone",
            "A component can be used by any program: it knows neither stack files nor the platform.",
            "^components/",
            others("components", "model"),
        ),
        forbid(
            "platform-composes",
            "The program of a stack needs none of what looks after it.",
            "^(platform/|index\\.ts)",
            others("platform", "components", "config", "model"),
        ),
        forbid(
            "cost-computes",
            "Prices are computed from the resources of any program.",
            "^cost/",
            others("cost", "model"),
        ),
        forbid(
            "pack-judges-any-program",
            "The policy pack works for any Pulumi program on AWS.",
            "^policy-pack/",
            others("policy-pack", "cost", "model"),
        ),
        forbid(
            "operations-import-no-component",
            "Commands see a stack through its state, as an engine does.",
            "^(operations|cli)/",
            "^(components|platform|index\\.ts|tests)(/|$)",
        ),
        forbid(
            "operations-below-commands",
            "What stands behind a command does not know it.",
            "^operations/",
            "^cli/",
        ),
        {
            name: "rooms-have-a-door",
            comment: "Another folder of components/ is imported through its index.ts, but for support/.",
            severity: "error",
            from: { path: "^components/([^/]+)/" },
            to: { path: "^components/([^/]+)/(?!index\\.ts)", pathNot: "^components/($1|support)/" },
        },
        {
            name: "platform-uses-the-door",
            comment: "Components are imported through the index.ts of their folder.",
            severity: "error",
            from: { path: "^(platform|examples)/|^index\\.ts" },
            to: { path: "^components/([^/]+)/(?!index\\.ts)", pathNot: "^components/support/" },
        },
        {
            name: "only-what-is-declared",
            comment: "A package that package.json does not name is there by chance.",
            severity: "error",
            from: { path: rooms, pathNot: "^tests/|/fixtures/" },
            to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
        },
    ],
    options: {
        doNotFollow: { path: "node_modules" },
        exclude: { path: "node_modules|/assets/|^examples/sample|^\\.plumb|^toolchain/_" },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
        enhancedResolveOptions: {
            exportsFields: ["exports"],
            conditionNames: ["import", "require", "node", "types"],
        },
        cache: { folder: "node_modules/.cache/plumbline/depcruise", strategy: "content" },
    },
};
