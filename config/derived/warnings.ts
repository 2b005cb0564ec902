/** What AWS accepts, and what will not work as it is meant. */
import type { Values } from "../schema";

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const VISIBILITY = 6;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const INTEGRATION_SECONDS = 30;

/** Sentences for the person who maintains the stack file. */
export function timeWarnings({
    functions,
    queues,
    apis,
}: Pick<Values, "functions" | "queues" | "apis">): string[] {
    const called = Object.entries(apis).flatMap(([api, { routes }]) =>
        Object.values(routes).map((route) => ({ api, name: route.function })),
    );
    return Object.entries(functions).flatMap(([name, { on, timeoutSeconds }]) => {
        const api = called.find((call) => call.name === name)?.api;
        return [
            ...on.flatMap((trigger) => {
                const queue = "queue" in trigger ? trigger.queue : undefined;
                const hidden = queue === undefined ? undefined : queues[queue]?.visibilitySeconds;
                const needed = VISIBILITY * timeoutSeconds + windowOf(trigger);
                return hidden === undefined || hidden >= needed
                    ? []
                    : [
                          `plumbline:queues.${queue}.visibilitySeconds: AWS advises ${needed} or more, six times timeoutSeconds of function/${name} and its windowSeconds; with ${hidden} a message may be handled twice.`,
                      ];
            }),
            ...(api !== undefined && timeoutSeconds > INTEGRATION_SECONDS
                ? [
                      `plumbline:functions.${name}.timeoutSeconds: api/${api} waits ${INTEGRATION_SECONDS} s for an answer, and the function may take ${timeoutSeconds} s.`,
                  ]
                : []),
        ];
    });
}

/** Days that RDS keeps a database's past at most. */
const MOST_RETENTION = 35;
const DAY = 86_400_000;

/** Points in time that RDS has forgotten: no mistake once the database is there. */
export function originWarnings({ databases }: Pick<Values, "databases">, now = Date.now()): string[] {
    return Object.entries(databases).flatMap(([name, { from }]) => {
        const at = from?.pointInTime?.at ?? "latest";
        const days = at === "latest" ? 0 : Math.floor((now - Date.parse(at)) / DAY);
        return days <= MOST_RETENTION
            ? []
            : [
                  `plumbline:databases.${name}.from.pointInTime.at: it is ${days} days ago, and RDS goes back ${MOST_RETENTION} days at most; the database can no longer be made from it.`,
              ];
    });
}

function windowOf(trigger: Values["functions"][string]["on"][number]): number {
    return "windowSeconds" in trigger ? trigger.windowSeconds : 0;
}
