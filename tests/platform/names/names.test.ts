/** Names of resources, as `config/derived/resourceNames.ts` computes them without composing a stack. */
import assert from "node:assert/strict";

import { NAME_PARTS } from "../../../config/derived/nameParts";
import recorded from "../../../config/derived/names.json";
import { findAt } from "../../../config/derived/places";
import { awsNames, logicalNames } from "../../../config/derived/resourceNames";
import { jsonSchemaByKey } from "../../../config/jsonSchema";
import { readStackFile } from "../../../config/stackFile";
import { EXISTING_PLURALS } from "../../../config/sections/existing/existingIds";
import { validate } from "../../../config/validate";
import { EXISTING_KINDS } from "../../../model/uses";
import { SecretValue } from "../../../config/values";
import { placesIn } from "../../config/walk";
import { ROOT, STACKS } from "../../support/program";
import { pinnedUrns } from "../urns/pinned";
import { markers, PROJECT, STACK } from "./markers";
import { isShared, recordPatterns } from "./patterns";

/** Maps whose keys are no part of any name. */
const NAMELESS = [
    // A name in front of what is used, which counts where it is used.
    "from.*",
    // What exists has the name that somebody else gave it; in names of callers' groups it counts where it is used.
    ...EXISTING_KINDS.map((kind) => `existing.${EXISTING_PLURALS[kind]}.*`),
    ...["functions", "services", "servers", "tasks"].flatMap((plural) => [
        `${plural}.*.permissions[].conditions.*`,
        `${plural}.*.permissions[].conditions.*.*`,
    ]),
    // Variables of a container.
    "tasks.*.on[].variables.*",
    "tasks.*.on[].pattern.*",
    "existing.certificates.*",
    "existing.loadBalancers.*",
    "overrides.*",
    "overrides.*.set.*",
    "databases.*.parameters.*",
    "functionDefaults.environment.*",
    "functionDefaults.permissions[].conditions.*",
    "functionDefaults.permissions[].conditions.*.*",
    "functions.*.build.arguments.*",
    "functions.*.environment.*",
    ...["functions", "queues"].flatMap((plural) =>
        ["filter", "input", "pattern"].map((part) => `${plural}.*.on[].${part}.*`),
    ),
    "pipelines.*.environment.*",
    "servers.*.environment.*",
    "services.*.build.arguments.*",
    "services.*.environment.*",
    "tasks.*.build.arguments.*",
    "tasks.*.environment.*",
    "sites.*.errorPages.*",
    "sites.*.redirects.*",
    "sites.*.rewrites.*",
    "sites.*.settings.*",
];

describe("names of resources", () => {
    it("follow the patterns that the composition has (npm run generate writes them)", async () => {
        assert.deepEqual(JSON.parse(JSON.stringify(await recordPatterns())), recorded);
    }).timeout(120_000);

    for (const stack of STACKS) {
        it(`of stack ${stack} are all computed`, () => {
            const settings = validate(readStackFile(ROOT, stack), stack, ROOT, "plumbline");
            const computed = new Set(
                logicalNames(settings, settings).map(({ scope, name }) => `${scope}::${name}`),
            );
            const missing = pinnedUrns(stack)
                .map((urn) => urn.split("::").slice(2).join("::"))
                .filter((urn) => {
                    const [scope = "", name = ""] = urn.split("::");
                    return !isShared(scope, name);
                })
                // Files of sites are compared by their folder.
                .filter((urn) => !urn.startsWith("plumbline:index:StaticSite$aws:s3/bucketObjectv2:"))
                .filter((urn) => !computed.has(urn));
            assert.deepEqual(missing, []);
        });
    }

    for (const stack of STACKS) {
        it(`of stack ${stack} differ between two systems in one account`, () => {
            const names = (project: string): Set<string> => {
                const settings = validate(readStackFile(ROOT, stack), stack, ROOT, project);
                return new Set(awsNames(settings, settings).map(({ scope, name }) => `${scope}: ${name}`));
            };
            const others = names("books");
            assert.ok(others.size > 5);
            const shared = [...names("shop")].filter((name) => others.has(name));
            // A namespace belongs to a VPC; prefixes, parameters and given names are the stack file's own choice.
            const free =
                /^(servicediscovery\.PrivateDnsNamespace name|cognito\.UserPoolDomain domain|ssm\.Parameter name): /;
            assert.deepEqual(
                shared.filter((name) => !free.test(name)),
                [],
            );
        });
    }

    it("are recorded with every map of a stack file", () => {
        const settings = [false, true].map((second) =>
            validate(markers(second, new SecretValue("x")).raw, STACK, ROOT, PROJECT),
        );
        const maps = placesIn({ properties: jsonSchemaByKey() }).filter((place) => place.endsWith(".*"));
        const absent = maps
            .filter((place) => !NAMELESS.includes(place))
            .filter((place) => !settings.some((one) => findAt(one, place).length > 0));
        assert.deepEqual(absent, []);
        // A map with names has a part of names.
        const nameless = maps.filter(
            (place) =>
                !NAMELESS.includes(place) && !Object.keys(NAME_PARTS).some((part) => part.startsWith(place)),
        );
        assert.deepEqual(nameless, []);
    });
});
