import { Failure } from "../engine/failure";

/** Something that exists in an emulated account. */
export interface Resource {
    readonly service: string;
    readonly type: string;
    readonly id: string;
}

/**
 * Everything that was created in the emulated accounts, in all regions. What every AWS account has unasked
 * (default VPCs, managed policies, default parameter groups) is left out.
 * @param url the emulator's
 * @throws Failure if no emulator answers there
 */
export async function inventory(url: string): Promise<Resource[]> {
    const answer = await fetch(`${url}/_plumbline/inventory`).catch(() => undefined);
    if (answer?.ok !== true) {
        throw new Failure(`No emulator answers at ${url}.`);
    }
    return (await answer.json()) as Resource[];
}
