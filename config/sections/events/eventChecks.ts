import { DEFAULT_BUS, sendsItself, sourceId } from "../../../model/triggers";
import { EXISTING, parseUse } from "../../../model/uses";
import type { Check } from "../../checks/check";
import { keyPath, type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html: by default, and 100 in some regions. */
const MAX_RULES = 300;
/** Filter policies of one topic: https://docs.aws.amazon.com/general/latest/gr/sns.html */
const MAX_FILTERS = 200;

/** Limits of FIFO topics and queues: https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html */
export const topicsCanServe: Check = {
    keys: ["buckets", "functions", "queues", "topics", "existing"],
    run: ({ buckets, functions, queues, topics, existing }, { others = {} }) => {
        const isFifo = (named: string): boolean => {
            const { source, name } = parseUse(sourceId("topic", named));
            if (source === undefined) return topics[name]?.fifo === true;
            // Amazon SNS demands the ending of those that keep the order, and of no others.
            if (source === EXISTING) return existing.topics[name]?.name.endsWith(".fifo") === true;
            const other = others[source];
            return typeof other === "object" && other.parts[`topic/${name}`]?.source?.fifo === true;
        };
        return [
            ...Object.entries(buckets).flatMap(([bucket, { notifications }]) =>
                notifications.flatMap(({ to }, index) => {
                    const { kind, name } = parseUse(to);
                    if (kind !== "topic" || !isFifo(name)) return [];
                    const key = keyPath(["buckets", bucket, "notifications", index, "to"]);
                    const message = `${show(to)} is not allowed, because S3 notifies standard topics only; name a topic without fifo: true`;
                    return [{ key, message }];
                }),
            ),
            ...Object.entries(functions).flatMap(([name, { on }]) =>
                topicsIn(on).flatMap(({ index, topic }) =>
                    isFifo(topic)
                        ? [
                              {
                                  key: keyPath(["functions", name, "on", index]),
                                  message: `${sourceId("topic", topic)} is not allowed, because SNS delivers a FIFO topic to queues only; let a queue subscribe, and the function take from the queue`,
                              },
                          ]
                        : [],
                ),
            ),
            ...Object.entries(queues).flatMap(([name, { on, fifo }]) =>
                topicsIn(on).flatMap(({ index, topic }) =>
                    fifo && !isFifo(topic)
                        ? [
                              {
                                  key: keyPath(["queues", name, "on", index]),
                                  message: `${sourceId("topic", topic)} is not allowed, because a FIFO queue gets messages of FIFO topics only; ${topic.includes(":") ? "take" : `give topics.${topic} fifo: true, or take`} it from the queue`,
                              },
                          ]
                        : [],
                ),
            ),
        ];
    },
};

type Source =
    | Values["queues"][string]["on"][number]
    | Values["functions"][string]["on"][number]
    | Values["tasks"][string]["on"][number];

/** What all of them get events from. */
function sourcesOf(
    ...all: readonly Readonly<Record<string, { readonly on: readonly Source[] }>>[]
): Source[] {
    return all.flatMap((named) => Object.values(named)).flatMap(({ on }) => on);
}

function topicsIn(on: readonly Source[]): { readonly index: number; readonly topic: string }[] {
    return on.flatMap((source, index) =>
        "topic" in source && source.topic !== undefined ? [{ index, topic: source.topic }] : [],
    );
}

/** The bus that every account has is nobody's to make, and a bus takes a number of rules. */
export const busesFit: Check = {
    keys: ["buses", "functions", "queues", "tasks"],
    run: ({ buses, functions, queues, tasks }) => {
        const rules = new Map<string, number>();
        for (const source of sourcesOf(functions, queues, tasks)) {
            // Events of buckets are on the bus that every account has.
            const bus = "bus" in source ? source.bus : "bucket" in source ? DEFAULT_BUS : undefined;
            if (bus !== undefined) rules.set(bus, (rules.get(bus) ?? 0) + 1);
        }
        return [
            ...(Object.hasOwn(buses, DEFAULT_BUS)
                ? [
                      {
                          key: keyPath(["buses", DEFAULT_BUS]),
                          message: `the name "${DEFAULT_BUS}" is not allowed, because every account has a bus of that name; give it another`,
                      },
                  ]
                : []),
            ...[...rules].flatMap(([bus, count]) =>
                count <= MAX_RULES
                    ? []
                    : [
                          {
                              key: keyPath(["buses", bus]),
                              message: `${count} rules are not allowed; a bus has at most ${MAX_RULES}, so let several of them share a topic, or make another bus`,
                          },
                      ],
            ),
        ];
    },
};

/** A topic takes a number of filters. */
export const filtersFit: Check = {
    keys: ["topics", "functions", "queues"],
    run: ({ topics, functions, queues }) => {
        const all = sourcesOf(functions, queues);
        return Object.keys(topics).flatMap((topic) => {
            const count = all.filter(
                (source) => "filter" in source && source.topic === topic && source.filter !== undefined,
            ).length;
            return count <= MAX_FILTERS
                ? []
                : [
                      {
                          key: keyPath(["topics", topic]),
                          message: `${count} filters are not allowed; a topic has at most ${MAX_FILTERS}, so let subscribers share a queue, or make another topic`,
                      },
                  ];
        });
    },
};

/** Bytes of a schedule's input: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html */
const MAX_INPUT_BYTES = 262_144;

/** Inputs of schedules, and groups, which only FIFO queues have. */
export const sourcesFit: Check = {
    keys: ["functions", "queues"],
    run: ({ functions, queues }) => [
        ...Object.entries(functions).flatMap(([name, { on, onFailure }]) => [
            ...inputsFit(["functions", name], on),
            ...failuresArrive(name, on, onFailure),
        ]),
        ...Object.entries(queues).flatMap(([name, { on, fifo }]) => [
            ...inputsFit(["queues", name], on),
            ...on.flatMap((source, index): Problem[] =>
                !fifo && "group" in source && source.group !== undefined
                    ? [
                          {
                              key: keyPath(["queues", name, "on", index, "group"]),
                              message: `${show(source.group)} is not allowed without fifo: true of the queue, which has no groups`,
                          },
                      ]
                    : [],
            ),
        ]),
    ],
};

/** SNS and EventBridge send to a queue on their own behalf, which only this stack's own policies can allow. */
function failuresArrive(name: string, on: readonly Source[], onFailure = ""): Problem[] {
    if (onFailure === "" || parseUse(onFailure).source === undefined) return [];
    if (!on.some(sendsItself)) return [];
    return [
        {
            key: keyPath(["functions", name, "onFailure"]),
            message: `${show(onFailure)} is not allowed with topics, buses and buckets in on, because the policy of that queue is not this stack's to open; name a queue of this stack, or leave it out for one of the function's own`,
        },
    ];
}

function inputsFit(path: readonly string[], on: readonly Source[]): Problem[] {
    return on.flatMap((source, index) => {
        const input = "schedule" in source ? source.input : undefined;
        const bytes = input === undefined ? 0 : Buffer.byteLength(JSON.stringify(input));
        return bytes <= MAX_INPUT_BYTES
            ? []
            : [
                  {
                      key: keyPath([...path, "on", index, "input"]),
                      message: `${bytes} bytes are not allowed; it must be at most ${MAX_INPUT_BYTES} bytes as JSON`,
                  },
              ];
    });
}
