/** The log groups of a part. */
import type { NodeKind } from "../../model/uses";
import { exitCodes, Failure } from "../pulumi/failure";
import { nameOf } from "../state/urn";
import { ofType, type Part, textOf } from "../parts/parts";

/** Kinds whose components have log groups. */
export const LOGGED = [
    "function",
    "service",
    "task",
    "server",
    "api",
    "database",
    "cache",
    "topic",
    "media",
    "pipeline",
] as const satisfies readonly NodeKind[];

/** Log groups of a part: their names in AWS, with the short ones of the program. */
export function logGroupsOf(part: Part): ReadonlyMap<string, string> {
    const groups = new Map(
        ofType(part, "aws:cloudwatch/logGroup:LogGroup").flatMap((group) => {
            const name = textOf(group, "name");
            return name === undefined ? [] : [[name, nameOf(group.urn)] as const];
        }),
    );
    if (groups.size > 0) return groups;
    throw new Failure(`${part.id} has no log group: its settings switch its logs off.`, exitCodes.usage);
}
