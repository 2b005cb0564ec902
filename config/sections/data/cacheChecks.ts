import { show } from "../../messages/problems";
import type { Check } from "../../checks/check";

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html */
const VERSIONS = {
    valkey: { pattern: /^(7\.2|[89]\.\d)$/, words: '"7.2", or a version of 8 or 9 such as "8.1"' },
    redis: { pattern: /^(6\.2|7\.[01])$/, words: '"6.2", "7.0" or "7.1"' },
};

export const cacheVersions: Check = {
    keys: ["caches"],
    run: ({ caches }) =>
        Object.entries(caches).flatMap(([name, { engine, version }]) => {
            const { pattern, words } = VERSIONS[engine];
            return version === undefined || pattern.test(version)
                ? []
                : [
                      {
                          key: `plumbline:caches.${name}.version`,
                          message: `${show(version)} is not allowed for ${engine}; it must be ${words}`,
                      },
                  ];
        }),
};
