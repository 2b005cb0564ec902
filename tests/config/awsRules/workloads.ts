/** Images, servers, builds and variables. */
import { type Case, layer, pipeline, environment } from "./case";

export const WORKLOADS: readonly Case[] = [
    // Images, servers and builds.
    ...["https://nginx:1", "NGINX:1", "::x", `nginx:${"a".repeat(129)}`, "nginx:-x"].map(
        (image) =>
            [
                `the image ${image.slice(0, 20)}`,
                [["services.web.image", image]],
                "plumbline:services.web.image: ",
            ] as const,
    ),
    ...["localhost:5000/shop/web__a:1", `nginx:1.29@sha256:${"a".repeat(64)}`, "ghcr.io/a/b-c.d:V1"].map(
        (image) => [`the image ${image.slice(0, 20)}`, [["services.web.image", image]], undefined] as const,
    ),
    ...["X:1", "a//b:1", `a:${"b".repeat(129)}`].map(
        (image) =>
            [
                `a function's image ${image.slice(0, 20)}`,
                [["functions.extra", { image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${image}` }]],
                "plumbline:functions.extra.image: ",
            ] as const,
    ),
    [
        "an alarm on messages that are gone",
        [["queues", { jobs: { retentionDays: 1, maxAgeSeconds: 86_401 } }]],
        "plumbline:queues.jobs.maxAgeSeconds: 86401 is not allowed; it must be at most retentionDays",
    ],
    [
        "a redirect to a host that there cannot be",
        [["sites.shop.redirects", { "/a": "https://../b" }]],
        'plumbline:sites.shop.redirects["/a"]: "https://../b" is not allowed; it must be an https URL with a host',
    ],
    ["an old redirect", [["sites.shop.redirects", { "/a/*": "https://blog.example.com/*" }]], undefined],
    [
        "more variables than user data has room for",
        [["servers", { reports: { environment: { TEXT: "x".repeat(10_240) } } }]],
        "plumbline:servers.reports.environment: 10248 bytes of variables are not allowed; with the script, which has 0, they must have at most 10240",
    ],
    [
        "a variable of CodeBuild's own",
        [pipeline({ CODEBUILD_X: "1" })],
        'plumbline:pipelines.main.environment.CODEBUILD_X: the name "CODEBUILD_X" is not allowed; it must not begin with CODEBUILD_',
    ],
    [
        "more variables than CodeBuild takes",
        [pipeline({ TEXT: "x".repeat(5500) })],
        "plumbline:pipelines.main.environment: 5504 characters of variables are not allowed",
    ],
    ["almost as many", [pipeline({ TEXT: "x".repeat(5496) })], undefined],
    [
        "two versions of a layer",
        [["functions.orders.layers", [layer("tools", 1), layer("other", 1), layer("tools", 2)]]],
        `plumbline:functions.orders.layers[2]: "${layer("tools", 2)}" is not allowed beside "${layer("tools", 1)}"`,
    ],
    [
        "two versions, of which one is a default",
        [
            ["functionDefaults", { layers: [layer("tools", 1)] }],
            ["functions.orders.layers", [layer("tools", 2)]],
        ],
        undefined,
    ],
    [
        "a rewrite to a path with dots",
        [
            ["sites.shop.release", undefined],
            ["sites.shop.rewrites", { "/a": "/../site/index.html" }],
        ],
        'plumbline:sites.shop.rewrites["/a"]: "/../site/index.html" is not allowed; it must be a file in examples/sample/site',
    ],
    // Variables of functions.
    ...["AWS_REGION", "AWS_SESSION_TOKEN", "_HANDLER", "LAMBDA_TASK_ROOT"].map(
        (name) =>
            [
                `the variable ${name}`,
                [environment(name)],
                `plumbline:functions.orders.environment.${name}: the name "${name}" is not allowed; it must be a name that Lambda does not set itself`,
            ] as const,
    ),
    [
        "the same as a default of functions",
        [["functionDefaults", { environment: { AWS_REGION: "eu-west-1" } }]],
        'plumbline:functionDefaults.environment.AWS_REGION: the name "AWS_REGION" is not allowed; it must be a name that Lambda',
    ],
    ...["X", "_LEVEL"].map(
        (name) =>
            [
                `a variable called ${name}`,
                [environment(name)],
                `plumbline:functions.orders.environment.${name}: the name "${name}" is not allowed; it must be a name of two characters or more`,
            ] as const,
    ),
    ["a variable that Lambda reads", [environment("AWS_XRAY_CONTEXT_MISSING")], undefined],
    ["the time zone of a function", [environment("TZ")], undefined],
    ["the region of a container", [["services.web.environment", { AWS_REGION: "eu-west-1" }]], undefined],
    [
        "more than 4 KB of variables",
        [["functions.orders.environment", { TEXT: "x".repeat(4096) }]],
        "plumbline:functions.orders.environment: 4",
    ],
    ["almost 4 KB of variables", [["functions.orders.environment", { TEXT: "x".repeat(3000) }]], undefined],
];
