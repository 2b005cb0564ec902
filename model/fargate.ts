/** Sizes of tasks on Fargate (Linux): https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */

/** CPU units; 1024 are one core. */
export const FARGATE_CPU = [256, 512, 1024, 2048, 4096, 8192, 16384] as const;
export type FargateCpu = (typeof FARGATE_CPU)[number];

const GIB = 1024;

/** The smallest size has no even steps. */
const MEMORY_OF_256 = [512, 1 * GIB, 2 * GIB];

/** Lowest and highest memory in MiB and the step between, by CPU units. */
const MEMORY: Readonly<Record<Exclude<FargateCpu, 256>, readonly [low: number, high: number, step: number]>> =
    {
        512: [1 * GIB, 4 * GIB, GIB],
        1024: [2 * GIB, 8 * GIB, GIB],
        2048: [4 * GIB, 16 * GIB, GIB],
        4096: [8 * GIB, 30 * GIB, GIB],
        8192: [16 * GIB, 60 * GIB, 4 * GIB],
        16384: [32 * GIB, 120 * GIB, 8 * GIB],
    };

/** The memory that Fargate offers with a number of CPU units, in words; undefined if the given one is among it. */
export function otherMemory(cpu: FargateCpu, memoryMib: number): string | undefined {
    if (cpu === 256) {
        return MEMORY_OF_256.includes(memoryMib) ? undefined : `one of ${MEMORY_OF_256.join(", ")} MiB`;
    }
    const [low, high, step] = MEMORY[cpu];
    const fits = memoryMib >= low && memoryMib <= high && (memoryMib - low) % step === 0;
    return fits ? undefined : `${low} to ${high} MiB in steps of ${step}`;
}
