/** Which memory goes with which CPU on Fargate (Linux). */

const GIB = 1024;

/** Lowest and highest memory in MiB and the step between, by CPU units; */
const MEMORY: Readonly<Record<number, readonly [low: number, high: number, step: number]>> = {
    512: [1 * GIB, 4 * GIB, GIB],
    1024: [2 * GIB, 8 * GIB, GIB],
    2048: [4 * GIB, 16 * GIB, GIB],
    4096: [8 * GIB, 30 * GIB, GIB],
    8192: [16 * GIB, 60 * GIB, 4 * GIB],
    16384: [32 * GIB, 120 * GIB, 8 * GIB],
};

/** The smallest size has no even steps. */
const MEMORY_OF_256 = [512, 1 * GIB, 2 * GIB];

/**
 * The memory sizes that Fargate offers with a number of CPU units.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export function fargateMemory(cpu: number): { refuse(memoryMib: number): string[] } {
    const range = MEMORY[cpu];
    return {
        /** What is allowed, if this is not; else nothing. */
        refuse(memoryMib) {
            if (range === undefined) {
                return MEMORY_OF_256.includes(memoryMib) ? [] : [`one of ${MEMORY_OF_256.join(", ")} MiB`];
            }
            const [low, high, step] = range;
            const fits = memoryMib >= low && memoryMib <= high && (memoryMib - low) % step === 0;
            return fits ? [] : [`${low} to ${high} MiB in steps of ${step}`];
        },
    };
}
