/** Texts with a syntax of AWS, and addresses. */
import { type Case, functionOn, metric } from "./case";

export const SYNTAX: readonly Case[] = [
    // Schedules and time zones.
    [
        "a rate of 1 minutes",
        [functionOn({ schedule: "rate(1 minutes)" })],
        'plumbline:functions.extra.on[0].schedule: "rate(1 minutes)" is not allowed; it must be rate(1 minute)',
    ],
    [
        "a cron of five fields",
        [functionOn({ schedule: "cron(0 6 * * *)", name: "daily" })],
        'plumbline:functions.extra.on[0].schedule: "cron(0 6 * * *)" is not allowed; it must be cron with six fields',
    ],
    [
        "a time zone that is none",
        [functionOn({ schedule: "cron(0 6 * * ? *)", timeZone: "Europe/Berln" })],
        'plumbline:functions.extra.on[0].timeZone: "Europe/Berln" is not allowed; it must be a time zone such as "Europe/Berlin"; did you mean "Europe/Berlin"?',
    ],
    [
        "a schedule of tasks with both days",
        [["services.web.schedules", { night: { at: "cron(0 23 * * * *)", minTasks: 1, maxTasks: 2 } }]],
        'plumbline:services.web.schedules.night.at: "cron(0 23 * * * *)" is not allowed; it must be cron with ? as the day',
    ],
    [
        "a time zone of tasks that is none",
        [
            [
                "services.web.schedules",
                { night: { at: "cron(0 23 * * ? *)", timeZone: "MEZ", minTasks: 1, maxTasks: 2 } },
            ],
        ],
        'plumbline:services.web.schedules.night.timeZone: "MEZ" is not allowed; it must be a time zone',
    ],
    [
        "a backup every quarter of an hour",
        [["backup", { schedule: "cron(0/15 4 * * ? *)" }]],
        'plumbline:backup.schedule: "cron(0/15 4 * * ? *)" is not allowed; it must be a cron expression with one minute',
    ],
    // Filter patterns.
    [
        "a pattern that ends too early",
        [metric('{ $.event = "order"')],
        'plumbline:monitoring.metrics.other.pattern: "{ $.event = \\"order\\"" is not allowed; it must be a filter pattern for JSON',
    ],
    [
        "a field as the value of a pattern for words",
        [metric("ERROR", { value: "$.amount" })],
        'plumbline:monitoring.metrics.other.value: "$.amount" is not allowed; it must be a number in quotes',
    ],
    // Routes.
    [
        "a rest of the path in the middle",
        [["apis.shop.routes", { "GET /{proxy+}/x": { function: "orders", public: true } }]],
        'plumbline:apis.shop.routes["GET /{proxy+}/x"]: the name "GET /{proxy+}/x" is not allowed; it must be a route with a parameter for the rest',
    ],
    // Addresses.
    [
        "a port above 65535",
        [["emulator", "http://127.0.0.1:70000"]],
        'plumbline:emulator: "http://127.0.0.1:70000" is not allowed; it must be "none", or an emulator on this machine such as "http://127.0.0.1:4566", with a port of 1 to 65535',
    ],
    [
        "an origin with such a port",
        [["apis.shop.corsOrigins", ["https://shop.example.com:99999"]]],
        'plumbline:apis.shop.corsOrigins[0]: "https://shop.example.com:99999" is not allowed; it must be an origin such as',
    ],
    [
        "an origin with an empty label",
        [["buckets.uploads.corsOrigins", ["https://.shop..com"]]],
        'plumbline:buckets.uploads.corsOrigins[0]: "https://.shop..com" is not allowed; it must be an origin such as',
    ],
    [
        "a page without TLS after signing in",
        [["directories.customers.callbackUrls", ["http://shop.example.com/in"]]],
        'plumbline:directories.customers.callbackUrls[0]: "http://shop.example.com/in" is not allowed; it must be an https URL; http is for localhost only',
    ],
    [
        "a page on this machine after signing in",
        [["directories.customers.callbackUrls", ["http://localhost:3000/in"]]],
        undefined,
    ],
    [
        "a fragment after signing out",
        [["directories.customers.logoutUrls", ["https://shop.example.com/#out"]]],
        'plumbline:directories.customers.logoutUrls[0]: "https://shop.example.com/#out" is not allowed; it must be an https URL; http is for localhost only, without a fragment',
    ],
    [
        "a block of addresses that does not begin there",
        [["firewall", { blockedAddresses: ["203.0.113.7/24"] }]],
        'plumbline:firewall.blockedAddresses[0]: "203.0.113.7/24" is not allowed; it must be 203.0.113.0/24, where the block begins',
    ],
    [
        "the same of version 6",
        [["firewall", { blockedAddresses: ["2001:db8::1/32"] }]],
        'plumbline:firewall.blockedAddresses[0]: "2001:db8::1/32" is not allowed; it must be 2001:db8::/32, where the block begins',
    ],
    [
        "blocks that begin there",
        [["firewall", { blockedAddresses: ["203.0.113.7/32", "10.0.0.0/9", "2001:db8::/33", "::1/128"] }]],
        undefined,
    ],
    [
        "a country that does not exist",
        [["firewall", { countries: { allow: ["UK"] } }]],
        'plumbline:firewall.countries.allow[0]: "UK" is not allowed; it must be a country by its two capital letters (ISO 3166-1), such as "DE" or "GB"',
    ],
    [
        "a rule group that the firewall does not have",
        [["firewall", { countOnly: ["AWSManagedRulesLinuxRuleSet/LFI_URIPATH"] }]],
        'plumbline:firewall.countOnly[0]: "AWSManagedRulesLinuxRuleSet/LFI_URIPATH" is not allowed; it must be one of AWSManagedRulesAmazonIpReputationList, ',
    ],
    [
        "more values than a rule of the load balancer has",
        [["services.web.public.paths", ["/a", "/b", "/c", "/d", "/ready"]]],
        "plumbline:services.web.public.paths: 5 paths are not allowed with plumbline:domain; they must be at most 4",
    ],
    [
        "more wildcards than a rule of the load balancer has",
        [["services.web.public.paths", ["/*/*/*/*", "/*/*/*"]]],
        "plumbline:services.web.public.paths: must have at most 6 stars in all paths together",
    ],
    [
        "a domain that no certificate can have as its name",
        [["domain", { name: `${"a".repeat(60)}.example.com` }]],
        `plumbline:domain.name: "${"a".repeat(60)}.example.com" is not allowed; it must be a domain name of at most 64 characters`,
    ],
];
