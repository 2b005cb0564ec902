import type { Check } from "./check";

/**
 * A message must stay hidden for as long as a function may work on it; otherwise Lambda refuses the queue.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const triggersFit: Check = {
    keys: ["functions", "queues"],
    run: ({ functions, queues }) =>
        Object.entries(functions).flatMap(([name, { on, timeoutSeconds }]) =>
            on.flatMap((trigger, index) => {
                const queue = "queue" in trigger ? trigger.queue : undefined;
                if (queue === undefined) return [];
                const hidden = queues[queue]?.visibilitySeconds ?? timeoutSeconds;
                return hidden >= timeoutSeconds
                    ? []
                    : [
                          {
                              key: `plumbline:functions.${name}.on[${index}]`,
                              message: `queue/${queue} hands a message out again after ${hidden} s, and the function may take ${timeoutSeconds} s; make visibilitySeconds of the queue at least that`,
                          },
                      ];
            }),
        ),
};
