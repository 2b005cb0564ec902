/**
 * Like `Promise.all`, but none is still at work when it fails: what they work on can be removed then.
 * @throws the first failure, in their order
 */
export async function allEnded<const T extends readonly unknown[]>(
    work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
    await Promise.allSettled(work);
    return Promise.all(work);
}
