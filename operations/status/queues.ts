/** Queues: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
import type { Ask } from "../aws/ask";
import { ofType, type Part, textOf } from "../parts/parts";
import { nameOf } from "../state/urn";
import { gone, type Look, type Row } from "./row";

/** SQS counts the messages of one queue at a time. */
export const queues: Look = async (parts, { ask }) =>
    Promise.all(
        parts.map(async (part) => {
            const all = ofType(part, "aws:sqs/queue:Queue");
            const own = all.find(({ urn }) => nameOf(urn) === part.name);
            const dead = all.filter((queue) => queue !== own);
            const [counted, ...lost] = await Promise.all(
                [own, ...dead].map(async (queue) => countsOf(textOf(queue, "url"), ask)),
            );
            return counted === undefined ? gone(part.id) : rowOf(part, counted, lost);
        }),
    );

interface Counts {
    readonly waiting: number;
    readonly inFlight: number;
    readonly delayed: number;
}

/** undefined: it is not there. */
async function countsOf(url: string | undefined, ask: Ask): Promise<Counts | undefined> {
    if (url === undefined) return undefined;
    try {
        const text = await ask({
            service: "sqs",
            method: "POST",
            headers: {
                "content-type": "application/x-amz-json-1.0",
                "x-amz-target": "AmazonSQS.GetQueueAttributes",
            },
            body: JSON.stringify({
                QueueUrl: url,
                AttributeNames: [
                    "ApproximateNumberOfMessages",
                    "ApproximateNumberOfMessagesNotVisible",
                    "ApproximateNumberOfMessagesDelayed",
                ],
            }),
        });
        const { Attributes: found } = JSON.parse(text) as { readonly Attributes?: Record<string, string> };
        if (found === undefined) return undefined;
        return {
            waiting: Number(found["ApproximateNumberOfMessages"] ?? 0),
            inFlight: Number(found["ApproximateNumberOfMessagesNotVisible"] ?? 0),
            delayed: Number(found["ApproximateNumberOfMessagesDelayed"] ?? 0),
        };
    } catch (error) {
        if (/NonExistentQueue|QueueDoesNotExist/.test(String(error))) return undefined;
        throw error;
    }
}

function rowOf(
    { id }: Part,
    { waiting, inFlight, delayed }: Counts,
    lost: readonly (Counts | undefined)[],
): Row {
    const dead = lost.reduce((sum, one) => sum + (one?.waiting ?? 0) + (one?.inFlight ?? 0), 0);
    return {
        id,
        condition: dead > 0 ? "broken" : "healthy",
        runs: `${waiting} waiting, ${inFlight} at work, ${dead} dead ${dead === 1 ? "letter" : "letters"}`,
        version: "",
        last: "",
        facts: { waiting, inFlight, delayed, deadLetters: dead },
    };
}
