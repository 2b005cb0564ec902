import { Failure } from "../pulumi/failure";
import type { Emulator } from "./process";
import { signedFetch } from "./request";

/** Something that exists in an emulated account. */
export interface Resource {
    readonly service: string;
    readonly type: string;
    readonly id: string;
}

/**
 * Everything that was created in the emulated accounts, in all regions. What every AWS account has unasked
 * (default VPCs, managed policies, default parameter groups) is left out.
 * @throws Failure if the emulator doesn't answer
 */
export async function inventory(emulator: Emulator): Promise<Resource[]> {
    const answer = await signedFetch(emulator, "/_plumbline/inventory", { service: "plumbline" }).catch(
        () => undefined,
    );
    if (answer?.ok !== true) {
        throw new Failure(`No emulator answers at ${emulator.url}.`);
    }
    return (await answer.json()) as Resource[];
}
