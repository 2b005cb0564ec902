/** Valid stack names, given the AWS names derived from them. */
import assert from "node:assert/strict";

import { MAX_IDENTIFIER, serverIdentifier } from "../../components/database/databaseServer";
import { MAX_NAMES } from "../../config/sections/account/stackNameChecks";
import { complaints, minimal } from "./fixtures";

type Raw = Record<string, unknown>;

const BUILD = { context: "examples/sample/functions/orders", dockerfile: "index.mjs" };
const LONGEST = "a-feature-branch-of-us";
const plain: Raw = { ...minimal, security: { mode: "skip" } };
const repositories: Raw = { ...minimal, repositories: { web: {} } };
const kept: Raw = { ...minimal, protect: true, caches: { sessions: {} } };
const notAllowed = (stack: string, words: string, what: string): string[] => [
    `stack: "${stack}" is not allowed; it must be ${words}, because ${what} named after it`,
];
const IMAGES = "lower-case letters and digits, with single hyphens or underscores between them only";

const CASES: readonly [what: string, stack: string, raw: Raw, said: string[]][] = [
    ["as long as may be", LONGEST, kept, []],
    [
        "too long for X-Ray",
        `${LONGEST}x`,
        minimal,
        [
            `stack: "${LONGEST}x" has 23 characters; it must have at most 22, because much in AWS is named after it (pulumi stack init with a shorter name)`,
        ],
    ],
    [
        "with a dot",
        "v1.2",
        minimal,
        notAllowed("v1.2", "letters, digits, hyphens and underscores only", "the dashboard is"),
    ],
    ["with capitals", "Feature", minimal, []],
    [
        "with capitals, and repositories",
        "Feature",
        repositories,
        notAllowed("Feature", IMAGES, "image repositories are"),
    ],
    [
        "with capitals, and a built service",
        "Feature",
        { ...minimal, services: { web: { build: BUILD } } },
        notAllowed("Feature", IMAGES, "image repositories are"),
    ],
    [
        "with capitals, and a built function",
        "Feature",
        { ...minimal, functions: { orders: { build: BUILD } } },
        notAllowed("Feature", IMAGES, "image repositories are"),
    ],
    [
        "with two hyphens, and repositories",
        "my--stack",
        repositories,
        notAllowed("my--stack", IMAGES, "image repositories are"),
    ],
    ["with an underscore, and repositories", "my_stack", repositories, []],
    [
        "with two underscores, and a trail",
        "my__stack",
        { ...minimal, security: { trail: "create" } },
        notAllowed(
            "my__stack",
            "letters and digits, with single hyphens or underscores between them only",
            "the trail is",
        ),
    ],
    ["with two underscores, and nothing else", "my__stack", plain, []],
    [
        "with an underscore, and caches that leave a snapshot",
        "my_stack",
        kept,
        notAllowed(
            "my_stack",
            "letters and digits, a letter first, with single hyphens between them only",
            "the last snapshots of caches are",
        ),
    ],
    ["with an underscore, and caches that leave nothing", "my_stack", { ...kept, protect: false }, []],
];

describe("the name of a project", () => {
    const ofProject = (project: string, raw: Raw, stack = "unit"): string[] =>
        complaints(raw, stack, project);

    it("leaves less space for the stack's if it is long", () => {
        assert.deepEqual(ofProject("a-shop-with-a-long-name-it", plain, "dev"), []);
        assert.deepEqual(ofProject("a-shop-with-a-long-name-it", plain, "feature"), [
            'stack: "feature" has 7 characters; it must have at most 5, because much in AWS is named after it (pulumi stack init with a shorter name)',
        ]);
        assert.deepEqual(ofProject("a-shop-with-a-long-name-it-has", plain), [
            'name (Pulumi.yaml): "a-shop-with-a-long-name-it-has" has 30 characters; it must have at most 27, because much in AWS is named after project and stack',
        ]);
    });

    it("is refused where AWS would refuse what is named after it", () => {
        assert.deepEqual(ofProject("Shop", plain), []);
        assert.deepEqual(ofProject("Shop", repositories), [
            `name (Pulumi.yaml): "Shop" is not allowed; it must be ${IMAGES}, because image repositories are named after it`,
        ]);
    });
});

describe("the name of a stack", () => {
    for (const [what, stack, raw, said] of CASES) {
        it(`${said.length > 0 ? "is refused" : "is accepted"} ${what}`, () => {
            assert.deepEqual(complaints(raw, stack), said);
        });
    }

    it("leaves space for the longest database name", () => {
        const identifier = serverIdentifier(
            "plumbline",
            "s".repeat(MAX_NAMES - "plumbline".length),
            "n".repeat(20),
        );
        assert.ok(identifier.length <= MAX_IDENTIFIER, `${identifier} has ${identifier.length} characters`);
    });
});
