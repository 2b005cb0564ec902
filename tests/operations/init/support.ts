import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type Answers, type Beginning, BEGINNINGS, defaultAnswers } from "../../../operations/init/answers";
import { projectFiles } from "../../../operations/init/files";
import { placeOf } from "../../../operations/init/place";
import { writeFiles } from "../../../operations/init/write";
import { ROOT } from "../../support/program";

/** Every set of beginnings, the empty one included. */
export const COMBINATIONS: readonly (readonly Beginning[])[] = Object.keys(BEGINNINGS).reduce<Beginning[][]>(
    (sets, one) => [...sets, ...sets.map((set) => [...set, one as Beginning])],
    [[]],
);

export function answersWith(beginnings: readonly Beginning[], others: Partial<Answers> = {}): Answers {
    return { ...defaultAnswers("shop"), repository: undefined, ...others, beginnings };
}

/** Writes a project outside of any repository, and removes it again. */
export async function inProject<T>(answers: Answers, work: (folder: string) => T | Promise<T>): Promise<T> {
    const folder = mkdtempSync(path.join(tmpdir(), "plumb-init-"));
    try {
        writeFiles(folder, projectFiles(answers, placeOf(folder, ROOT)));
        return await work(folder);
    } finally {
        rmSync(folder, { recursive: true });
    }
}
