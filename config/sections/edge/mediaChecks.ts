import type { Check } from "../../checks/check";
import { keyPath, type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";
import { nodes, PLURALS } from "../../order";
import { parseUse } from "../../../model/uses";

type Entry = Values["media"][string];

/** Settings of media that exclude each other. */
export const mediaSettings: Check = {
    keys: ["media"],
    run: ({ media }) =>
        Object.entries(media).flatMap(([name, entry]) => [
            ...urlsOutliveKeys(name, entry),
            ...openPaths(name, entry),
        ]),
};

/** A key group holds few keys: the one that signs, the next one, and those whose signatures are in use. */
function urlsOutliveKeys(name: string, { signing: { urlDays, rotateDays } }: Entry): Problem[] {
    if (urlDays <= rotateDays) return [];
    return [
        {
            key: keyPath(["media", name, "signing", "urlDays"]),
            message: `${urlDays} is not allowed; it must be at most signing.rotateDays, which is ${rotateDays}, because a key group of CloudFront holds 5 keys, and former ones stay for as long as their URLs`,
        },
    ];
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const MOST_BEHAVIORS = 25;

function openPaths(name: string, { access, public: patterns }: Entry): Problem[] {
    const key = keyPath(["media", name, "public"]);
    if (patterns.length === 0) return [];
    if (access === "public") {
        return [
            {
                key,
                message:
                    "a list is not allowed with access public, where everyone may read everything; leave it out",
            },
        ];
    }
    const others = MOST_BEHAVIORS - 1;
    const tooMany =
        patterns.length > others
            ? [
                  {
                      key,
                      message: `${patterns.length} patterns are not allowed; they must be at most ${others}, because a distribution has ${MOST_BEHAVIORS} behaviors and the one for signed requests counts; use * to match several at once`,
                  },
              ]
            : [];
    const each = patterns.flatMap((pattern, index) => {
        const at = `${key}[${index}]`;
        if (/^\/\*+$/.test(pattern)) {
            return [
                {
                    key: at,
                    message: `${show(pattern)} is not allowed, because it is every path; it must be a part such as "/thumbnails/*", or instead of the list access: public`,
                },
            ];
        }
        return [];
    });
    return [...tooMany, ...each];
}

/** There is no key to sign with where everyone may read. */
export const signersHaveKeys: Check = {
    keys: Object.values(PLURALS),
    run: (values) =>
        nodes(values).flatMap(({ kind, name, uses }) =>
            uses.flatMap((use): Problem[] => {
                const { source, kind: used, name: wanted, access } = parseUse(use);
                const isOpen =
                    Object.hasOwn(values.media, wanted) && values.media[wanted]?.access === "public";
                return source === undefined && used === "media" && access === "sign" && isOpen
                    ? [
                          {
                              key: keyPath([PLURALS[kind], name, "uses"]),
                              message: `${show(use)} is not allowed, because everyone may read media/${wanted} without a signature; it must be "media/${wanted}", or media.${wanted}.access must be signed`,
                          },
                      ]
                    : [];
            }),
        ),
};
